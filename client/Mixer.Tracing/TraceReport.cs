namespace Mixer.Tracing;

/// <summary>Where a tracer says what people should read. The delegates are called from any thread.</summary>
/// <param name="Span">An ended span, if spans are logged: its operation, and its ids as <c>trace:span:parent:flags</c>.</param>
/// <param name="Problem">Why traces do not arrive.</param>
public sealed record TraceReport(Action<string, string> Span, Action<string> Problem);

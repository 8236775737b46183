using System.Diagnostics;

namespace Mixer.Tracing;

/// <summary>The trace that a call belongs to, as headers carry it: W3C <c>traceparent</c>, or B3 in one header or in several. Stateless.</summary>
public static class TraceContext
{
    private const int TraceIdLength = 32;
    private const int SpanIdLength = 16;

    /// <summary>The caller's span; default if the headers name none or are malformed. W3C goes before B3.</summary>
    /// <param name="header">Gives the value of a lower-case header; null if it is not there.</param>
    public static ActivityContext Extract(Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (header("traceparent") is { } parent && ActivityContext.TryParse(parent, header("tracestate"), isRemote: true, out var context))
        {
            return context;
        }

        if (header("b3") is { } single)
        {
            var parts = single.Split('-');
            return parts.Length >= 2 ? FromB3(parts[0], parts[1], parts.Length > 2 ? parts[2] : null) : default;
        }

        return header("x-b3-traceid") is { } trace && header("x-b3-spanid") is { } span
            ? FromB3(trace, span, header("x-b3-flags") == "1" ? "d" : header("x-b3-sampled"))
            : default;
    }

    /// <summary>Writes the headers that make what the called side does part of <paramref name="span"/>.</summary>
    public static void Inject(Activity span, Action<string, string> header)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(header);
        header("traceparent", $"00-{span.TraceId.ToHexString()}-{span.SpanId.ToHexString()}-{(span.Recorded ? "01" : "00")}");
        if (!string.IsNullOrEmpty(span.TraceStateString))
        {
            header("tracestate", span.TraceStateString);
        }

        header("b3", $"{span.TraceId.ToHexString()}-{span.SpanId.ToHexString()}-{(span.Recorded ? '1' : '0')}");
    }

    // A trace id of 64 bits is the lower half of one of 128.
    private static ActivityContext FromB3(string trace, string span, string? sampled)
    {
        var id = trace.Length == SpanIdLength ? trace.PadLeft(TraceIdLength, '0') : trace;
        if (!IsId(id, TraceIdLength) || !IsId(span, SpanIdLength))
        {
            return default;
        }

        var flags = sampled is "1" or "d" or "true" ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None;
        return new ActivityContext(
            ActivityTraceId.CreateFromString(id.ToLowerInvariant()), ActivitySpanId.CreateFromString(span.ToLowerInvariant()), flags, isRemote: true);
    }

    private static bool IsId(string text, int length) =>
        text.Length == length && text.All(char.IsAsciiHexDigit) && text.AsSpan().ContainsAnyExcept('0');
}

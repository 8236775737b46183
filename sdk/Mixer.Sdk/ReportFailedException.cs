namespace Mixer.Sdk;

/// <summary>
/// What a handler of a REPORT template throws after it has tried every instance of a batch: one sentence for each instance that it could
/// not take. The other instances of the batch were taken. The message is the sentences as an error list (spec 06 section 1.3).
/// </summary>
public sealed class ReportFailedException : Exception
{
    /// <summary>Without sentences; for tools that need a plain constructor.</summary>
    public ReportFailedException() => Errors = [];

    /// <summary>One sentence.</summary>
    public ReportFailedException(string message) : this([message]) { }

    /// <summary>One sentence and what led to it.</summary>
    public ReportFailedException(string message, Exception innerException) : base(ConfigErrors.Format([message]), innerException) =>
        Errors = [message];

    /// <summary>The sentences in the order of the instances; the collection must not change afterwards.</summary>
    public ReportFailedException(IReadOnlyCollection<string> errors) : base(ConfigErrors.Format(errors)) => Errors = errors;

    /// <summary>One sentence for each instance that was not taken, in the order of the batch.</summary>
    public IReadOnlyCollection<string> Errors { get; }
}

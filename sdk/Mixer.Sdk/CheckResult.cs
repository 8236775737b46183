using Mixer.Sdk.Values;

namespace Mixer.Sdk;

/// <summary>An adapter's answer to a check.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="ValidDuration">How long the caller may reuse the answer; zero forbids reuse.</param>
/// <param name="ValidUseCount">How many times the caller may reuse the answer.</param>
public readonly record struct CheckResult(Status Status, Duration ValidDuration, int ValidUseCount)
{
    /// <summary>OK with zero validity: the adapter has no opinion (spec 03 section 11.1).</summary>
    public bool IsDefault => Status.IsOk && ValidDuration.Nanoseconds == 0 && ValidUseCount == 0;
}

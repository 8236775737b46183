using Mixer.Sdk.Values;

namespace Mixer.Sdk;

/// <summary>What a caller asks of one quota.</summary>
/// <param name="DeduplicationId">Two requests with one id are charged once; empty for no deduplication.</param>
/// <param name="Amount">How much is asked for; negative gives back.</param>
/// <param name="BestEffort">Grant less than the amount rather than nothing.</param>
public readonly record struct QuotaArgs(string DeduplicationId, long Amount, bool BestEffort);

/// <summary>An adapter's answer to a quota request.</summary>
/// <param name="Status">Whether the request could be served at all; a refusal is an OK status with amount zero.</param>
/// <param name="ValidDuration">How long the grant holds.</param>
/// <param name="Amount">How much is granted.</param>
public readonly record struct QuotaResult(Status Status, Duration ValidDuration, long Amount)
{
    /// <summary>OK with nothing granted for no time: the adapter has no opinion.</summary>
    public bool IsDefault => Status.IsOk && ValidDuration.Nanoseconds == 0 && Amount == 0;
}

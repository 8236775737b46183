using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>A verdict found in the cache.</summary>
/// <param name="Status">The verdict as stored.</param>
/// <param name="ValidDuration">What is left of its validity; not negative, may be zero.</param>
/// <param name="ValidUseCount">The use count as stored; finding a verdict does not count as a use.</param>
public readonly record struct CachedCheck(Status Status, Duration ValidDuration, int ValidUseCount)
{
    /// <summary>What was stored beside the verdict, for the server's use; null for nothing.</summary>
    public byte[]? Attachment { get; init; }
}

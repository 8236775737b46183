using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>An answer to a quota request: how much, and for how long.</summary>
internal readonly record struct Grant(long Amount, Duration ValidDuration);

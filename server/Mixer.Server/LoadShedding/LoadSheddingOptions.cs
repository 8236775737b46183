using Mixer.Sdk.Values;

namespace Mixer.Server.LoadShedding;

/// <summary>Whether calls are refused under load.</summary>
internal enum LoadSheddingMode
{
    /// <summary>Never.</summary>
    Disabled,

    /// <summary>Only say so in the log.</summary>
    LogOnly,

    /// <summary>Refuse.</summary>
    Enforce,
}

/// <summary>When calls are refused under load (spec 07 section 15).</summary>
internal sealed record LoadSheddingOptions
{
    public LoadSheddingMode Mode { get; init; }

    /// <summary>Average latency from which on calls are refused; zero for no such limit.</summary>
    public Duration AverageLatencyThreshold { get; init; }

    /// <summary>Most latency samples a second; zero for all.</summary>
    public double SamplesPerSecond { get; init; }

    /// <summary>After this time a sample weighs half; zero for one second.</summary>
    public Duration SampleHalfLife { get; init; } = new(Duration.Second);

    /// <summary>Most requests a second; zero for no such limit.</summary>
    public double MaxRequestsPerSecond { get; init; }

    /// <summary>How many requests may come at once; zero refuses all.</summary>
    public long BurstSize { get; init; }
}

using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>The overview's numbers, under the reference's names (spec 07 section 7), then ours.</summary>
public sealed record HomeView
{
    /// <summary>Name of the program.</summary>
    [JsonPropertyName("ProcessName")]
    public required string ProcessName { get; init; }

    /// <summary>Bytes on the heap.</summary>
    [JsonPropertyName("HeapSize")]
    public required long HeapSize { get; init; }

    /// <summary>Collections.</summary>
    [JsonPropertyName("NumGC")]
    public required long Collections { get; init; }

    /// <summary>Now, in nanoseconds since 1970.</summary>
    [JsonPropertyName("CurrentTime")]
    public required long CurrentTime { get; init; }

    /// <summary>Name of the machine.</summary>
    [JsonPropertyName("Hostname")]
    public required string HostName { get; init; }

    /// <summary>Its first address that is not a loopback's.</summary>
    [JsonPropertyName("IP")]
    public required string Address { get; init; }

    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>How long the process runs.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Number of the configuration in effect.</summary>
    public required long Revision { get; init; }

    /// <summary>Rules in effect.</summary>
    public required int Rules { get; init; }

    /// <summary>Handlers in effect.</summary>
    public required int Handlers { get; init; }

    /// <summary>Errors in the configuration.</summary>
    public required int Errors { get; init; }

    /// <summary>Warnings about the configuration.</summary>
    public required int Warnings { get; init; }

    /// <summary>Null, or why the server is not ready.</summary>
    public required string? ReadinessFault { get; init; }
}

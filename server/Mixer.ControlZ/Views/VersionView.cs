using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>What was built, under the reference's names (spec 07 section 7).</summary>
public sealed record VersionView
{
    /// <summary>The product's version.</summary>
    [JsonPropertyName("version")]
    public required string Version { get; init; }

    /// <summary>The source revision.</summary>
    [JsonPropertyName("revision")]
    public required string Revision { get; init; }

    /// <summary>Who built it.</summary>
    [JsonPropertyName("user")]
    public string User { get; init; } = "unknown";

    /// <summary>Where it was built.</summary>
    [JsonPropertyName("host")]
    public string Host { get; init; } = "unknown";

    /// <summary>The runtime; the name is the reference's.</summary>
    [JsonPropertyName("golang_version")]
    public string Runtime { get; init; } = ".NET " + Environment.Version;

    /// <summary>Where its images are.</summary>
    [JsonPropertyName("hub")]
    public string Hub { get; init; } = "unknown";

    /// <summary>Whether the sources were clean.</summary>
    [JsonPropertyName("status")]
    public string Status { get; init; } = "unknown";
}

using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>One scope of the log, under the reference's names (spec 07 section 7); in a request all but <see cref="LogCallers"/> may be missing.</summary>
public sealed record LogScopeView
{
    /// <summary>Name of the scope.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>What it is about.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>From which level on lines are written: debug, info, warn, error, none.</summary>
    [JsonPropertyName("output_level")]
    public string? OutputLevel { get; init; }

    /// <summary>From which level on lines carry a stack.</summary>
    [JsonPropertyName("stack_trace_level")]
    public string? StackTraceLevel { get; init; }

    /// <summary>Whether lines say who wrote them.</summary>
    [JsonPropertyName("log_callers")]
    public bool LogCallers { get; init; }
}

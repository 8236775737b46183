using System.Text.Json;

namespace Mixer.ControlZ.Views;

/// <summary>A call to explain.</summary>
public sealed record ExplainRequest
{
    /// <summary>Values by attribute name: texts, numbers and truths as JSON has them, maps as objects, times and durations as texts.</summary>
    public Dictionary<string, JsonElement> Attributes { get; init; } = [];
}

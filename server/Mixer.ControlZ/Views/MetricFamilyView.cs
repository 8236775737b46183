using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>One metric with all its series.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Help">What it means.</param>
/// <param name="Type">COUNTER, GAUGE, HISTOGRAM, SUMMARY or UNTYPED.</param>
/// <param name="Metrics">Its series.</param>
public sealed record MetricFamilyView(string Name, string Help, string Type, List<MetricView> Metrics);

/// <summary>One series; all numbers are texts (spec 07 section 7).</summary>
public sealed record MetricView
{
    /// <summary>Its labels.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>The value of a counter or gauge.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Value { get; set; }

    /// <summary>Cumulative counts of a histogram by upper bound, without the infinite one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Buckets { get; set; }

    /// <summary>Values of a summary by quantile.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Quantiles { get; set; }

    /// <summary>Observations of a histogram or summary.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Count { get; set; }

    /// <summary>Sum of the observations.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sum { get; set; }
}

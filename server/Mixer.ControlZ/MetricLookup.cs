using System.Globalization;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ;

/// <summary>Finds series among metrics.</summary>
internal sealed class MetricLookup(IReadOnlyList<MetricFamilyView> families)
{
    /// <summary>All series of a metric; none if there is no such metric.</summary>
    public IReadOnlyList<MetricView> Series(string name) => families.FirstOrDefault(family => family.Name == name)?.Metrics ?? [];

    /// <summary>Those of its series whose <paramref name="label"/> is <paramref name="value"/>.</summary>
    public IReadOnlyList<MetricView> Series(string name, string label, string value) =>
        [.. Series(name).Where(series => series.Labels.TryGetValue(label, out var found) && found == value)];

    public static double ValueOf(MetricView series) => Number(series.Value);

    public static double SumOf(MetricView series) => Number(series.Sum);

    private static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

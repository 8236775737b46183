using Mixer.Adapters.Prometheus.Metrics;

namespace Mixer.Adapters.Prometheus.Configuration;

/// <summary>How the instances of one name reach the page. Immutable.</summary>
/// <param name="Family">The metric that they go to.</param>
/// <param name="Dimensions">For each label of the metric, in its order, the dimension that fills it.</param>
internal sealed record MetricEntry(MetricFamily Family, string[] Dimensions)
{
    /// <summary>
    /// The dimension for each label: the one of that name, else the first in order that becomes that name when made safe, else (the label
    /// then stays empty) the label's own name.
    /// </summary>
    public static string[] Match(IEnumerable<string> labels, IReadOnlyCollection<string> dimensions) =>
        labels
            .Select(label =>
                dimensions.Contains(label)
                    ? label
                    : dimensions.Order(StringComparer.Ordinal).FirstOrDefault(dimension => MetricNames.Safe(dimension) == label) ?? label)
            .ToArray();
}

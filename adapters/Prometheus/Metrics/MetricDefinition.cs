using System.Collections.Immutable;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>Everything that makes a metric on the page the one it is. Equal definitions share their series. Immutable.</summary>
/// <param name="Name">Full name on the page.</param>
/// <param name="Help">The HELP line, not escaped.</param>
/// <param name="Kind">What updates do.</param>
/// <param name="Labels">Label names, sorted.</param>
/// <param name="Bounds">Upper bounds of a distribution, rising, without infinity; empty for other kinds.</param>
internal sealed record MetricDefinition(string Name, string Help, Kind Kind, ImmutableArray<string> Labels, ImmutableArray<double> Bounds)
{
    /// <summary>Same name, help, kind, labels and bounds.</summary>
    public bool Equals(MetricDefinition? other) =>
        other is not null
        && Name == other.Name
        && Help == other.Help
        && Kind == other.Kind
        && Labels.AsSpan().SequenceEqual(other.Labels.AsSpan())
        && Bounds.AsSpan().SequenceEqual(other.Bounds.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Help, Kind, Labels.Length, Bounds.Length);
}

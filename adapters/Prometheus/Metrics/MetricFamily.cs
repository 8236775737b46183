using System.Collections.Concurrent;
using Mixer.Adapters.Prometheus.Exposition;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>A metric with all its series. Any thread; shared by every handler that declares the same definition.</summary>
internal sealed class MetricFamily
{
    private readonly ConcurrentDictionary<string[], Series> _series = new(new LabelValuesComparer());
    private readonly ConcurrentDictionary<string[], Series>.AlternateLookup<ReadOnlySpan<string>> _lookup;
    private readonly double[] _bounds;

    /// <summary>A metric without series.</summary>
    public MetricFamily(MetricDefinition definition)
    {
        Definition = definition;
        _bounds = [.. definition.Bounds];
        _lookup = _series.GetAlternateLookup<ReadOnlySpan<string>>();
    }

    /// <summary>What the metric is.</summary>
    public MetricDefinition Definition { get; }

    /// <summary>Records a value under label values that are in the order of the definition's label names.</summary>
    /// <returns>Null, or why the value cannot be recorded; nothing has changed then.</returns>
    public string? Record(ReadOnlySpan<string> labelValues, double value, long timestamp)
    {
        if (Definition.Kind == Kind.Counter && !(value >= 0))
        {
            return double.IsNaN(value) ? "counter cannot add NaN" : "counter cannot decrease in value";
        }

        while (true)
        {
            if (!_lookup.TryGetValue(labelValues, out var series))
            {
                var values = labelValues.ToArray();
                series = _series.GetOrAdd(values, Create(values));
            }

            if (series.TryRecord(value, timestamp))
            {
                return null;
            }

            // Removed by expiry between the lookup and here; whoever comes first takes it out of the table.
            _series.TryRemove(KeyValuePair.Create(series.LabelValues, series));
        }
    }

    /// <summary>Removes the series whose last update is at least <paramref name="age"/> ago.</summary>
    public void Expire(TimeProvider time, TimeSpan age)
    {
        foreach (var (key, series) in _series)
        {
            if (series.TryExpire(time, age))
            {
                _series.TryRemove(KeyValuePair.Create(key, series));
            }
        }
    }

    /// <summary>Removes all series.</summary>
    public void Clear() => _series.Clear();

    /// <summary>The series as they are now, sorted by label values.</summary>
    public List<Series> Sorted()
    {
        var sorted = _series.Values.ToList();
        sorted.Sort(static (x, y) => x.LabelValues.AsSpan().SequenceCompareTo(y.LabelValues, StringComparer.Ordinal));
        return sorted;
    }

    private Series Create(string[] values)
    {
        var block = TextFormat.LabelBlock(Definition.Labels, values);
        return Definition.Kind == Kind.Distribution
            ? new HistogramSeries(values, block, _bounds)
            : new NumberSeries(values, block, adds: Definition.Kind == Kind.Counter);
    }
}

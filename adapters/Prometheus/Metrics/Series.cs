namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>
/// One line (or, for a distribution, one histogram) on the page: what was recorded under one set of label values. All members may be
/// called from any thread.
/// </summary>
/// <param name="labelValues">The label values, in the order of the label names.</param>
/// <param name="labelBlock">The labels as the page spells them, <c>a="x",b="y"</c>; empty without labels.</param>
internal abstract class Series(string[] labelValues, byte[] labelBlock)
{
    private readonly Lock _gate = new();
    private long _updated;
    private bool _removed;

    /// <summary>The label values, in the order of the label names.</summary>
    public string[] LabelValues { get; } = labelValues;

    /// <summary>The labels as the page spells them, in UTF-8, without braces.</summary>
    public byte[] LabelBlock { get; } = labelBlock;

    /// <summary>The lock that guards the recorded state.</summary>
    protected Lock Gate => _gate;

    /// <summary>Records <paramref name="value"/>; false if the series was removed meanwhile and a new one must be made.</summary>
    public bool TryRecord(double value, long timestamp)
    {
        lock (_gate)
        {
            if (_removed)
            {
                return false;
            }

            _updated = timestamp;
            Record(value);
            return true;
        }
    }

    /// <summary>Removes the series if its last update is at least <paramref name="age"/> ago.</summary>
    public bool TryExpire(TimeProvider time, TimeSpan age)
    {
        lock (_gate)
        {
            return _removed = time.GetElapsedTime(_updated) >= age;
        }
    }

    /// <summary>Records a value; the lock is held.</summary>
    protected abstract void Record(double value);
}

/// <summary>A counter or a gauge.</summary>
internal sealed class NumberSeries(string[] labelValues, byte[] labelBlock, bool adds) : Series(labelValues, labelBlock)
{
    private double _value;

    /// <summary>What was recorded so far.</summary>
    public double Value
    {
        get
        {
            lock (Gate)
            {
                return _value;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Record(double value) => _value = adds ? _value + value : value;
}

/// <summary>A distribution.</summary>
internal sealed class HistogramSeries(string[] labelValues, byte[] labelBlock, double[] bounds) : Series(labelValues, labelBlock)
{
    private readonly ulong[] _counts = new ulong[bounds.Length + 1];
    private double _sum;

    /// <summary>Copies the count of each bucket (not cumulative; the last is the one to infinity) and returns the sum of all values.</summary>
    public double Read(Span<ulong> counts)
    {
        lock (Gate)
        {
            _counts.CopyTo(counts);
            return _sum;
        }
    }

    /// <inheritdoc/>
    protected override void Record(double value)
    {
        // The first bound that is not below the value; NaN, which has none, counts to infinity.
        var index = double.IsNaN(value) ? bounds.Length : Array.BinarySearch(bounds, value);
        _counts[index < 0 ? ~index : index]++;
        _sum += value;
    }
}

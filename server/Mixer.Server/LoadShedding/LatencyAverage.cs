using Mixer.Sdk.Values;

namespace Mixer.Server.LoadShedding;

/// <summary>
/// Exponential moving average of response times: between samples the signal is taken as constant at the latest sample, and the past loses half of
/// its weight each half-life. Thread-safe.
/// </summary>
internal sealed class LatencyAverage(LoadSheddingOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly double _halfLifeSeconds = options.SampleHalfLife.Nanoseconds > 0 ? (double)options.SampleHalfLife.Nanoseconds / Duration.Second : 1;
    private readonly RequestRateLimit? _samples =
        options.SamplesPerSecond is > 0 and < 1e9 ? new RequestRateLimit(options.SamplesPerSecond, Math.Max(1, (long)options.SamplesPerSecond), time) : null;
    private double _average;
    private double _latest;
    private long _updatedAt = time.GetTimestamp();

    public double ThresholdSeconds { get; } = (double)options.AverageLatencyThreshold.Nanoseconds / Duration.Second;

    public bool IsExceeded(out double average)
    {
        lock (_gate)
        {
            Advance();
            average = _average;
        }

        return average >= ThresholdSeconds;
    }

    public void Observe(double seconds)
    {
        if (_samples is not null && !_samples.TryTake(1))
        {
            return;
        }

        lock (_gate)
        {
            Advance();
            _latest = seconds;
        }
    }

    private void Advance()
    {
        var now = time.GetTimestamp();
        var past = Math.Pow(2, -time.GetElapsedTime(_updatedAt, now).TotalSeconds / _halfLifeSeconds);
        _average = _average * past + _latest * (1 - past);
        _updatedAt = now;
    }
}

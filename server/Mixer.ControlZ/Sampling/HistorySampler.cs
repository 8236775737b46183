using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Sampling;

/// <summary>
/// Takes a <see cref="Sample"/> every few seconds and keeps the last half hour, so that a console that is opened after something happened can still
/// show it. Thread-safe.
/// </summary>
internal sealed class HistorySampler : IAsyncDisposable
{
    public const int Capacity = 900;
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly Func<TrafficTotals> _traffic;
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private readonly Lock _lock = new();
    private readonly Queue<Sample> _samples = new(Capacity);
    private Totals _last;

    public HistorySampler(TimeProvider time, Func<TrafficTotals> traffic)
    {
        _time = time;
        _traffic = traffic;
        _timer = new PeriodicTimer(Interval, time);
        _last = Read();
        _loop = RunAsync();
    }

    /// <summary>The samples taken after <paramref name="since"/> (milliseconds since 1970), oldest first.</summary>
    public IReadOnlyList<Sample> Since(long since)
    {
        lock (_lock)
        {
            return [.. _samples.Where(sample => sample.Time > since)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            var now = Read();
            var sample = Compare(_last, now);
            _last = now;
            lock (_lock)
            {
                if (_samples.Count == Capacity)
                {
                    _samples.Dequeue();
                }

                _samples.Enqueue(sample);
            }
        }
    }

    private Totals Read() =>
        new(_time.GetUtcNow(), _time.GetTimestamp(), Environment.CpuUsage.TotalTime.TotalSeconds, GC.GetTotalAllocatedBytes(), _traffic());

    private Sample Compare(in Totals before, in Totals now)
    {
        var seconds = Math.Max(_time.GetElapsedTime(before.Timestamp, now.Timestamp).TotalSeconds, 1e-3);
        var (old, traffic) = (before.Traffic, now.Traffic);
        var calls = traffic.Checks + traffic.Reports - old.Checks - old.Reports;
        var lookups = traffic.CacheHits + traffic.CacheMisses - old.CacheHits - old.CacheMisses;
        return new Sample(
            now.Time.ToUnixTimeMilliseconds(),
            GC.GetTotalMemory(forceFullCollection: false),
            Environment.WorkingSet,
            (now.Cpu - before.Cpu) / seconds,
            GC.CollectionCount(0),
            (now.Allocated - before.Allocated) / seconds,
            (traffic.Checks - old.Checks) / seconds,
            (traffic.Reports - old.Reports) / seconds,
            (traffic.Failures - old.Failures) / seconds,
            calls > 0 ? (traffic.Seconds - old.Seconds) * 1000 / calls : null,
            lookups > 0 ? (double)(traffic.CacheHits - old.CacheHits) / lookups : null);
    }

    private readonly record struct Totals(DateTimeOffset Time, long Timestamp, double Cpu, long Allocated, TrafficTotals Traffic);
}

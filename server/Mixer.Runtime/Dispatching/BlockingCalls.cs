using Microsoft.Extensions.Logging;
using Mixer.Runtime.Routing;
using Prometheus;

namespace Mixer.Runtime.Dispatching;

/// <summary>
/// Knows which handlers are being called on which threads, to tell those that do not come back: a handler that blocks before its first wait holds its caller's thread, and no time
/// limit can free it. Entering and leaving costs a few writes and never allocates for a thread seen before. Thread-safe.
/// </summary>
internal sealed class BlockingCalls : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly Gauge _gauge;
    private readonly ILogger _log;
    private readonly System.Threading.ITimer? _timer;
    private readonly Lock _growing = new();

    // By the number of the thread; numbers are small and used again. Each thread makes its own place, so that no two lie side by side and share what processors cache.
    private Place?[] _places = [];

    /// <summary>Looks every so often for calls that hold their thread for longer than <paramref name="limit"/>.</summary>
    public BlockingCalls(TimeSpan limit, TimeProvider time, Gauge gauge, ILogger log)
    {
        (_limit, _time, _gauge, _log) = (limit, time, gauge, log);
        if (limit != Timeout.InfiniteTimeSpan)
        {
            var period = limit / 2 < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : limit / 2;
            _timer = time.CreateTimer(static calls => ((BlockingCalls)calls!).Look(), this, period, period);
        }
    }

    /// <summary>Notes that this thread begins to call a handler; it must leave the place again.</summary>
    public Place Enter(Step step, long started)
    {
        var thread = Environment.CurrentManagedThreadId;
        var places = Volatile.Read(ref _places);
        var place = (thread < places.Length ? places[thread] : null) ?? MakePlace(thread);
        place.Started = started;
        Volatile.Write(ref place.Step, step);
        return place;
    }

    public void Dispose() => _timer?.Dispose();

    private Place MakePlace(int thread)
    {
        lock (_growing)
        {
            if (thread >= _places.Length)
            {
                var grown = new Place?[Math.Max(64, thread * 2)];
                _places.CopyTo(grown, 0);
                Volatile.Write(ref _places, grown);
            }

            return _places[thread] ??= new Place();
        }
    }

    private void Look()
    {
        var blocked = 0;
        foreach (var place in Volatile.Read(ref _places))
        {
            if (place is null || Volatile.Read(ref place.Step) is not { } step || _time.GetElapsedTime(place.Started) <= _limit)
            {
                continue;
            }

            blocked++;
            if (place.Told != place.Started)
            {
                place.Told = place.Started;
                RuntimeLog.CallBlocks(_log, step.Destination.Handler.Name, _limit.TotalSeconds);
            }
        }

        _gauge.Set(blocked);
    }

    /// <summary>What one thread is doing.</summary>
    internal sealed class Place
    {
        public Step? Step;
        public long Started;
        public long Told;

        public void Leave() => Volatile.Write(ref Step, null);
    }
}

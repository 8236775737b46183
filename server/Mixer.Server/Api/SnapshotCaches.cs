using Mixer.CheckCaching;
using Mixer.ControlZ.Views;
using Prometheus;

namespace Mixer.Server.Api;

/// <summary>
/// The check cache of the snapshot in effect: a new snapshot begins a new one, and a call that still runs on an older snapshot gets none, so that no
/// verdict outlives the configuration that gave it. Once a minute, expired verdicts are swept out, until it is disposed. Thread-safe.
/// </summary>
internal sealed class SnapshotCaches : IDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);
    private readonly int _capacity;
    private readonly TimeProvider _time;
    private readonly System.Threading.ITimer? _sweeps;
    private Generation? _current;
    private int _sweeping;

    /// <summary>Caches of at most <paramref name="capacity"/> verdicts; zero for no caching and no metrics.</summary>
    public SnapshotCaches(int capacity, TimeProvider time, CollectorRegistry registry)
    {
        _capacity = capacity;
        _time = time;
        if (capacity == 0)
        {
            return;
        }

        var factory = Metrics.WithCustomRegistry(registry);
        var writes = factory.CreateCounter("mixer_checkcache_cache_writes", "The number of times state in the cache was added or updated.");
        var hits = factory.CreateCounter("mixer_checkcache_cache_hits", "The number of times a cache lookup operation succeeded to find an entry in the cache.");
        var misses = factory.CreateCounter("mixer_checkcache_cache_misses", "The number of times a cache lookup operation failed to find an entry in the cache.");
        var evictions = factory.CreateCounter("mixer_checkcache_cache_evictions", "The number of entries that have been evicted from the cache.");
        var oversized = factory.CreateCounter("mixer_checkcache_cache_oversized", "The number of verdicts that were not stored because what they depend on is too large.");
        registry.AddBeforeCollectCallback(() =>
        {
            var totals = Volatile.Read(ref _current)?.Totals() ?? default;
            writes.IncTo(totals.Writes);
            hits.IncTo(totals.Hits);
            misses.IncTo(totals.Misses);
            evictions.IncTo(totals.Evictions);
            oversized.IncTo(totals.Oversized);
        });
        _sweeps = time.CreateTimer(static caches => ((SnapshotCaches)caches!).Sweep(), this, SweepInterval, SweepInterval);
    }

    /// <summary>The cache for calls that run on snapshot <paramref name="configId"/>; null for none.</summary>
    public CheckCache? Of(long configId)
    {
        var current = Volatile.Read(ref _current);
        while (current?.ConfigId != configId)
        {
            if (_capacity == 0 || current?.ConfigId > configId)
            {
                return null;
            }

            var next = new Generation(configId, new CheckCache(_capacity, _time), current?.Totals() ?? default);
            var previous = Interlocked.CompareExchange(ref _current, next, current);
            current = ReferenceEquals(previous, current) ? next : previous;
        }

        return current!.Cache;
    }

    /// <summary>Its state for consoles; null if it is off.</summary>
    public CacheView? View()
    {
        if (_capacity == 0)
        {
            return null;
        }

        var current = Volatile.Read(ref _current);
        var totals = current?.Totals() ?? default;
        return new CacheView(
            current?.ConfigId ?? -1, _capacity, current?.Cache.Count ?? 0, totals.Writes, totals.Hits, totals.Misses, totals.Evictions, current?.Cache.Displacements ?? 0, totals.Oversized);
    }

    /// <summary>Ends the sweeps.</summary>
    public void Dispose() => _sweeps?.Dispose();

    // A sweep that takes longer than the time to the next one is enough.
    private void Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 0)
        {
            Volatile.Read(ref _current)?.Cache.Sweep();
            Volatile.Write(ref _sweeping, 0);
        }
    }

    private sealed record Generation(long ConfigId, CheckCache Cache, CacheTotals Before)
    {
        public CacheTotals Totals() =>
            new(Before.Writes + Cache.Writes, Before.Hits + Cache.Hits, Before.Misses + Cache.Misses, Before.Evictions + Cache.Evictions, Before.Oversized + Cache.Oversized);
    }

    private readonly record struct CacheTotals(long Writes, long Hits, long Misses, long Evictions, long Oversized);
}

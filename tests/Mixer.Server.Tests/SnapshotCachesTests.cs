using Microsoft.Extensions.Time.Testing;
using Mixer.Attributes;
using Mixer.CheckCaching;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Server.Api;
using Prometheus;

namespace Mixer.Server.Tests;

public sealed class SnapshotCachesTests : IDisposable
{
    private static readonly Vocabulary Words = new([new("source.user", AttributeType.String)]);
    private readonly FakeTimeProvider _time = new();
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly SnapshotCaches _caches;

    public SnapshotCachesTests() => _caches = new SnapshotCaches(100, _time, _registry);

    public void Dispose() => _caches.Dispose();

    [Fact]
    public void Of_OlderSnapshot_HasNoCache()
    {
        var first = _caches.Of(3);

        Assert.NotNull(first);
        Assert.Same(first, _caches.Of(3));
        var second = _caches.Of(5);
        Assert.NotSame(first, second);
        Assert.Null(_caches.Of(3));
        Assert.Null(_caches.Of(4));
        Assert.Same(second, _caches.Of(5));
    }

    [Fact]
    public void Of_NoCapacity_HasNoCache()
    {
        using var off = new SnapshotCaches(0, _time, _registry);

        Assert.Null(off.Of(1));
        Assert.Null(off.View());
    }

    [Fact]
    public async Task Metrics_NewSnapshot_GoOnCounting()
    {
        var first = _caches.Of(1)!;
        Store(first, "a", 300);
        Assert.True(first.TryGet(Bag("a"), out _));
        Assert.False(first.TryGet(Bag("b"), out _));
        Store(first, new string('x', 10_000), 300);
        await AssertMetricsAsync(writes: 1, hits: 1, misses: 1, evictions: 0, oversized: 1);

        var second = _caches.Of(2)!;
        Assert.False(second.TryGet(Bag("a"), out _));
        Store(second, "a", 300);
        Assert.True(second.TryGet(Bag("a"), out _));

        await AssertMetricsAsync(writes: 2, hits: 2, misses: 1, evictions: 0, oversized: 1);
    }

    [Fact]
    public async Task Sweep_EveryMinute_NeedsNoCall()
    {
        var cache = _caches.Of(1)!;
        Store(cache, "short", 30);
        Store(cache, "long", 90);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, cache.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, cache.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, cache.Count);

        await AssertMetricsAsync(writes: 2, hits: 0, misses: 0, evictions: 2, oversized: 0);
    }

    [Fact]
    public void Dispose_Sweeps_End()
    {
        var cache = _caches.Of(1)!;
        Store(cache, "short", 30);

        _caches.Dispose();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, cache.Count);
    }

    private static AttributeBag Bag(string user)
    {
        var bag = new AttributeBag(Words);
        bag.Set(Words.SlotOf("source.user"), new AttributeValue(user));
        return bag;
    }

    private static void Store(CheckCache cache, string user, int seconds)
    {
        var bag = Bag(user);
        bag.TryGet(Words.SlotOf("source.user"), out _);
        cache.Store(bag, new CheckResult(Sdk.Status.Ok, Duration.FromSeconds(seconds), 10));
    }

    private async Task AssertMetricsAsync(int writes, int hits, int misses, int evictions, int oversized)
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        var text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        foreach (var (name, value) in new[] { ("writes", writes), ("hits", hits), ("misses", misses), ("evictions", evictions), ("oversized", oversized) })
        {
            Assert.Contains($"mixer_checkcache_cache_{name} {value}\n", text, StringComparison.Ordinal);
        }
    }
}

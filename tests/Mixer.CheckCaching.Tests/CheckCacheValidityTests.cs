using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using static Mixer.CheckCaching.Tests.Requests;

namespace Mixer.CheckCaching.Tests;

/// <summary>How long a verdict is found.</summary>
public sealed class CheckCacheValidityTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CheckCache _cache;

    public CheckCacheValidityTests() => _cache = new CheckCache(100, _time);

    [Fact]
    public void TryGet_Expired_IsAMissUntilStoredAgain()
    {
        var bag = Bag();
        Read(bag, "source.user");
        _cache.Store(bag, Denied);
        _time.Advance(TimeSpan.FromSeconds(300));
        Assert.True(_cache.TryGet(Bag(), out var last));
        Assert.Equal(Duration.Zero, last.ValidDuration);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.False(_cache.TryGet(Bag(), out _));
        _cache.Store(bag, Denied);
        Assert.True(_cache.TryGet(Bag(), out _));
        Assert.Equal(1, _cache.Count);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(-1, 50)]
    [InlineData(1_000_000_000, 0)]
    [InlineData(1_000_000_000, -1)]
    public void Store_NothingLeftToReuse_IsNotStored(long nanoseconds, int uses)
    {
        Assert.False(_cache.Store(Bag(), new CheckResult(Status.Ok, new Duration(nanoseconds), uses)));
        Assert.False(_cache.TryGet(Bag(), out _));
        Assert.Equal(0, _cache.Writes);
    }

    [Fact]
    public void Store_LongestDuration_DoesNotOverflow()
    {
        _cache.Store(Bag(), new CheckResult(Status.Ok, new Duration(long.MaxValue), 1));
        _time.Advance(TimeSpan.FromDays(10_000));
        Assert.True(_cache.TryGet(Bag(), out var hit));
        Assert.True(hit.ValidDuration > Duration.FromSeconds(8_000_000_000));
    }

    [Fact]
    public void Sweep_SomeExpired_RemovesThoseOnly()
    {
        for (var i = 0; i < 10; i++)
        {
            Store(_cache, "u" + i, Duration.FromSeconds(i < 7 ? 10 : 1000));
        }

        Assert.Equal(0, _cache.Sweep());
        _time.Advance(TimeSpan.FromMinutes(1));
        Store(_cache, "new");
        Assert.Equal((11, 0L), (_cache.Count, _cache.Evictions));

        Assert.Equal(7, _cache.Sweep());

        Assert.Equal((4, 7L), (_cache.Count, _cache.Evictions));
        Assert.True(_cache.TryGet(Bag(("source.user", "u7")), out _));
        Assert.False(_cache.TryGet(Bag(("source.user", "u6")), out _));
    }

    [Fact]
    public void Sweep_ManyShardsAndBuckets_LeavesNothingExpiredAndTheOrderOfUse()
    {
        var cache = new CheckCache(8192, _time);
        for (var i = 0; i < 6000; i++)
        {
            Store(cache, "u" + i, Duration.FromSeconds(i % 3 == 0 ? 1000 : 10));
        }

        _time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((4000, 2000), (cache.Sweep(), cache.Count));
        Assert.All(Enumerable.Range(0, 2000), i => Assert.True(cache.TryGet(Bag(("source.user", "u" + i * 3)), out _)));
        for (var i = 6000; i < 16_000; i++)
        {
            Store(cache, "u" + i);
        }

        Assert.InRange(cache.Count, 7000, 8192);
    }

    [Fact]
    public async Task Sweep_WhileOthersStoreAndLookUp_DisturbsNobody()
    {
        var cache = new CheckCache(16_384, TimeProvider.System);
        using var done = new CancellationTokenSource();
        var sweeps = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                cache.Sweep();
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                var user = $"{thread}.{i}";
                Store(cache, user, i % 2 == 0 ? new Duration(1) : Duration.FromSeconds(1000));
                Assert.True(i % 2 == 0 || cache.TryGet(Bag(("source.user", user)), out _));
            }
        })));
        await done.CancelAsync();
        await sweeps;
        cache.Sweep();

        Assert.Equal(1000, cache.Count);
        Assert.Equal(1000, cache.Evictions);
    }
}

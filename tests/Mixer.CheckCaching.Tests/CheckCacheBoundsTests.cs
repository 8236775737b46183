using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using static Mixer.CheckCaching.Tests.Requests;

namespace Mixer.CheckCaching.Tests;

/// <summary>How much is kept.</summary>
public sealed class CheckCacheBoundsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CheckCache _cache;

    // A verdict without a text, which would count.
    private static readonly CheckResult Quiet = new(Status.Ok, Duration.FromSeconds(300), 50);

    public CheckCacheBoundsTests() => _cache = new CheckCache(100, _time);

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData(8 * 1024 + 1, false)]
    public void Store_LongValue_IsNotWorthAPlace(int length, bool stored)
    {
        var bag = Bag(("source.user", new string('x', length)));
        ReadRoot(bag);
        Read(bag, "source.user");

        Assert.Equal(stored, _cache.Store(bag, Quiet));
        Assert.Equal((stored ? 1 : 0, stored ? 0 : 1), (_cache.Writes, _cache.Oversized));
    }

    [Theory]
    [InlineData(227, true)]
    [InlineData(228, false)]
    [InlineData(4000, false)]
    public void Store_WholeMap_PairsHaveAPriceOfTheirOwn(int pairs, bool stored)
    {
        var map = StringMap.Create(Enumerable.Range(100, pairs).ToDictionary(i => i.ToString("D4", CultureInfo.InvariantCulture), _ => ""));
        var bag = Bag(("request.headers", map));
        Read(bag, "request.headers");
        bag.RecordWholeMap(Words.SlotOf("request.headers"));

        // 64 bytes a pair and two for each of the four characters of its key: 16,416 of 16,384 at 228.
        Assert.Equal(stored, _cache.Store(bag, Quiet));
    }

    [Fact]
    public void Store_LongNameOfAMapKey_LeavesNoShapeBehind()
    {
        var key = new string('k', 8 * 1024 + 1);
        var bag = Bag(("request.headers", Map("a", "b")));
        ReadKey(bag, key);

        Assert.False(_cache.Store(bag, Quiet));
        Assert.False(_cache.TryGet(bag, out _));
        Assert.Equal((1L, 0L), (_cache.Oversized, _cache.Misses));
    }

    [Theory]
    [InlineData(8 * 1024, 0, true)]
    [InlineData(8 * 1024, 1, false)]
    [InlineData(0, 16 * 1024 + 1, false)]
    public void Store_TextAndAttachmentOfTheVerdict_AreCounted(int text, int attachment, bool stored)
    {
        var bag = Bag();
        Read(bag, "source.user");
        var verdict = new CheckResult(new Status(StatusCode.PermissionDenied, new string('x', text)), Duration.FromSeconds(300), 50);

        Assert.Equal(stored, _cache.Store(bag, verdict, new byte[attachment]));
    }

    [Fact]
    public void Store_FullCache_DisplacesTheLeastRecentlyUsed()
    {
        var cache = new CheckCache(2, _time);
        Store(cache, "a");
        Store(cache, "b");
        Assert.True(cache.TryGet(Bag(("source.user", "a")), out _));
        Store(cache, "c");
        Assert.False(cache.TryGet(Bag(("source.user", "b")), out _));
        Assert.True(cache.TryGet(Bag(("source.user", "a")), out _));
        Assert.True(cache.TryGet(Bag(("source.user", "c")), out _));
        Assert.Equal((2, 1L, 0L), (cache.Count, cache.Displacements, cache.Evictions));
    }

    [Fact]
    public void Store_ManyValuesAndShapes_StaysWithinCapacity()
    {
        var cache = new CheckCache(5000, _time);
        for (var i = 0; i < 20_000; i++)
        {
            var bag = Bag(("source.user", "u" + i), ("request.headers", Map("k" + i % 300, "v")));
            Read(bag, "source.user");
            ReadKey(bag, "k" + i % 300);
            Assert.True(cache.Store(bag, Denied));
            Assert.True(cache.TryGet(Bag(("source.user", "u" + i), ("request.headers", Map("k" + i % 300, "v"))), out _));
        }

        Assert.InRange(cache.Count, 4000, 5000);
        Assert.Equal(20_000, cache.Hits);
    }
}

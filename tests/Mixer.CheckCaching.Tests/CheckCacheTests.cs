using Microsoft.Extensions.Time.Testing;
using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using static Mixer.CheckCaching.Tests.Requests;

namespace Mixer.CheckCaching.Tests;

/// <summary>Which verdict is found for which request.</summary>
public sealed class CheckCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CheckCache _cache;

    public CheckCacheTests() => _cache = new CheckCache(100, _time);

    [Fact]
    public void TryGet_SameRequest_GivesTheVerdictWhatIsLeftOfItAndItsReferences()
    {
        var first = Bag(("source.user", "x"));
        ReadRoot(first);
        Read(first, "source.user");
        Assert.True(_cache.Store(first, Denied));
        _time.Advance(TimeSpan.FromSeconds(100));

        var second = Bag(("source.user", "x"), ("request.size", 5));
        Read(second, "request.size");
        Assert.True(_cache.TryGet(second, out var hit));

        Assert.Equal(Denied.Status, hit.Status);
        Assert.Equal((Duration.FromSeconds(200), 50), (hit.ValidDuration, hit.ValidUseCount));
        Assert.True(second.References.SetEquals(first.References));
        Assert.Equal((1L, 1L, 0L), (_cache.Writes, _cache.Hits, _cache.Misses));
    }

    [Fact]
    public void TryGet_Nothing_RecordsNoReferencesAndCountsNothing()
    {
        var stored = Bag(("source.user", "x"));
        Read(stored, "source.user");
        _cache.Store(stored, Denied);

        var other = Bag(("source.user", "y"));
        Assert.False(_cache.TryGet(other, out _));
        Assert.True(other.References.SetEquals(new ReferencedAttributes(Words.Count)));
        Assert.Equal(1, _cache.Misses);
        Assert.False(_cache.TryGet(Bag(), out _));
        Assert.Equal((1L, 0L), (_cache.Misses, _cache.Hits));
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("")]
    [InlineData(null)]
    public void TryGet_AnotherValueOfTheMapKeyThatWasRead_IsNoHit(string? value)
    {
        var denied = Bag(("request.headers", Map("clnt", "abc")));
        ReadKey(denied, "clnt");
        _cache.Store(denied, Denied);

        Assert.True(_cache.TryGet(Bag(("request.headers", Map("clnt", "abc", "other", "1"))), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", value is null ? Map() : Map("clnt", value))), out _));
        Assert.False(_cache.TryGet(Bag(), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", "clnt")), out _));
    }

    [Fact]
    public void TryGet_AbsentKey_IsFoundAgainAndIsNotAnAbsentMap()
    {
        var bag = Bag(("request.headers", Map("foo", "x")));
        ReadKey(bag, "clnt");
        for (var i = 0; i < 3; i++)
        {
            _cache.Store(bag, Denied);
        }

        Assert.Equal(1, _cache.Count);
        Assert.True(_cache.TryGet(Bag(("request.headers", Map())), out _));
        Assert.False(_cache.TryGet(Bag(), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", Map("clnt", ""))), out _));
    }

    [Fact]
    public void TryGet_AbsentMap_IsNotAnAbsentKey()
    {
        var bag = Bag();
        Read(bag, "request.headers");
        _cache.Store(bag, Denied);
        Assert.True(_cache.TryGet(Bag(), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", Map())), out _));
    }

    [Fact]
    public void TryGet_WholeMapRead_ComparesTheWholeMap()
    {
        var bag = Bag(("request.headers", Map("a", "1", "b", "2")));
        Read(bag, "request.headers");
        bag.RecordWholeMap(Words.SlotOf("request.headers"));
        _cache.Store(bag, Denied);
        Assert.True(_cache.TryGet(Bag(("request.headers", Map("b", "2", "a", "1"))), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", Map("a", "1"))), out _));
        Assert.False(_cache.TryGet(Bag(("request.headers", Map("a", "2", "b", "1"))), out _));
    }

    [Fact]
    public void TryGet_MapSentForATextThatWasRead_IsNotMistakenForItsAbsence()
    {
        var odd = Bag(("source.user", Map("a", "b")));
        Read(odd, "source.user");
        _cache.Store(odd, Denied);
        Assert.False(_cache.TryGet(Bag(("source.user", "x")), out _));
        Assert.False(_cache.TryGet(Bag(), out _));
    }

    [Fact]
    public void TryGet_ShapeOfAnotherNamespace_DoesNotServeOtherUsers()
    {
        var warm = Bag(("destination.namespace", "ns2"), ("destination.service", "s"));
        ReadRoot(warm);
        _cache.Store(warm, Denied);
        var denied = Bag(("destination.namespace", "ns1"), ("destination.service", "s"), ("source.user", "x"));
        ReadRoot(denied);
        Read(denied, "source.user");
        _cache.Store(denied, Denied);

        Assert.False(_cache.TryGet(Bag(("destination.namespace", "ns1"), ("destination.service", "s"), ("source.user", "y")), out _));
        Assert.False(_cache.TryGet(Bag(("destination.namespace", "ns1"), ("destination.service", "s")), out _));
        var other = Bag(("destination.namespace", "ns2"), ("destination.service", "s"), ("source.user", "y"));
        Assert.True(_cache.TryGet(other, out _));
        Assert.True(other.References.SetEquals(warm.References));
    }

    [Fact]
    public void Store_ManyServicesOfManyShapes_AreAllFoundAgain()
    {
        var cache = new CheckCache(10_000, _time);
        AttributeBag Request(int i, string kind) => Bag(("destination.service", "s" + i), ("context.reporter.kind", kind), ("request.headers", Map("k" + i, "v")));
        foreach (var kind in new[] { "inbound", "other" })
        {
            for (var i = 0; i < 1000; i++)
            {
                var bag = Request(i, kind);
                Read(bag, "context.reporter.kind");
                Read(bag, "destination.service");
                if (kind == "inbound")
                {
                    Read(bag, "destination.namespace");
                }

                ReadKey(bag, "k" + i);
                Assert.True(cache.Store(bag, Denied));
            }
        }

        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(cache.TryGet(Request(i, "inbound"), out _)));
        Assert.All(Enumerable.Range(0, 1000), i => Assert.True(cache.TryGet(Request(i, "other"), out _)));
    }

    [Fact]
    public void TryGet_DurationsOfMilliseconds_AreTellApart()
    {
        var bag = Bag(("response.duration", new Duration(7 * Duration.Millisecond)));
        Read(bag, "response.duration");
        _cache.Store(bag, Denied);
        Assert.False(_cache.TryGet(Bag(("response.duration", new Duration(8 * Duration.Millisecond))), out _));
        Assert.False(_cache.TryGet(Bag(("response.duration", 7 * Duration.Millisecond)), out _));
        Assert.True(_cache.TryGet(Bag(("response.duration", new Duration(7 * Duration.Millisecond))), out _));
    }

    [Fact]
    public void TryGet_TextsJoinedDifferently_AreTellApart()
    {
        var bag = Bag(("source.user", "ab"), ("destination.service", "c"));
        Read(bag, "source.user");
        Read(bag, "destination.service");
        _cache.Store(bag, Denied);
        Assert.False(_cache.TryGet(Bag(("source.user", "a"), ("destination.service", "bc")), out _));
    }

    [Fact]
    public void TryGet_GeneratedValueWasRead_IsNotServedToACallerThatSendsTheAttribute()
    {
        var bag = Bag(("source.ip", "1"));
        Read(bag, "source.ip");
        bag.TryAddGenerated(Words.SlotOf("source.user"), new AttributeValue("generated"));
        Read(bag, "source.user");
        _cache.Store(bag, Denied);

        Assert.False(_cache.TryGet(Bag(("source.ip", "1"), ("source.user", "mine")), out _));
        Assert.True(_cache.TryGet(Bag(("source.ip", "1")), out _));
    }

    [Fact]
    public void TryGet_AnotherVocabulary_NeverHits()
    {
        _cache.Store(Bag(), Denied);
        var other = new AttributeBag(new Vocabulary([new("a", AttributeType.String)]));
        Assert.False(_cache.TryGet(other, out _));
        Assert.False(_cache.Store(other, Denied));
    }

    [Fact]
    public void TryGet_Hit_AllocatesNothing()
    {
        var bag = Bag(("source.user", "x"), ("destination.service", "s"), ("request.headers", Map("clnt", "abc")));
        ReadRoot(bag);
        Read(bag, "source.user");
        ReadKey(bag, "clnt");
        _cache.Store(bag, Denied);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(_cache.TryGet(bag, out _));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _cache.TryGet(bag, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task ManyThreads_StoreAndLookUp_NeverSeeAnothersVerdict()
    {
        var cache = new CheckCache(64, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 5000; i++)
            {
                var user = random.Next(200);
                var bag = Bag(("source.user", "u" + user), ("request.size", random.Next(3)));
                if (cache.TryGet(bag, out var hit))
                {
                    Assert.Equal(user, hit.ValidUseCount - 1);
                    continue;
                }

                if (user % 2 == 0)
                {
                    Read(bag, "request.size");
                }

                Read(bag, "source.user");
                cache.Store(bag, new CheckResult(Status.Ok, Duration.FromSeconds(100), user + 1));
            }
        })));
        Assert.InRange(cache.Count, 1, 64);
        Assert.True(cache.Hits > 0);
    }
}

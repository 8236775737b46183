using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;

namespace Mixer.Attributes.Tests.Wire;

public sealed class ReferencedAttributesEncoderTests
{
    [Theory]
    [InlineData(300u, new[] { "clnt" }, new[] { 201, 155, 152, 15 })]
    [InlineData(uint.MaxValue, new[] { "clnt" }, new[] { 201, 155, 152, 15 })]
    [InlineData(158u, new[] { "context.reporter.kind", "clnt" }, new[] { -1, 155, 152, 15 })]
    [InlineData(150u, new[] { "context.reporter.kind", "destination.namespace", "destination.service", "clnt" }, new[] { -1, -2, -3, 15 })]
    [InlineData(0u, new[] { "context.reporter.kind", "destination.namespace", "destination.service", "request.headers", "clnt" }, new[] { -1, -2, -3, -4 })]
    public void Encode_WordCounts_UseNoWordBeyond(uint count, string[] words, int[] names)
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("destination.service"), new AttributeValue("svc"));
        bag.Set(Slot("request.headers"), new AttributeValue(Map(("clnt", "abc"))));
        ReadHeader(bag, "clnt");
        bag.TryGet(Slot("destination.service"), out _);
        bag.TryGet(Slot("destination.namespace"), out _);
        bag.TryGet(Slot("context.reporter.kind"), out _);

        var message = Encode(bag, bag.References, count);

        Assert.Equal(words.Order(), message.Words.Order());
        Assert.Equal(
            ["context.reporter.kind ABSENCE", "destination.namespace ABSENCE", "destination.service EXACT", "request.headers[clnt] EXACT"],
            Lines(message));
        Assert.Equal(names.Where(n => n >= 0).Order(), message.AttributeMatches.Select(m => m.Name).Where(n => n >= 0).Order());
    }

    [Fact]
    public void Encode_KeysThatLookLikeNoKey_AreMessageWords()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.headers"), new AttributeValue(Map(("source.ip", "x"))));
        ReadHeader(bag, "source.ip");
        ReadHeader(bag, "");
        bag.TryGet(Slot("source.ip"), out _);

        var message = Encode(bag, bag.References, 203);

        Assert.Equal(["request.headers[] ABSENCE", "request.headers[source.ip] EXACT", "source.ip ABSENCE"], Lines(message));
        Assert.Equal([-1, -2, 0], message.AttributeMatches.Select(m => m.MapKey));
        Assert.Equal(0, message.AttributeMatches[2].Name);
    }

    [Fact]
    public void Encode_WholeMap_IsExactWithoutKeyBeforeItsKeys()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.headers"), new AttributeValue(Map(("b", "1"))));
        ReadHeader(bag, "b");
        ReadHeader(bag, "a");
        bag.RecordWholeMap(Slot("request.headers"));

        var message = Encode(bag, bag.References, 0);

        Assert.Equal(["request.headers EXACT", "request.headers[a] ABSENCE", "request.headers[b] EXACT"], Lines(message));
        Assert.Equal(["request.headers", "a", "b"], message.Words);
    }

    [Fact]
    public void Encode_ManyKeys_NumbersEachWordOnce()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.headers"), new AttributeValue(Map()));
        for (var i = 0; i < 100; i++)
        {
            ReadHeader(bag, "k" + i % 50);
        }

        var message = Encode(bag, bag.References, 203);

        Assert.Equal(50, message.AttributeMatches.Count);
        Assert.Equal(50, message.Words.Distinct().Count());
        Assert.Equal(50, message.Words.Count);
    }

    [Fact]
    public void Encode_GeneratedValues_LeaveNoTrace()
    {
        var bag = new AttributeBag(Default);
        bag.TryAddGenerated(Slot("request.path"), new AttributeValue("/"));
        bag.TryAddGenerated(Slot("request.headers"), new AttributeValue(Map(("a", "b"))));
        bag.TryGet(Slot("request.path"), out _);
        ReadHeader(bag, "a");
        bag.RecordWholeMap(Slot("request.headers"));
        Assert.Empty(Encode(bag, bag.References, 203).AttributeMatches);
    }

    private static void ReadHeader(AttributeBag bag, string key)
    {
        Assert.True(bag.TryGet(Slot("request.headers"), out var headers));
        bag.TryGetEntry(Slot("request.headers"), headers.AsStringMap, key, out _);
    }

    private static Mixer.Sdk.Values.StringMap Map(params (string Key, string Value)[] entries) =>
        Mixer.Sdk.Values.StringMap.Create(entries.ToDictionary(e => e.Key, e => e.Value));
}

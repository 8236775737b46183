using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;

namespace Mixer.Attributes.Tests;

public sealed class AttributeBagTests
{
    [Fact]
    public void Get_PresentAndAbsent_AreRecordedAndPeekIsNot()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.path"), new AttributeValue("/"));
        _ = bag.Peek(Slot("request.path"));
        _ = bag.Contains(Slot("request.size"));
        Assert.Empty(Encode(bag, bag.References, 203).AttributeMatches);

        bag.TryGet(Slot("request.path"), out _);
        bag.TryGet(Slot("request.size"), out _);
        Assert.Equal(["request.path EXACT", "request.size ABSENCE"], Lines(Encode(bag, bag.References, 203)));
    }

    [Fact]
    public void SetStandIn_MapReadByKey_LeavesNoReference()
    {
        var bag = new AttributeBag(Default);
        var slot = Slot("request.headers");
        bag.SetStandIn(slot, new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["app"] = "web" })));
        Assert.True(bag.TryGet(slot, out var map));
        Assert.True(bag.TryGetEntry(slot, map.AsStringMap, "app", out _));
        bag.Set(slot, default);
        bag.References.ForgetGenerated(slot);

        Assert.True(bag.References.SetEquals(new ReferencedAttributes(Default.Count)));
    }

    [Fact]
    public void Address_ChangedByWhoeverReadIt_StaysAsTheCallerSentIt()
    {
        var address = new IpAddress([10, 0, 0, 5]);
        address.ToArray()[3] = 0;
        Assert.Equal(new IpAddress([10, 0, 0, 5]), address);
    }

    [Fact]
    public void TryAddGenerated_CallersValue_IsNeverReplacedAndClearBringsNothingBack()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.path"), new AttributeValue("mine"));
        Assert.False(bag.TryAddGenerated(Slot("request.path"), new AttributeValue("theirs")));
        Assert.True(bag.TryAddGenerated(Slot("my.word"), new AttributeValue("generated")));
        Assert.False(bag.TryAddGenerated(Slot("my.word"), new AttributeValue("again")));
        Assert.True(bag.TryAddGenerated(Slot("request.size"), default));
        Assert.False(bag.Contains(Slot("request.size")));
        Assert.False(bag.TryGet(Slot("request.size"), out _));
        Assert.Empty(Encode(bag, bag.References, 203).AttributeMatches);

        bag.ClearGenerated();

        Assert.False(bag.Contains(Slot("my.word")));
        Assert.Equal("mine", bag.Peek(Slot("request.path")).AsString);
        Assert.True(bag.TryAddGenerated(Slot("my.word"), new AttributeValue("next")));
    }

    [Fact]
    public void Reset_VocabulariesOfDifferentSizes_LeavesNothingBehind()
    {
        var small = new Vocabulary([new("a", AttributeType.String)]);
        var large = new Vocabulary(Enumerable.Range(0, 300).Select(i => KeyValuePair.Create($"n{i:D3}", AttributeType.StringMap)));
        var bag = new AttributeBag(small);
        foreach (var vocabulary in new[] { small, large, small, large, small, Default, large })
        {
            bag.Reset(vocabulary);
            Assert.Same(vocabulary, bag.Vocabulary);
            Assert.Equal((vocabulary.Count + 63) / 64, bag.References.Present.Length);
            Assert.Empty(Encode(bag, bag.References, 203).AttributeMatches);
            for (var slot = 0; slot < vocabulary.Count; slot++)
            {
                Assert.False(bag.Contains(slot));
                Assert.True(bag.Peek(slot).IsNone);
                bag.TryGet(slot, out _);
                bag.Set(slot, new AttributeValue(StringMap.Empty));
                bag.TryGetEntry(slot, StringMap.Empty, "k", out _);
            }

            bag.Set(0, default);
            Assert.True(bag.TryAddGenerated(0, new AttributeValue(1)));
            bag.Fail("error");
        }

        bag.Reset(small);
        Assert.Null(bag.Error);
        Assert.Empty(bag.References.Keys);
    }

    [Fact]
    public void CopyFrom_SetsOfAnySize_GivesTheSameSet()
    {
        var small = new ReferencedAttributes(10);
        var large = new ReferencedAttributes(300);
        large.Record(299, AttributeKind.Int64);
        large.Record(3, AttributeKind.None);
        large.Record(4, AttributeKind.StringMap);
        for (var i = 0; i < 40; i++)
        {
            large.RecordKey(4, "k" + i, i % 2 == 0);
        }

        small.CopyFrom(large);
        Assert.True(small.SetEquals(large));
        small.RecordKey(4, "k1", true);
        Assert.Equal(40, small.Keys.Count);
        Assert.False(small.SetEquals(large));

        var medium = new ReferencedAttributes(100);
        large.CopyFrom(medium);
        Assert.True(large.SetEquals(medium));
        Assert.Empty(large.Keys);
    }

    [Fact]
    public void Record_AgainWithAnotherCondition_ReplacesIt()
    {
        var references = new ReferencedAttributes(4);
        references.Record(2, AttributeKind.None);
        references.Record(2, AttributeKind.String);
        Assert.Equal((4UL, 0UL), (references.Present[0], references.Absent[0]));
        references.Record(2, AttributeKind.None);
        Assert.Equal((0UL, 4UL), (references.Present[0], references.Absent[0]));
        references.RecordKey(1, "k", false);
        references.RecordKey(1, "k", true);
        Assert.Equal([new KeyReference(1, "k", true)], references.Keys);
    }

    [Fact]
    public void ToString_SentAndGenerated_AreSortedAndApart()
    {
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.size"), new AttributeValue(5));
        bag.Set(Slot("my.word"), new AttributeValue("w"));
        Assert.Equal("my.word                       : w\nrequest.size                  : 5\n", bag.ToString());
        bag.TryAddGenerated(Slot("destination.namespace"), new AttributeValue("ns"));
        Assert.EndsWith("5\n---\ndestination.namespace         : ns\n", bag.ToString(), StringComparison.Ordinal);
        Assert.Empty(Encode(bag, bag.References, 203).AttributeMatches);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Extend_UsedAndRestricted_LeavesNoTrace(int added)
    {
        var extended = Default.Extend([.. Enumerable.Range(0, added).Select(index => KeyValuePair.Create(index == 0 ? "my.word" : $"x.output.f{index}", AttributeType.String))]);
        var bag = new AttributeBag(Default);
        bag.Set(Slot("request.path"), new AttributeValue("/"));
        bag.TryAddGenerated(Slot("my.word"), new AttributeValue("own"));
        bag.TryGet(Slot("request.path"), out _);
        bag.TryGet(Slot("request.size"), out _);
        bag.TryGet(Slot("my.word"), out _);
        for (var round = 0; round < 2; round++)
        {
            bag.Extend(extended);
            Assert.Equal(Default.Count, extended.SlotOf("my.word"));
            Assert.Equal(Slot("request.path"), extended.SlotOf("request.path"));
            Assert.True(bag.TryAddGenerated(Default.Count, new AttributeValue("output")));
            for (var slot = Default.Count; slot < extended.Count; slot++)
            {
                Assert.Equal(slot == Default.Count, bag.TryGet(slot, out _));
            }

            bag.TryGet(Slot("source.ip"), out _);
            bag.Restrict(Default);
        }

        Assert.Same(Default, bag.Vocabulary);
        Assert.Equal("own", bag.Read("my.word").AsString);
        Assert.Equal(["request.path EXACT", "request.size ABSENCE", "source.ip ABSENCE"], Lines(Encode(bag, bag.References, 203)));
        var same = new AttributeBag(Default);
        same.Set(Slot("request.path"), new AttributeValue("/"));
        same.TryAddGenerated(Slot("my.word"), new AttributeValue("own"));
        foreach (var name in new[] { "request.path", "request.size", "my.word", "source.ip" })
        {
            same.TryGet(Slot(name), out _);
        }

        Assert.True(bag.References.SetEquals(same.References));
    }
}

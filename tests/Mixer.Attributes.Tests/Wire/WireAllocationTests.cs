using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using StringMap = Mixer.Sdk.Values.StringMap;

namespace Mixer.Attributes.Tests.Wire;

public sealed class WireAllocationTests
{
    private static readonly byte[] Message = Typical();

    [Fact]
    public void FillBag_TypicalCheck_AllocatesLittleAndLessThanMessagesWould()
    {
        var bag = new AttributeBag(Default);
        var ours = Measure(() => Decode(bag));
        var theirs = Measure(() => _ = CheckRequest.Parser.ParseFrom(Message));
        Assert.InRange(ours, 0, 2500);
        Assert.InRange(ours, 0, theirs / 2);
    }

    [Fact]
    public void Read_NumbersAndRepeatedTexts_AllocateNothing()
    {
        var bag = new AttributeBag(Default);
        Decode(bag);
        void ReadSome()
        {
            bag.TryGet(Slot("request.size"), out _);
            bag.TryGet(Slot("request.path"), out _);
            bag.TryGet(Slot("my.word"), out _);
            bag.TryGet(Slot("request.headers"), out var headers);
            bag.TryGetEntry(Slot("request.headers"), headers.AsStringMap, "header3", out _);
        }

        ReadSome();
        Assert.Equal(0, Measure(ReadSome));
    }

    private static void Decode(AttributeBag bag)
    {
        Assert.True(CheckRequestFrame.TryParse(Message, out var frame, out _));
        bag.Reset(Default);
        frame.FillBag(bag);
    }

    private static long Measure(Action action)
    {
        for (var i = 0; i < 50; i++)
        {
            action();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
    }

    private static byte[] Typical()
    {
        var headers = Enumerable.Range(0, 12).ToDictionary(i => "header" + i, i => "value" + i);
        var attributes = new AttributeEncoder(203)
            .Set("context.reporter.kind", new AttributeValue("inbound"))
            .Set("destination.namespace", new AttributeValue("default"))
            .Set("destination.service", new AttributeValue("reviews.default.svc.cluster.local"))
            .Set("request.path", new AttributeValue("/reviews/0"))
            .Set("request.size", new AttributeValue(1234))
            .Set("request.time", new AttributeValue(new Timestamp(1_500_000_000, 5)))
            .Set("source.ip", new AttributeValue([10, 0, 0, 1]))
            .Set("request.headers", new AttributeValue(StringMap.Create(headers)))
            .ToCompressed();
        return new CheckRequest { Attributes = attributes, GlobalWordCount = 203 }.ToByteArray();
    }
}

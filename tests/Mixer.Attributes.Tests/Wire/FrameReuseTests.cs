using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using StringMap = Mixer.Sdk.Values.StringMap;

namespace Mixer.Attributes.Tests.Wire;

/// <summary>Frames are read into again and again over one buffer: nothing of the last request may show, and what was handed on must stay.</summary>
public sealed class FrameReuseTests
{
    private readonly byte[] _buffer = new byte[4096];
    private readonly AttributeBag _bag = new(Default);
    private readonly WordCache _words = new();

    [Fact]
    public void TryRead_AnotherRequest_ForgetsTheLastOne()
    {
        var frame = new CheckRequestFrame(_words);
        Read(frame, new CheckRequest { Attributes = Attributes("first", "a"), GlobalWordCount = 5, DeduplicationId = "id", Quotas = { ["q"] = new() { Amount = 1 } } });
        Assert.Equal("first", _bag.Read("request.path").AsString);
        Assert.Equal("a", Header());

        Read(frame, new CheckRequest { Attributes = Attributes("second", "b") });
        Assert.Equal("second", _bag.Read("request.path").AsString);
        Assert.Equal("b", Header());
        Assert.Equal((0u, "", 0), (frame.GlobalWordCount, frame.DeduplicationId, frame.Quotas.Count));

        Read(frame, new CheckRequest());
        Assert.True(_bag.Read("request.path").IsNone);
    }

    [Fact]
    public void RecordWholeMap_MapHandedOn_OutlivesTheBufferAndTheFrame()
    {
        var frame = new CheckRequestFrame(_words);
        Read(frame, new CheckRequest { Attributes = Attributes("first", "kept") });
        var map = _bag.Read("request.headers").AsStringMap;
        _bag.RecordWholeMap(Slot("request.headers"));

        Read(frame, new CheckRequest { Attributes = Attributes("second", "other") });
        Assert.Equal("other", Header());
        Array.Clear(_buffer);

        Assert.Equal("kept", map["key"]);
        Assert.Equal([KeyValuePair.Create("key", "kept")], map);
    }

    [Fact]
    public void Report_TryRead_ForgetsTheLastOne()
    {
        var frame = new ReportRequestFrame(_words);
        Assert.True(frame.TryRead(Put(new ReportRequest { Attributes = { Attributes("first", "a"), new CompressedAttributes() }, DefaultWords = { "x" } }), out _));
        Assert.Equal(2, frame.Count);

        Assert.True(frame.TryRead(Put(new ReportRequest { Attributes = { Attributes("second", "b") } }), out _));
        Assert.Equal(1, frame.Count);
        Assert.True(frame.TryApply(0, _bag, out _));
        Assert.Equal("second", _bag.Read("request.path").AsString);
        Assert.Equal("b", Header());
    }

    private static CompressedAttributes Attributes(string path, string header) =>
        new AttributeEncoder(203)
            .Set("request.path", new AttributeValue(path))
            .Set("request.headers", new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["key"] = header })))
            .ToCompressed();

    private string? Header() => _bag.Read("request.headers").AsStringMap.TryGetValue("key", out var value) ? value : null;

    private void Read(CheckRequestFrame frame, CheckRequest request)
    {
        Assert.True(frame.TryRead(Put(request), out var error), error);
        _bag.Reset(Default);
        frame.FillBag(_bag);
    }

    private ReadOnlyMemory<byte> Put(IMessage message)
    {
        Array.Clear(_buffer);
        var bytes = message.ToByteArray();
        bytes.CopyTo(_buffer, 0);
        return _buffer.AsMemory(0, bytes.Length);
    }
}

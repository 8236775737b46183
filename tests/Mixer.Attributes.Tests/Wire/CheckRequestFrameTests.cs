using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using WireDuration = Google.Protobuf.WellKnownTypes.Duration;
using WireMap = Mixer.Api.V1.StringMap;
using WireTimestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Mixer.Attributes.Tests.Wire;

public sealed class CheckRequestFrameTests
{
    private const int DestinationService = 152;
    private const int RequestHeaders = 15;

    [Fact]
    public void TryParse_EmptyMessage_GivesEmptyRequest()
    {
        Assert.True(CheckRequestFrame.TryParse(ReadOnlyMemory<byte>.Empty, out var frame, out _));
        Assert.Equal((0u, "", 0), (frame.GlobalWordCount, frame.DeduplicationId, frame.Quotas.Count));
    }

    [Fact]
    public void TryParse_FullRequest_GivesEveryField()
    {
        var request = new CheckRequest { GlobalWordCount = 203, DeduplicationId = "id1" };
        request.Quotas["requestcount"] = new() { Amount = 5, BestEffort = true };
        request.Quotas["nope"] = new() { Amount = -7 };

        Assert.True(CheckRequestFrame.TryParse(request.ToByteArray(), out var frame, out _));

        Assert.Equal((203u, "id1"), (frame.GlobalWordCount, frame.DeduplicationId));
        Assert.Equal([new("nope", -7, false), new("requestcount", 5, true)], frame.Quotas.OrderBy(q => q.Name));
    }

    [Fact]
    public void TryParse_QuotaNamedTwice_KeepsTheLater()
    {
        // Two entries "a": amount 1, then amount 2; one without key and value.
        byte[] message = [0x22, 7, 0x0a, 1, (byte)'a', 0x12, 2, 8, 1, 0x22, 7, 0x0a, 1, (byte)'a', 0x12, 2, 8, 2, 0x22, 0];
        Assert.True(CheckRequestFrame.TryParse(message, out var frame, out _));
        Assert.Equal([new("", 0, false), new("a", 2, false)], frame.Quotas.OrderBy(q => q.Name));
    }

    [Theory]
    [InlineData("0a")] // truncated length
    [InlineData("0a05")] // truncated body
    [InlineData("08")] // wrong wire type, truncated
    [InlineData("0801")] // attributes as a number
    [InlineData("12020801")] // word count as bytes
    [InlineData("1801")] // id as a number
    [InlineData("0a020801")] // word as a number
    [InlineData("0a021001")] // strings as a number
    [InlineData("0a0412020a00")] // name index as bytes
    [InlineData("0a0412021200")] // value index as bytes
    [InlineData("0a0422021001")] // double as a varint
    [InlineData("0a0432021001")] // timestamp as a varint
    [InlineData("0a064a041202080a")] // map pair as a varint
    [InlineData("00")] // field number 0
    [InlineData("0f")] // wire type 7
    [InlineData("2c")] // end of a group that never began
    [InlineData("2b")] // group without end
    [InlineData("10ffffffffffffffffffff01")] // number of eleven bytes
    [InlineData("0affffffffffffffffff01")] // length of 2^64-1
    [InlineData("0affffffff07")] // length of 2^31-1
    public void TryParse_BadBytes_SaysWhatIsWrong(string hex)
    {
        Assert.False(CheckRequestFrame.TryParse(Convert.FromHexString(hex), out var frame, out var error));
        Assert.Null(frame);
        Assert.StartsWith("proto: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2d01020304")] // unknown fixed32
    [InlineData("2b2b082a2c2c")] // unknown nested groups
    [InlineData("2a03010203")] // unknown bytes
    [InlineData("10ffffffffffffffffff01")] // oversized varint in global_word_count
    [InlineData("1a02fffe")] // id that is no UTF-8
    [InlineData("0a040a02fffe")] // word that is no UTF-8
    public void TryParse_OddButAllowedBytes_Accepts(string hex) =>
        Assert.True(CheckRequestFrame.TryParse(Convert.FromHexString(hex), out _, out var error), error);

    [Fact]
    public void TryParse_HundredThousandNestedGroups_NeitherOverflowsNorAccepts()
    {
        var message = new byte[200_000];
        Array.Fill(message, (byte)0x2b);
        Assert.False(CheckRequestFrame.TryParse(message, out _, out _));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    [InlineData(Timestamp.MinSeconds - 1, 0)]
    [InlineData(Timestamp.MaxSeconds + 1, 0)]
    [InlineData(long.MinValue, 0)]
    public void TryParse_TimestampOutOfRange_Refuses(long seconds, int nanos) =>
        Assert.False(TryParse(new() { Timestamps = { [24] = new WireTimestamp { Seconds = seconds, Nanos = nanos } } }));

    [Theory]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    [InlineData(0, 1_000_000_000)]
    [InlineData(0, -1_000_000_000)]
    [InlineData(315_576_000_001, 0)]
    [InlineData(50_000_000_000, 0)]
    [InlineData(9_223_372_036, 854_775_808)]
    [InlineData(long.MinValue, int.MinValue)]
    public void TryParse_DurationOutOfRange_Refuses(long seconds, int nanos) =>
        Assert.False(TryParse(new() { Durations = { [29] = new WireDuration { Seconds = seconds, Nanos = nanos } } }));

    [Fact]
    public void FillBag_LargestTimes_KeepsNanoseconds()
    {
        var bag = Fill(new CompressedAttributes
        {
            Timestamps = { [24] = new WireTimestamp { Seconds = Timestamp.MaxSeconds, Nanos = 999_999_999 } },
            Durations = { [29] = new WireDuration { Seconds = -9_223_372_036, Nanos = -854_775_807 } },
        });

        Assert.Equal(new Timestamp(Timestamp.MaxSeconds, 999_999_999), bag.Read("request.time").AsTimestamp);
        Assert.Equal(new Duration(-long.MaxValue), bag.Read("response.duration").AsDuration);
    }

    [Fact]
    public void FillBag_TimestampEntryWithoutValue_IsTheEpoch()
    {
        // attributes { timestamps { key: 24 } }
        var bag = Fill([0x0a, 4, 0x32, 2, 0x08, 48]);
        Assert.Equal(new Timestamp(0, 0), bag.Read("request.time").AsTimestamp);
    }

    [Theory]
    [InlineData(99999)]
    [InlineData(-5)]
    [InlineData(203)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void FillBag_BadStringValueIndex_IsAbsentAndPresenceIsSeen(int index)
    {
        var bag = Fill(new CompressedAttributes { Strings = { [DestinationService] = index } });

        Assert.False(bag.TryGet(Slot("destination.service"), out _));
        Assert.Equal(["destination.service ABSENCE"], Lines(Encode(bag, bag.References, 203)));
        Assert.True(bag.Contains(Slot("destination.service")));
        Assert.False(bag.TryAddGenerated(Slot("destination.service"), new AttributeValue("x")));
        Assert.False(bag.TryPeekSent(Slot("destination.service"), out _));
        Assert.Equal([new UndecodableAttribute(Slot("destination.service"), index)], bag.Undecodable);
        bag.Reset(Default);
        Assert.Empty(bag.Undecodable);
    }

    [Theory]
    [InlineData(88888)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void FillBag_BadNameIndex_IsIgnored(int index)
    {
        var bag = Fill(new CompressedAttributes { Int64S = { [index] = 1, [23] = 7 } });
        Assert.Equal(7, bag.Read("request.size").AsInt64);
    }

    [Theory]
    [InlineData(-9, 0)]
    [InlineData(0, 5000)]
    public void FillBag_MapWithOneBadIndex_IsAbsentAsAWhole(int key, int value)
    {
        var bag = Fill(new CompressedAttributes { StringMaps = { [RequestHeaders] = new WireMap { Entries = { [1] = 2, [key] = value } } } });
        Assert.False(bag.TryGet(Slot("request.headers"), out _));
        Assert.Equal(["request.headers ABSENCE"], Lines(Encode(bag, bag.References, 203)));
    }

    [Theory]
    [InlineData(-2, "s")]
    [InlineData(-1, "s")]
    public void FillBag_NameInSeveralWords_IsFoundUnderAnyOfThem(int name, string expected)
    {
        var bag = Fill(new CompressedAttributes
        {
            Words = { "destination.service", "destination.service", "s" },
            Strings = { [name] = -3 },
        });
        Assert.Equal(expected, bag.Read("destination.service").AsString);
    }

    [Fact]
    public void FillBag_NameSentUnderSeveralIndexes_LaterMessageWordWins()
    {
        var bag = Fill(new CompressedAttributes
        {
            Words = { "destination.service", "destination.service", "global", "first", "second" },
            Strings = { [-1] = -4, [-2] = -5, [DestinationService] = -3 },
        });
        Assert.Equal("second", bag.Read("destination.service").AsString);
    }

    [Fact]
    public void FillBag_NameSentUnderMessageAndGlobalIndex_MessageWins()
    {
        var bag = Fill(new CompressedAttributes
        {
            Words = { "destination.service", "message" },
            Strings = { [DestinationService] = 92 },
            Int64S = { [-1] = 5 },
        });
        Assert.Equal(AttributeKind.Int64, bag.Read("destination.service").Kind);
    }

    [Fact]
    public void FillBag_OneIndexInSeveralKinds_TakesTheFirstKind()
    {
        var attributes = new CompressedAttributes
        {
            Bytes = { [DestinationService] = ByteString.CopyFromUtf8("b") },
            Durations = { [DestinationService] = new WireDuration { Seconds = 1 } },
            Int64S = { [DestinationService] = 1 },
        };
        Assert.Equal(AttributeKind.Int64, Fill(attributes).Read("destination.service").Kind);
        attributes.StringMaps[DestinationService] = new WireMap();
        Assert.Equal(AttributeKind.StringMap, Fill(attributes).Read("destination.service").Kind);
        attributes.Strings[DestinationService] = 92;
        Assert.Equal("http", Fill(attributes).Read("destination.service").AsString);
    }

    [Fact]
    public void FillBag_StringEntryWithoutKeyAndValue_IsSourceIpNamedSourceIp()
    {
        var bag = Fill([0x0a, 2, 0x12, 0]);
        Assert.Equal("source.ip", bag.Read("source.ip").AsString);
    }

    [Fact]
    public void FillBag_AttributesInTwoPieces_AreMerged()
    {
        byte[] first = new CheckRequest { Attributes = new() { Words = { "a" }, Strings = { [17] = -2 } } }.ToByteArray();
        byte[] second = new CheckRequest { Attributes = new() { Words = { "b" }, Int64S = { [23] = 4 } } }.ToByteArray();

        var bag = Fill([.. first, .. second]);

        Assert.Equal("b", bag.Read("request.path").AsString);
        Assert.Equal(4, bag.Read("request.size").AsInt64);
    }

    [Fact]
    public void FillBag_SameEntryTwice_LaterWins() =>
        Assert.Equal(2, Fill([0x0a, 12, 0x1a, 4, 0x08, 46, 0x10, 1, 0x1a, 4, 0x08, 46, 0x10, 2]).Read("request.size").AsInt64);

    [Fact]
    public void FillBag_UnknownNames_AreSteppedOver()
    {
        var bag = Fill(new CompressedAttributes { Words = { "no.such.attribute" }, Strings = { [-1] = -1, [92] = 92 } });
        Assert.All(Enumerable.Range(0, bag.Vocabulary.Count), slot => Assert.False(bag.Contains(slot)));
    }

    [Fact]
    public void FillBag_HeadersRead_RecordsKeysNotTheMap()
    {
        var bag = Fill(new CompressedAttributes
        {
            Words = { "clnt", "abc", "\u00e9" },
            StringMaps = { [RequestHeaders] = new WireMap { Entries = { [-1] = -2, [65] = 90, [-3] = -3 } } },
        });
        Assert.True(bag.TryGet(Slot("request.headers"), out var headers));
        var map = headers.AsStringMap;

        Assert.True(bag.TryGetEntry(Slot("request.headers"), map, "clnt", out var value));
        Assert.Equal("abc", value);
        Assert.True(bag.TryGetEntry(Slot("request.headers"), map, "host", out _));
        Assert.True(bag.TryGetEntry(Slot("request.headers"), map, "\u00e9", out _));
        Assert.False(bag.TryGetEntry(Slot("request.headers"), map, "cln", out _));
        Assert.False(bag.TryGetEntry(Slot("request.headers"), map, "\u00e8", out _));
        Assert.Equal(3, map.Count);
        Assert.True(map.TryGetValue("host", out var method));
        Assert.Equal("GET", method);
        Assert.Equal(
            ["request.headers[cln] ABSENCE", "request.headers[clnt] EXACT", "request.headers[host] EXACT", "request.headers[\u00e8] ABSENCE", "request.headers[\u00e9] EXACT"],
            Lines(Encode(bag, bag.References, 203)));
    }

    [Fact]
    public void FillBag_MapKeyUnderTwoIndexes_LaterEntryWinsAndCountsOnce()
    {
        // Entries of the map in the order given: host (65) -> GET (90), host (-1) -> POST (91).
        byte[] entry = [0x0a, 6, 0x08, 0x82, 0x01, 0x10, 0xb4, 0x01, 0x0a, 5, 0x08, 0x01, 0x10, 0xb6, 0x01];
        byte[] mapEntry = [0x08, 30, 0x12, (byte)entry.Length, .. entry];
        byte[] attributes = [0x0a, 4, .. "host"u8, 0x4a, (byte)mapEntry.Length, .. mapEntry];
        var headers = Fill([0x0a, (byte)attributes.Length, .. attributes]).Read("request.headers").AsStringMap;

        Assert.True(headers.TryGetValue("host", out var value));
        Assert.Equal("POST", value);
        Assert.Equal([new("host", "POST")], headers);
        Assert.Single(headers);
    }

    [Fact]
    public void FillBag_LargeMap_FindsEveryKey()
    {
        var attributes = new CompressedAttributes { StringMaps = { [RequestHeaders] = new WireMap() } };
        for (var i = 0; i < 2000; i++)
        {
            attributes.Words.Add("k" + i);
            attributes.StringMaps[RequestHeaders].Entries[-i - 1] = -i - 1;
        }

        var headers = Fill(attributes).Read("request.headers").AsStringMap;

        Assert.Equal(2000, headers.Count);
        Assert.All(Enumerable.Range(0, 2000), i => Assert.Equal("k" + i, headers["k" + i]));
    }

    private static bool TryParse(CompressedAttributes attributes) =>
        CheckRequestFrame.TryParse(new CheckRequest { Attributes = attributes }.ToByteArray(), out _, out _);
}

using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using WireMap = Mixer.Api.V1.StringMap;

namespace Mixer.Attributes.Tests.Wire;

public sealed class ReportRequestFrameTests
{
    private const int DestinationNamespace = 155;
    private const int RequestPath = 17;
    private const int RequestSize = 23;
    private const int RequestHeaders = 15;

    [Fact]
    public void TryParse_NoSets_CountsNone()
    {
        Assert.True(ReportRequestFrame.TryParse(ReadOnlyMemory<byte>.Empty, out var frame, out _));
        Assert.Equal(0, frame.Count);
    }

    [Theory]
    [InlineData("0a")]
    [InlineData("0a020801")]
    [InlineData("1001")]
    [InlineData("1a00")]
    [InlineData("2200")]
    public void TryParse_BadBytes_SaysWhatIsWrong(string hex)
    {
        Assert.False(ReportRequestFrame.TryParse(Convert.FromHexString(hex), out _, out var error));
        Assert.StartsWith("proto: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryApply_FirstSetWithBadIndexes_IsTolerant()
    {
        var (frame, bag) = Parse(new CompressedAttributes { Strings = { [99999] = 1, [RequestPath] = 88888 }, Int64S = { [RequestSize] = 3 } });
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.Equal(3, bag.Read("request.size").AsInt64);
        Assert.True(bag.Read("request.path").IsNone);
    }

    [Fact]
    public void TryApply_Deltas_ChangeWhatTheyName()
    {
        var request = new ReportRequest
        {
            DefaultWords = { "/default" },
            Attributes =
            {
                new CompressedAttributes
                {
                    Words = { "a", "1", "b" },
                    StringMaps = { [RequestHeaders] = new WireMap { Entries = { [-1] = -2, [-3] = -2 } } },
                    Int64S = { [RequestSize] = 1 },
                },
                new CompressedAttributes { Words = { "/p" }, Strings = { [RequestPath] = -1 } },
                new CompressedAttributes { Words = { "c" }, StringMaps = { [RequestHeaders] = new WireMap { Entries = { [-1] = -1 } } } },
                new CompressedAttributes { Int64S = { [RequestSize] = 9 } },
                new CompressedAttributes { Strings = { [RequestPath] = -1 } },
                new CompressedAttributes(),
            },
        };
        var (frame, bag) = Parse(request);

        var states = new List<string>();
        for (var i = 0; i < frame.Count; i++)
        {
            Assert.True(frame.TryApply(i, bag, out var error), error);
            states.Add($"{bag.Read("request.headers")} {bag.Read("request.path")} {bag.Read("request.size")}");
        }

        Assert.Equal(
            ["map[a:1 b:1]  1", "map[a:1 b:1] /p 1", "map[c:c] /p 1", "map[c:c] /p 9", "map[c:c] /default 9", "map[c:c] /default 9"],
            states);
    }

    [Fact]
    public void TryApply_SetWithOwnWords_SeesNoDefaultWordsAndNoEarlierOnes()
    {
        var request = new ReportRequest
        {
            DefaultWords = { "d1", "d2" },
            Attributes =
            {
                new CompressedAttributes { Words = { "a", "b", "c" } },
                new CompressedAttributes { Words = { "own" }, Strings = { [RequestPath] = -2 } },
            },
        };
        var (frame, bag) = Parse(request);
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.Equal(OneError(-2), error);
    }

    [Fact]
    public void TryApply_KindOfValueMayChange()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes { Strings = { [RequestSize] = 92 } },
            new CompressedAttributes { Int64S = { [RequestSize] = 4 } });
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.Equal("http", bag.Read("request.size").AsString);
        Assert.True(frame.TryApply(1, bag, out _));
        Assert.Equal(4, bag.Read("request.size").AsInt64);
    }

    [Fact]
    public void TryApply_DeltaOverGeneratedValue_IsTheCallersAgain()
    {
        var (frame, bag) = Parse(new CompressedAttributes(), new CompressedAttributes { Strings = { [RequestPath] = 92 } });
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.True(bag.TryAddGenerated(Slot("request.path"), new AttributeValue("generated")));
        Assert.True(frame.TryApply(1, bag, out _));
        bag.ClearGenerated();
        Assert.Equal("http", bag.Read("request.path").AsString);
    }

    [Fact]
    public void TryApply_BadIndex_FailsAndChangesNothing()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes { Int64S = { [RequestSize] = 1 } },
            new CompressedAttributes { Int64S = { [RequestSize] = 2, [4646464] = 5 } });
        Assert.True(frame.TryApply(0, bag, out _));

        Assert.False(frame.TryApply(1, bag, out var error));

        Assert.Equal(OneError(4646464), error);
        Assert.Equal(1, bag.Read("request.size").AsInt64);
    }

    [Fact]
    public void TryApply_SeveralBadIndexes_AreAllListedInOrderOfKinds()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes(),
            new CompressedAttributes
            {
                StringMaps = { [RequestHeaders] = new WireMap { Entries = { [-7] = 9999 } } },
                Int64S = { [-8] = 1 },
                Strings = { [-1] = 300 },
            });

        Assert.False(frame.TryApply(1, bag, out var error));

        Assert.Equal("5 errors occurred:\n\n" + string.Join('\n', new[] { -1, 300, -8, -7, 9999 }.Select(Line)), error);
    }

    [Fact]
    public void TryApply_TwoUnresolvableNames_ReportsTheIndexesNotADuplicate()
    {
        var (frame, bag) = Parse(new CompressedAttributes(), new CompressedAttributes { Strings = { [-1] = 1 }, Int64S = { [-2] = 1 } });
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.Equal("2 errors occurred:\n\n" + Line(-1) + "\n" + Line(-2), error);
    }

    [Fact]
    public void TryApply_ThousandsOfBadIndexes_GivesABoundedText()
    {
        var set = new CompressedAttributes();
        for (var i = 0; i < 100_000; i++)
        {
            set.Int64S[1000 + i] = 1;
        }

        var (frame, bag) = Parse(new CompressedAttributes(), set);
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.StartsWith("100000 errors occurred:\n\n* attribute index 1000 ", error, StringComparison.Ordinal);
        Assert.True(error.Length < 8000);
    }

    [Fact]
    public void TryApply_SameNameInTwoKinds_IsADuplicateAlone()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes(),
            new CompressedAttributes { Strings = { [DestinationNamespace] = 92, [-9] = 1 }, Int64S = { [DestinationNamespace] = 1 } });
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.Equal("duplicate attribute destination.namespace (type int64, was string)", error);
    }

    [Fact]
    public void TryApply_SameNameUnderTwoIndexes_IsADuplicate()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes(),
            new CompressedAttributes { Words = { "x", "destination.namespace" }, Strings = { [DestinationNamespace] = -1, [-2] = -1 } });
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.Equal("duplicate attribute destination.namespace (type string, was string)", error);
    }

    [Fact]
    public void TryApply_UnknownNameTwice_IsADuplicateToo()
    {
        var (frame, bag) = Parse(
            new CompressedAttributes(),
            new CompressedAttributes
            {
                Words = { "100%d", "100%d" },
                Bytes = { [-1] = ByteString.Empty },
                StringMaps = { [-2] = new WireMap() },
            });
        Assert.False(frame.TryApply(1, bag, out var error));
        Assert.Equal("duplicate attribute 100%d (type map[string]string, was []uint8)", error);
    }

    [Theory]
    [InlineData(3, "int64", 4, "float64")]
    [InlineData(4, "float64", 5, "bool")]
    [InlineData(6, "time.Time", 7, "time.Duration")]
    public void TryApply_Duplicate_NamesTheTypes(int was, string wasWord, int now, string nowWord)
    {
        static byte[] Entry(int field) => [(byte)(field << 3 | 2), 2, 0x08, 46];
        byte[] set = [.. Entry(now), .. Entry(was)];
        Assert.True(ReportRequestFrame.TryParse((byte[])[0x0a, 0, 0x0a, 8, .. set], out var frame, out _));
        Assert.False(frame.TryApply(1, new AttributeBag(Default), out var error));
        Assert.Equal($"duplicate attribute request.size (type {nowWord}, was {wasWord})", error);
    }

    [Fact]
    public void TryApply_SameKeyTwiceInOneMap_LaterReplacesAsInProtobuf()
    {
        // int64s { 23: 1 } int64s { 23: 2 }; the first set is empty.
        Assert.True(ReportRequestFrame.TryParse((byte[])[0x0a, 0, 0x0a, 12, 0x1a, 4, 0x08, 46, 0x10, 1, 0x1a, 4, 0x08, 46, 0x10, 2], out var frame, out _));
        var bag = new AttributeBag(Default);
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.True(frame.TryApply(1, bag, out var error), error);
        Assert.Equal(2, bag.Read("request.size").AsInt64);
    }

    [Fact]
    public void TryApply_IndependentSets_StandAloneAndAreTolerant()
    {
        var request = new ReportRequest
        {
            RepeatedAttributesSemantics = ReportRequest.Types.RepeatedAttributesSemantics.IndependentEncoding,
            Attributes =
            {
                new CompressedAttributes { Int64S = { [RequestSize] = 1 } },
                new CompressedAttributes { Strings = { [RequestPath] = 92, [77777] = 1 }, Int64S = { [RequestPath] = 1 } },
            },
        };
        var (frame, bag) = Parse(request);
        Assert.True(frame.IsIndependent);
        Assert.True(frame.TryApply(0, bag, out _));
        Assert.True(frame.TryApply(1, bag, out var error), error);
        Assert.True(bag.Read("request.size").IsNone);
        Assert.Equal("http", bag.Read("request.path").AsString);
    }

    private static (ReportRequestFrame Frame, AttributeBag Bag) Parse(params CompressedAttributes[] sets) => Parse(new ReportRequest { Attributes = { sets } });

    private static (ReportRequestFrame Frame, AttributeBag Bag) Parse(ReportRequest request)
    {
        Assert.True(ReportRequestFrame.TryParse(request.ToByteArray(), out var frame, out var error), error);
        return (frame, new AttributeBag(Default));
    }

    private static string OneError(int index) => "1 error occurred:\n\n" + Line(index);

    private static string Line(int index) => $"* attribute index {index} is not defined in the available dictionaries";
}

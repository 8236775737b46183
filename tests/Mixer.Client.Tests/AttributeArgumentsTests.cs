using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client.Tests;

public sealed class AttributeArgumentsTests
{
    [Theory]
    [InlineData("1", "int64")]
    [InlineData("1.5", "double")]
    [InlineData("nan", "double")]
    [InlineData("-inf", "double")]
    [InlineData("0x1p-2", "double")]
    [InlineData("t", "bool")]
    [InlineData("false", "bool")]
    [InlineData("2006-01-02T15:04:05Z", "timestamp")]
    [InlineData("2006-01-02T15:04:05.25+02:00", "timestamp")]
    [InlineData("42s", "duration")]
    [InlineData("a", "bytes")]
    [InlineData("10:20", "bytes")]
    [InlineData("http://x", "map")]
    [InlineData("host:80", "map")]
    [InlineData("10.0.0.1", "string")]
    [InlineData("abc", "string")]
    [InlineData("", "string")]
    public void Attributes_Sensed_HaveTheKindOfTheReference(string text, string expected) =>
        Assert.Equal(expected, KindOfFirst(Read("-a", "x=" + text)));

    [Fact]
    public void Attributes_SameNameInSeveralLists_LaterListWins()
    {
        var message = Read("-a", "x=5", "-s", "x=text");

        Assert.Equal(5, message.Int64S[-1]);
        Assert.Empty(message.Strings);
    }

    [Fact]
    public void Values_OfEveryKind_AreReadExactly()
    {
        var message = Read(
            "-s", "s=a=b", "-i", "i=-7", "-d", "d=2.5", "-b", "b=True", "-t", "t=2017-07-04T02:01:10.123456789+02:00",
            "--duration_attributes", "u=1h1ns", "--bytes_attributes", "y=c0:0:0:2", "--stringmap_attributes", "m=k:v:w;l:");

        Assert.Equal("a=b", message.Words[-message.Strings[Index(message, "s")] - 1]);
        Assert.Equal(-7, message.Int64S[Index(message, "i")]);
        Assert.Equal(2.5, message.Doubles[Index(message, "d")]);
        Assert.True(message.Bools[Index(message, "b")]);
        Assert.Equal((1499126470L, 123456789), (message.Timestamps[Index(message, "t")].Seconds, message.Timestamps[Index(message, "t")].Nanos));
        Assert.Equal((3600L, 1), (message.Durations[Index(message, "u")].Seconds, message.Durations[Index(message, "u")].Nanos));
        Assert.Equal(ByteString.CopyFrom(0xc0, 0, 0, 2), message.Bytes[Index(message, "y")]);
        Assert.Equal(Index(message, "v:w"), message.StringMaps[Index(message, "m")].Entries[Index(message, "k")]);
        Assert.Equal(Index(message, ""), message.StringMaps[Index(message, "m")].Entries[Index(message, "l")]);
    }

    private static int Index(CompressedAttributes message, string word) => -message.Words.IndexOf(word) - 1;

    private static string KindOfFirst(CompressedAttributes message) =>
        message.Strings.Count > 0 ? "string"
        : message.Int64S.Count > 0 ? "int64"
        : message.Doubles.Count > 0 ? "double"
        : message.Bools.Count > 0 ? "bool"
        : message.Timestamps.Count > 0 ? "timestamp"
        : message.Durations.Count > 0 ? "duration"
        : message.Bytes.Count > 0 ? "bytes"
        : "map";

    private static CompressedAttributes Read(params string[] arguments)
    {
        var flags = new FlagSet();
        var attributes = new AttributeArguments(flags);
        Assert.Null(flags.Parse(arguments, [], []));
        var values = attributes.Read(out var error);
        Assert.Null(error);
        return values!.ToCompressed();
    }
}

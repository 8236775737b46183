using Mixer.CommandLine;
using Mixer.Sdk.Values;

namespace Mixer.Client.Tests;

public sealed class AttributeArgumentsTests
{
    [Theory]
    [InlineData("1", AttributeKind.Int64)]
    [InlineData("1.5", AttributeKind.Double)]
    [InlineData("nan", AttributeKind.Double)]
    [InlineData("-inf", AttributeKind.Double)]
    [InlineData("0x1p-2", AttributeKind.Double)]
    [InlineData("t", AttributeKind.Bool)]
    [InlineData("false", AttributeKind.Bool)]
    [InlineData("2006-01-02T15:04:05Z", AttributeKind.Timestamp)]
    [InlineData("2006-01-02T15:04:05.25+02:00", AttributeKind.Timestamp)]
    [InlineData("42s", AttributeKind.Duration)]
    [InlineData("a", AttributeKind.Bytes)]
    [InlineData("10:20", AttributeKind.Bytes)]
    [InlineData("http://x", AttributeKind.StringMap)]
    [InlineData("host:80", AttributeKind.StringMap)]
    [InlineData("10.0.0.1", AttributeKind.String)]
    [InlineData("abc", AttributeKind.String)]
    [InlineData("", AttributeKind.String)]
    public void Attributes_Sensed_HaveTheKindOfTheReference(string text, AttributeKind expected) =>
        Assert.Equal(expected, Read("-a", "x=" + text)["x"].Kind);

    [Fact]
    public void Attributes_SameNameInSeveralLists_LaterListWins() =>
        Assert.Equal(new AttributeValue(5L), Read("-a", "x=5", "-s", "x=text")["x"]);

    [Fact]
    public void Values_OfEveryKind_AreReadExactly()
    {
        var values = Read(
            "-s", "s=a=b", "-i", "i=-7", "-d", "d=2.5", "-b", "b=True", "-t", "t=2017-07-04T02:01:10.123456789+02:00",
            "--duration_attributes", "u=1h1ns", "--bytes_attributes", "y=c0:0:0:2", "--stringmap_attributes", "m=k:v:w;l:");

        Assert.Equal(new AttributeValue("a=b"), values["s"]);
        Assert.Equal(new AttributeValue(-7L), values["i"]);
        Assert.Equal(new AttributeValue(2.5), values["d"]);
        Assert.Equal(new AttributeValue(true), values["b"]);
        Assert.Equal("2017-07-04T00:01:10.123456789Z", values["t"].ToString());
        Assert.Equal(new AttributeValue(new Duration(3600 * Duration.Second + 1)), values["u"]);
        Assert.Equal(new AttributeValue([0xc0, 0, 0, 2]), values["y"]);
        Assert.Equal("map[k:v:w l:]", values["m"].ToString());
    }

    [Fact]
    public void Compress_SharedWords_AppearOnceWithNegativeIndexes()
    {
        var message = AttributeCompressor.Compress(Read("-s", "a=b,b=a", "--stringmap_attributes", "m=a:b"));

        Assert.Equal(["a", "b", "m"], message.Words);
        Assert.Equal(-2, message.Strings[-1]);
        Assert.Equal(-2, message.StringMaps[-3].Entries[-1]);
    }

    private static Dictionary<string, AttributeValue> Read(params string[] arguments)
    {
        var flags = new FlagSet();
        var attributes = new AttributeArguments(flags);
        Assert.Null(flags.Parse(arguments, [], []));
        var values = attributes.Read(out var error);
        Assert.Null(error);
        return values!;
    }
}

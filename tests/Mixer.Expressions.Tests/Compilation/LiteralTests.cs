using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Compilation;

/// <summary>Cases 16 to 22 of spec 02 section 16, and the additions of the language.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData("\"0\"", 0)]
    [InlineData("'0'", 0)]
    [InlineData("\"1m1h\"", 3_660_000_000_000)]
    [InlineData("\"100m\"", 6_000_000_000_000)]
    [InlineData("\"-1.5s\"", -1_500_000_000)]
    [InlineData("`2\u00b5s`", 2_000)]
    public void Text_ReadingLikeDuration_IsOne(string text, long nanoseconds) =>
        Assert.Equal(new AttributeValue(new Duration(nanoseconds)), Evaluate(text));

    [Theory]
    [InlineData("\"00\"", "00")]
    [InlineData("\"1\"", "1")]
    [InlineData("\"1d\"", "1d")]
    [InlineData("\"1S\"", "1S")]
    [InlineData("\"1 s\"", "1 s")]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\tb\\u00e9\\x41\\101\"", "a\tb\u00e9AA")]
    [InlineData("\"\\xc3\\xa9\"", "\u00e9")]
    [InlineData("'\\''", "'")]
    [InlineData("'\\xe9'", "\u00e9")]
    [InlineData("`a\\n\"`", "a\\n\"")]
    public void Text_Anything_IsString(string text, string value) => Assert.Equal(Text(value), Evaluate(text));

    [Theory]
    [InlineData("as == \"20ms\"", "20ms")]
    [InlineData("\"20ms\" == as", "20ms")]
    [InlineData("as == \"20\" + \"ms\"", "20ms")]
    [InlineData("as == \"5s\" + \"5s\"", "5s5s")]
    [InlineData("\"0\" | \"1\" == as", "0")]
    [InlineData("as.startsWith(\"5s\")", "5s!")]
    [InlineData("conditional(true, \"5s\", \"never\") == as", "5s")]
    [InlineData("match(as, \"0\")", "0")]
    public void Text_ReadingLikeDuration_IsStringWhereOneIsWanted(string text, string value) => Assert.True(Evaluate(text, ("as", Text(value))).AsBool);

    [Fact]
    public void Text_AsKey_IsString() => Assert.Equal("z", Evaluate("ar[\"0\"]", ("ar", Map(("0", "z")))).AsString);

    [Fact]
    public void Text_ExpectedString_IsString()
    {
        Assert.Equal(AttributeType.String, Fixture.Compiler.Compile("\"5s\" | \"6s\"", AttributeType.String, out _)!.Type);
        Assert.Equal(AttributeType.Duration, Fixture.Compiler.Compile("\"5s\" | \"6s\"", AttributeType.Duration, out _)!.Type);
        Assert.Equal(AttributeType.Duration, Fixture.Compiler.Compile("\"5s\" | adur", AttributeType.String, out _)!.Type);
    }

    [Theory]
    [InlineData("adur == \"1\"", "EQ($adur, \"1\") arg 2 (\"1\") typeError got STRING, expected DURATION")]
    [InlineData("adur | \"5s\" == as", "EQ(OR($adur, \"5s\"), $as) arg 2 ($as) typeError got STRING, expected DURATION")]
    [InlineData("ai == \"5s\"", "EQ($ai, \"5s\") arg 2 (\"5s\") typeError got DURATION, expected INT64")]
    [InlineData("\"5s\" + \"6s\"", "internal compiler error -- Add for type not yet implemented: duration")]
    [InlineData("ad == 1", "EQ($ad, 1) arg 2 (1) typeError got INT64, expected DOUBLE")]
    [InlineData("0x10", "strconv.ParseInt: parsing \"0x10\": invalid syntax")]
    [InlineData("0b1", "strconv.ParseInt: parsing \"0b1\": invalid syntax")]
    [InlineData("1_000", "strconv.ParseInt: parsing \"1_000\": invalid syntax")]
    [InlineData("9223372036854775808", "strconv.ParseInt: parsing \"9223372036854775808\": value out of range")]
    [InlineData("1e309", "strconv.ParseFloat: parsing \"1e309\": value out of range")]
    [InlineData("5i", "invalid syntax")]
    [InlineData("09", "unable to parse expression '09': 1:2: invalid digit '9' in octal literal")]
    public void Literal_WithoutUse_IsAnError(string text, string error) => Assert.Equal(error, CompileError(text));

    [Theory]
    [InlineData("010", 10)]
    [InlineData("9223372036854775807 + 1", long.MinValue)]
    [InlineData("-5", -5)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("- 5 + -(2)", -7)]
    [InlineData("- -5", 5)]
    [InlineData("size(\"a\u00e9\")", 3)]
    [InlineData("\"abc\".size()", 3)]
    public void Integer_Computes(string text, long value) => Assert.Equal(new AttributeValue(value), Evaluate(text));

    [Theory]
    [InlineData(".5", 0.5)]
    [InlineData("1.", 1)]
    [InlineData("1e3", 1000)]
    [InlineData("08.5", 8.5)]
    [InlineData("0x1p-2", 0.25)]
    [InlineData("0x1.8p1", 3)]
    [InlineData("1e-400", 0)]
    [InlineData("-1.5", -1.5)]
    [InlineData("1.0 + 2.5", 3.5)]
    public void Float_Computes(string text, double value) => Assert.Equal(new AttributeValue(value), Evaluate(text));

    [Theory]
    [InlineData("tRuE == false", false)]
    [InlineData("!false", true)]
    [InlineData("1 < 2 && 2 <= 2 && 3 > 2 && 2 >= 2", true)]
    [InlineData("\"a\" < \"b\"", true)]
    [InlineData("\"\uffff\" < \"\U00010000\"", true)]
    [InlineData("1.5 < 1.5", false)]
    [InlineData("\"1s\" < \"1m\"", true)]
    [InlineData("-\"1s\" == \"-1s\"", true)]
    [InlineData("timestamp(\"2015-01-02T15:04:35Z\") < timestamp(\"2015-01-02T15:04:36Z\")", true)]
    [InlineData("emptyStringMap() == emptyStringMap()", true)]
    [InlineData("toLower(\"ABC\") == \"abc\" && reverse(\"abc\") == \"cba\"", true)]
    [InlineData("EQ(1, 1)", true)]
    public void Bool_Computes(string text, bool value) => Assert.Equal(new AttributeValue(value), Evaluate(text));

    [Fact]
    public void Map_Equality_ComparesContentAndRecordsBoth()
    {
        var bag = Bag(("ar", Map(("a", "b"))), ("br", Map(("a", "b"))));
        Assert.True(Evaluate("ar == br", bag).AsBool);
        Assert.Equal("ar EXACT, br EXACT", References(bag));
    }

    [Fact]
    public void Method_OnLookup_Works()
    {
        Assert.True(Evaluate("ar[\"x\"].startsWith(\"b\")", ("ar", Map(("x", "b")))).AsBool);
        Assert.True(Evaluate("(ar[\"x\"]).startsWith(\"b\")", ("ar", Map(("x", "b")))).AsBool);
    }
}

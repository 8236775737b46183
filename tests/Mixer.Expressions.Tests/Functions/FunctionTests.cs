using System.Globalization;
using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Functions;

/// <summary>Cases 29 to 37 of spec 02 section 16, and section 11.</summary>
public sealed class FunctionTests
{
    private static readonly byte[] V4 = [1, 2, 3, 4];

    [Fact]
    public void Ip_Equality_KnowsMappedForm()
    {
        Assert.True(Evaluate("aip == ip(\"::ffff:1.2.3.4\")", ("aip", new AttributeValue(V4))).AsBool);
        Assert.False(Evaluate("aip == ip(\"::1.2.3.4\")", ("aip", new AttributeValue(V4))).AsBool);
        byte[] odd = [1, 2, 3];
        Assert.True(Evaluate("aip == bip", ("aip", new AttributeValue(odd)), ("bip", new AttributeValue((byte[])odd.Clone()))).AsBool);
    }

    [Theory]
    [InlineData("1.2.3.4", "00000000000000000000ffff01020304")]
    [InlineData("::1", "00000000000000000000000000000001")]
    [InlineData("::", "00000000000000000000000000000000")]
    [InlineData("1:2::7:8", "00010002000000000000000000070008")]
    [InlineData("2001:db8::", "20010db8000000000000000000000000")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "00010002000300040005000601020304")]
    public void Ip_Text_IsSixteenBytes(string text, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Evaluate($"ip(\"{text}\")").AsBytes).ToLower(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4/8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData(":1")]
    [InlineData("1:")]
    [InlineData("12345::")]
    public void Ip_AnythingElse_Fails(string text) =>
        Assert.Equal($"could not convert {text} to IP_ADDRESS", EvaluationError($"ip(\"{text}\")"));

    [Fact]
    public void Timestamp_Equality_IgnoresZone()
    {
        var time = new Timestamp(1_420_211_075, 0);
        Assert.True(Evaluate("at == timestamp(\"2015-01-02T16:04:35+01:00\")", ("at", new AttributeValue(time))).AsBool);
        Assert.False(Evaluate("at == timestamp(\"2015-01-02T15:04:35.000000001Z\")", ("at", new AttributeValue(time))).AsBool);
        Assert.Equal(time, Evaluate("timestamp(\"2015-01-02T15:04:35Z\")").AsTimestamp);
        Assert.Equal(500_000_000, Evaluate("timestamp(\"2015-01-02T5:04:35,5-07:00\")").AsTimestamp.Nanos);
    }

    [Theory]
    [InlineData("2015-02-29T00:00:00Z")]
    [InlineData("2015-01-02t15:04:35Z")]
    [InlineData("2015-01-02T15:04:60Z")]
    [InlineData("2015-01-02T15:04:35")]
    [InlineData("2015-01-02T15:04:35.Z")]
    [InlineData("242233")]
    public void Timestamp_AnythingElse_Fails(string text) =>
        Assert.Equal(
            $"could not convert '{text}' to TIMESTAMP. expected format: '2006-01-02T15:04:05Z07:00'",
            EvaluationError($"timestamp(\"{text}\")"));

    [Fact]
    public void Double_Equality_IsByBits()
    {
        Assert.True(Evaluate("ad == bd", ("ad", new AttributeValue(double.NaN)), ("bd", new AttributeValue(double.NaN))).AsBool);
        Assert.False(Evaluate("ad == bd", ("ad", new AttributeValue(0.0)), ("bd", new AttributeValue(-0.0))).AsBool);
        Assert.False(Evaluate("ad < bd", ("ad", new AttributeValue(double.NaN)), ("bd", new AttributeValue(1.0))).AsBool);
        Assert.False(Evaluate("ad >= bd", ("ad", new AttributeValue(double.NaN)), ("bd", new AttributeValue(1.0))).AsBool);
    }

    [Theory]
    [InlineData("B\u00dcCHER.example", "xn--bcher-kva.EXAMPLE", true)]
    [InlineData("a.", "a", true)]
    [InlineData(".a", "a", false)]
    [InlineData("", "a", false)]
    [InlineData("", "", true)]
    [InlineData("stra\u00dfe.de", "strasse.de", false)]
    [InlineData("\uff41\u3002b", "a.b", true)]
    [InlineData("bu\u0308cher.de", "B\u00fccher.DE", true)]
    [InlineData("A-b.C", "a-B.c", true)]
    public void DnsName_Equality_Maps(string left, string right, bool equal) =>
        Assert.Equal(equal, Evaluate("adns == bdns", ("adns", Text(left)), ("bdns", Text(right))).AsBool);

    [Theory]
    [InlineData("foo_bar", "idna: disallowed rune U+005F")]
    [InlineData("a-", "idna: invalid label \"a-\"")]
    [InlineData("a b", "idna: disallowed rune U+0020")]
    public void DnsName_Equality_FailsForNoNames(string name, string error) =>
        Assert.Equal(error, EvaluationError("adns == bdns", ("adns", Text(name)), ("bdns", Text(name))));

    [Theory]
    [InlineData("foo_bar", "foo_bar")]
    [InlineData("xn--bcher-kva.de", "b\u00fccher.de")]
    [InlineData("A.b.", "A.b.")]
    [InlineData("http://x", "http://x")]
    public void DnsName_Constructor_DecodesOnly(string text, string name) => Assert.Equal(name, Evaluate($"dnsName(\"{text}\")").AsString);

    [Theory]
    [InlineData("a..b", "a..b")]
    [InlineData("a.-b", "-b")]
    [InlineData("", "")]
    [InlineData("ab--c", "ab--c")]
    [InlineData("\u0301a", "\u0301a")]
    public void DnsName_Constructor_NamesTheBadLabel(string text, string label) =>
        Assert.Equal($"error converting '{text}' to dns name: 'idna: invalid label \"{label}\"'", EvaluationError($"dnsName(\"{text}\")"));

    [Theory]
    [InlineData("\"istio\"@x.y", "istio@X.y", true)]
    [InlineData("a@b.c", "A@b.c", false)]
    [InlineData("Bob <a@b.c>", "a@B.c", true)]
    public void Email_Equality_ComparesParts(string left, string right, bool equal) =>
        Assert.Equal(equal, Evaluate("amail == bmail", ("amail", Text(left)), ("bmail", Text(right))).AsBool);

    [Theory]
    [InlineData("", "'mail: no address'")]
    [InlineData("barfoo", "'mail: missing '@' or angle-addr'")]
    [InlineData("a b@c.d", "'mail: no angle-addr'")]
    [InlineData("Bob <a@b.com>", "display names are not allowed")]
    [InlineData("a@b (Bob)", "display names are not allowed")]
    [InlineData("a@-b", "'error converting '-b' to dns name: 'idna: invalid label \"-b\"''")]
    [InlineData("a@b@c", "'mail: expected single address, got \"@c\"'")]
    public void Email_Constructor_Refuses(string text, string why) =>
        Assert.EndsWith($"to e-mail: {why}", EvaluationError("email(as)", ("as", Text(text))), StringComparison.Ordinal);

    [Theory]
    [InlineData("<a@b>")]
    [InlineData("\"a b\"@c")]
    [InlineData("a.b+c@d.e")]
    public void Email_Constructor_KeepsText(string text) => Assert.Equal(text, Evaluate("email(as)", ("as", Text(text))).AsString);

    [Theory]
    [InlineData("HTTP://u:p@a./x#f", "http://u:p@A/x#f", true)]
    [InlineData("http://a:80", "http://a", false)]
    [InlineData("http://a:", "http://a", true)]
    [InlineData("ftp://A/x", "ftp://a/x", false)]
    [InlineData("http://a/%41", "http://a/A", false)]
    [InlineData("http://a/x y", "http://a/x%20y", true)]
    [InlineData("http://[::1]/", "http://[0:0::1]/", true)]
    [InlineData("http:///x", "http:///x", true)]
    [InlineData("http://a/?b=1", "http://a/?b=2", false)]
    [InlineData("urn:a", "URN:a", true)]
    [InlineData("a/b", "a/b", true)]
    public void Uri_Equality_Unifies(string left, string right, bool equal) =>
        Assert.Equal(equal, Evaluate("auri == buri", ("auri", Text(left)), ("buri", Text(right))).AsBool);

    [Theory]
    [InlineData(":/", "missing protocol scheme")]
    [InlineData("%zz", "invalid URL escape \"%zz\"")]
    [InlineData("http://[::1", "missing ']' in host")]
    [InlineData("http://a:xx", "invalid port \":xx\" after host")]
    [InlineData("http://a b", "invalid character \" \" in host name")]
    [InlineData("a:b:c/:d\u0001", "net/url: invalid control character in URL")]
    public void Uri_Constructor_Refuses(string text, string why) =>
        Assert.Equal($"error converting string to uri '{text}': 'parse \"{text.Replace("\u0001", "\\x01", StringComparison.Ordinal)}\": {why}'", EvaluationError("uri(as)", ("as", Text(text))));

    [Theory]
    [InlineData("xabcy", "*abc*", false)]
    [InlineData("*abcde", "*abc*", true)]
    [InlineData("", "*", true)]
    [InlineData("a*c", "a*c", true)]
    [InlineData("xyabc", "*abc", true)]
    [InlineData("a", "", false)]
    public void Match_OneStar_IsSpecial(string text, string pattern, bool matches) =>
        Assert.Equal(matches, Evaluate("match(as, bs)", ("as", Text(text)), ("bs", Text(pattern))).AsBool);

    [Theory]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$", "a\nb", true)]
    [InlineData("\\d", "\u0663", false)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^.$", "\n", false)]
    [InlineData("(?s)^.$", "\n", true)]
    [InlineData("\\bfoo\\b", "\u00e9foo\u00e9", true)]
    [InlineData("(?i)stra\u00dfe", "STRA\u00dfE", true)]
    [InlineData("(?i)k", "\u212a", true)]
    [InlineData("\\p{Greek}+", "\u03b1", true)]
    [InlineData("^\\PL$", "a", false)]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData("^[^a]$", "\U0001F600", true)]
    [InlineData("\\Qa.b\\E", "axb", false)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("^(?P<n>a|b){2,3}?$", "ab", true)]
    [InlineData("\\x{1F600}", "x\U0001F600", true)]
    [InlineData("x*", "", true)]
    [InlineData("a|", "zzz", true)]
    public void Matches_Pattern_IsThatOfGo(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Evaluate("as.matches(bs)", ("as", Text(pattern)), ("bs", Text(text))).AsBool);

    [Theory]
    [InlineData("(", "missing closing ): `(`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("[a", "missing closing ]: `[a`")]
    [InlineData("*a", "missing argument to repetition operator: `*`")]
    [InlineData("a**", "invalid nested repetition operator: `**`")]
    [InlineData("a++", "invalid nested repetition operator: `++`")]
    [InlineData("a{1001}", "invalid repeat count: `{1001}`")]
    [InlineData("(a{100}){100}", "invalid repeat count: `{100}`")]
    [InlineData("\\1", "invalid escape sequence: `\\1`")]
    [InlineData("\\Z", "invalid escape sequence: `\\Z`")]
    [InlineData("\\u0041", "invalid escape sequence: `\\u`")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("(?<n>a)", "invalid or unsupported Perl syntax: `(?<`")]
    [InlineData("[b-a]", "invalid character class range: `b-a`")]
    [InlineData("\\p{Foo}", "invalid character class range: `\\p{Foo}`")]
    [InlineData("a\\", "trailing backslash at end of expression: ``")]
    public void Matches_NoPattern_SaysWhy(string pattern, string why) =>
        Assert.Equal("error parsing regexp: " + why, EvaluationError("as.matches(\"x\")", ("as", Text(pattern))));
}

using Mixer.Adapters.Statsd.Templates;
using Mixer.Sdk.Values;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;

namespace Mixer.Adapters.Telemetry.Tests.Statsd;

public sealed class GoTemplateTests
{
    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        ["path"] = Text("/p q"),
        ["code"] = Number(404),
        ["zero"] = Number(0),
        ["dbl"] = Real(0.5),
        ["flag"] = new AttributeValue(true),
        ["dur"] = Span("1m30.5004s"),
        ["ip"] = Ip(1, 2, 3, 4),
        ["when"] = new AttributeValue(Noon),
        ["map"] = new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" })),
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{.path}}-{{.code}}-{{.none}}", "/p q-404-<no value>")]
    [InlineData("{{.dur}} {{.ip}} {{.flag}} {{.dbl}}", "1m30.5004s 1.2.3.4 true 0.5")]
    [InlineData("{{.when}}", "2018-09-01 10:11:12.123456789 +0000 UTC")]
    [InlineData("{{.map}}", "map[a:1 b:2]")]
    [InlineData("{{.map.a}}{{$.map.b}}{{.map.c}}", "12<no value>")]
    [InlineData("{{or .none \"-\"}}{{or .zero \"-\"}}{{or .code \"-\"}}", "--404")]
    [InlineData("{{and .flag .code}}{{and .zero .code}}{{not .flag}}", "4040false")]
    [InlineData("{{if eq .path \"/p q\"}}yes{{else}}no{{end}}", "yes")]
    [InlineData("{{if eq .code 500 404}}yes{{end}}", "yes")]
    [InlineData("{{if gt .code 500}}a{{else if ge .code 404}}b{{else}}c{{end}}", "b")]
    [InlineData("{{if ne .code 1 | not}}a{{else}}b{{end}}", "b")]
    [InlineData("{{with .path}}[{{.}}]{{end}}{{with .none}}x{{else}}none{{end}}", "[/p q]none")]
    [InlineData("{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}", "a=1;b=2;")]
    [InlineData("{{range .map}}{{.}}{{else}}x{{end}}{{range .none}}x{{else}}y{{end}}", "12y")]
    [InlineData("{{$x := .code}}{{$x}}{{if true}}{{$x = 7}}{{end}}{{$x}}", "4047")]
    [InlineData("a {{- .code -}} b", "a404b")]
    [InlineData("a{{/* no */}}b {{- /* no */ -}} c", "abc")]
    [InlineData("{{printf \"%s|%05d|%.2f|%-4d|%q|%x|%v%%\" .path .code .dbl .code .path 255 .dur}}", "/p q|00404|0.50|404 |\"/p q\"|ff|1m30.5004s%")]
    [InlineData("{{printf \"%d %s\" \"x\"}}", "%!d(string=x) %!s(MISSING)")]
    [InlineData("{{print .code .path 1 2}}{{println .path 1}}", "404/p q1 2/p q 1\n")]
    [InlineData("{{len .path}}{{len .map}}{{index .map \"a\"}}", "421")]
    [InlineData("{{.path | urlquery}}{{html \"<a&'>\"}}{{js \"it's\"}}", "%2Fp+q&lt;a&amp;&#39;&gt;it\\'s")]
    [InlineData("{{.when.Format \"2006-01-02T15:04:05.000Z07:00\"}}", "2018-09-01T10:11:12.123Z")]
    [InlineData("{{.when.Format \"Mon, Jan _2 06 3:4:5PM MST .99\"}}", "Sat, Sep  1 18 10:11:12AM UTC .12")]
    [InlineData("{{.when.Unix}}{{.dur.Seconds}}", "153579667290.5004")]
    [InlineData("{{(index .map \"a\") | printf \"%s-%s\" `raw`}}", "raw-1")]
    [InlineData("{{1.5}}{{'a'}}{{\"\\u00e9\"}}{{true}}", "1.597\u00e9true")]
    public void Execute_Valid_GivesTheText(string source, string expected)
    {
        Assert.True(GoTemplate.TryParse("t", source, out var template, out var fault), fault);
        Assert.True(template.TryExecute(Values, out var text, out fault), fault);
        Assert.Equal(expected, text);
    }

    [Theory]
    [InlineData("{{.a,", "template: t:1: unclosed action")]
    [InlineData("a\n{{", "template: t:2: unclosed action")]
    [InlineData("{{nope 1}}", "template: t:1: function \"nope\" not defined")]
    [InlineData("{{if .a}}x", "template: t:1: unexpected EOF")]
    [InlineData("{{end}}", "template: t:1: unexpected {{end}}")]
    [InlineData("{{}}", "template: t:1: missing value for command")]
    [InlineData("{{\"x}}", "template: t:1: unterminated quoted string")]
    [InlineData("{{/* x", "template: t:1: unclosed comment")]
    [InlineData("{{$x}}", "template: t:1: undefined variable \"$x\"")]
    [InlineData("{{(.a}}", "template: t:1: unclosed left paren")]
    [InlineData("{{.a)}}", "template: t:1: unexpected right paren")]
    [InlineData("{{#}}", "template: t:1: unrecognized character in action: U+0023 '#'")]
    [InlineData("{{.a | 1}}", "template: t:1: non executable command in pipeline stage 2")]
    public void Parse_Invalid_SaysWhere(string source, string expected)
    {
        Assert.False(GoTemplate.TryParse("t", source, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("{{eq .path 1}}")]
    [InlineData("{{.none.more}}")]
    [InlineData("{{.path.more}}")]
    [InlineData("{{.path 1}}")]
    [InlineData("{{len .code}}")]
    [InlineData("{{range .code}}{{end}}")]
    [InlineData("{{.when.Format}}")]
    [InlineData("{{index .map 1}}")]
    public void Execute_ValueDoesNotFit_IsAFault(string source)
    {
        Assert.True(GoTemplate.TryParse("t", source, out var template, out _));
        Assert.False(template.TryExecute(Values, out _, out var fault));
        Assert.StartsWith("template: t: executing: ", fault, StringComparison.Ordinal);
    }
}

using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("y", ScalarKind.Bool)]
    [InlineData("No", ScalarKind.Bool)]
    [InlineData("on", ScalarKind.Bool)]
    [InlineData("tRUE", ScalarKind.Text)]
    [InlineData("~", ScalarKind.Null)]
    [InlineData("null", ScalarKind.Null)]
    [InlineData("12", ScalarKind.Integer)]
    [InlineData("-0x1F", ScalarKind.Integer)]
    [InlineData("0b101", ScalarKind.Integer)]
    [InlineData("017", ScalarKind.Integer)]
    [InlineData("1_000", ScalarKind.Integer)]
    [InlineData("-9223372036854775808", ScalarKind.Integer)]
    [InlineData("9223372036854775808", ScalarKind.Float)]
    [InlineData("1.5", ScalarKind.Float)]
    [InlineData("1e3", ScalarKind.Float)]
    [InlineData(".inf", ScalarKind.Float)]
    [InlineData("1.2.3", ScalarKind.Text)]
    [InlineData("5s", ScalarKind.Text)]
    [InlineData("2017-01-01", ScalarKind.Text)]
    [InlineData("-", ScalarKind.Text)]
    [InlineData("+", ScalarKind.Text)]
    [InlineData(".", ScalarKind.Text)]
    [InlineData("e5", ScalarKind.Text)]
    public void Resolve_PlainScalar_FollowsYaml11(string text, ScalarKind expected) => Assert.Equal(expected, PlainScalar.Resolve(text, out _, out _));

    [Fact]
    public void Read_PairWithoutBraces_BeginsAtItsKey()
    {
        var pair = Assert.Single(Assert.IsType<ConfigList>(Map("\n\nlist: [ a: b ]\n").Find("list")).Items);

        Assert.Equal((3, 9), (pair.Line, pair.Column));
    }

    [Fact]
    public void Resolve_Integers_HaveTheirValue()
    {
        Assert.Equal(-31, Integer("-0x1F"));
        Assert.Equal(15, Integer("017"));
        Assert.Equal(5, Integer("0b101"));
        Assert.Equal(long.MinValue, Integer("-9223372036854775808"));

        static long Integer(string text)
        {
            PlainScalar.Resolve(text, out var value, out _);
            return value;
        }
    }

    [Fact]
    public void Read_Nodes_KnowTheirPlace()
    {
        var map = Map("a: 1\nb:\n  - x\n  - \"y\"\n", lineOffset: 10);

        Assert.Equal((11, 4), (map.Entries[0].Value.Line, map.Entries[0].Value.Column));
        var list = Assert.IsType<ConfigList>(map.Find("b"));
        Assert.Equal((14, 5), (list.Items[1].Line, list.Items[1].Column));
        Assert.Equal(1, Assert.IsType<ConfigScalar>(list.Items[1]).ContentOffset);
    }

    [Fact]
    public void Read_QuotedAndTaggedScalars_AreText()
    {
        var map = Map("a: \"1\"\nb: 'true'\nc: !!str 5\nd: |\n  7\n");

        Assert.All(map.Entries, e => Assert.Equal(ScalarKind.Text, Assert.IsType<ConfigScalar>(e.Value).Kind));
    }

    [Fact]
    public void Read_DuplicateKeys_LastWinsAndIsNoted()
    {
        var map = Map("a: 1\nb: 2\na: 3\n", duplicates: out var duplicates);

        Assert.Equal(["a", "b"], map.Entries.Select(e => e.Key));
        Assert.Equal("3", Assert.IsType<ConfigScalar>(map.Find("a")).Text);
        Assert.Equal(("a", 1, 3), (Assert.Single(duplicates).Earlier.Text, duplicates[0].Earlier.Line, duplicates[0].Later.Line));
    }

    [Fact]
    public void Read_AliasesAndMerges_AreExpanded()
    {
        var map = Map("base: &b {x: 1, z: 2}\nother:\n  <<: *b\n  z: 3\nsame: *b\n");

        var other = Assert.IsType<ConfigMap>(map.Find("other"));
        Assert.Equal("1", Assert.IsType<ConfigScalar>(other.Find("x")).Text);
        Assert.Equal("3", Assert.IsType<ConfigScalar>(other.Find("z")).Text);
        Assert.Same(map.Find("base"), map.Find("same"));
    }

    [Fact]
    public void Read_NonTextKeys_BecomeText() =>
        Assert.Equal(["200", "true", "null"], Map("200: a\ny: b\n~: c\n").Entries.Select(e => e.Key));

    [Fact]
    public void Read_AliasBomb_IsRefused()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("aliases expanded", YamlReader.Read(text, 0, YamlLimits.Default, [], [])!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        var error = YamlReader.Read(new string('[', 5000) + new string(']', 5000), 0, YamlLimits.Default, [], []);

        Assert.Contains("nested deeper", error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DepthThroughAliases_IsRefused()
    {
        var nested = new string('[', 40) + new string(']', 40);
        var error = YamlReader.Read($"a: &a {nested}\nb: {new string('[', 40)}*a{new string(']', 40)}\n", 0, YamlLimits.Default, [], []);

        Assert.Contains("nested deeper", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: b: c\n")]
    [InlineData("a: *missing\n")]
    [InlineData("{a: b\n")]
    [InlineData("...\n&a ")]
    [InlineData("&a [*a]\n")]
    [InlineData("? [a, b]\n: c\n")]
    [InlineData("<<: 5\n")]
    public void Read_BadText_SaysWhere(string text) => Assert.True(YamlReader.Read(text, 0, YamlLimits.Default, [], [])!.Line >= 1);

    private static ConfigMap Map(string text, int lineOffset = 0) => Map(text, out _, lineOffset);

    private static ConfigMap Map(string text, out List<DuplicateKey> duplicates, int lineOffset = 0)
    {
        var documents = new List<ConfigNode>();
        duplicates = [];
        Assert.Null(YamlReader.Read(text, lineOffset, YamlLimits.Default, documents, duplicates));
        return Assert.IsType<ConfigMap>(Assert.Single(documents));
    }
}

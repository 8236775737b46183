using CsCheck;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Stores;

public sealed class ResourceTextTests
{
    private const string Good = "kind: rule\nmetadata:\n  name: a\n  namespace: ns\nspec:\n  match: x\n";

    private static readonly string[] Parts =
    [
        "---\n", "kind: rule\n", "a: ", "- ", "\n", "  ", "{", "}", "[", "&a ", "*a", "\"", "|\n", "\t", "? ", "!!str ", "%YAML 1.1\n", "...\n", "x", "<<: ", "#",
    ];

    [Fact]
    public void Parse_SecondPieceIsScalar_KeepsFirstAndNamesPiece()
    {
        var parsed = Parse(Good + "\n---\nabc");

        Assert.Equal("a.rule.ns", Assert.Single(parsed.Resources).Key.ToString());
        var problem = Assert.Single(parsed.Problems);
        Assert.StartsWith("Error processing f.yaml[1]: error unmarshaling JSON: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(9, problem.Location.Line);
    }

    [Fact]
    public void Parse_SyntaxErrorInTheMiddle_LosesOnlyThatPiece()
    {
        var parsed = Parse(Good + "---\na: b: c\n---\n" + Good.Replace("name: a", "name: b", StringComparison.Ordinal));

        Assert.Equal(["a", "b"], parsed.Resources.Select(r => r.Key.Name));
        var problem = Assert.Single(parsed.Problems);
        Assert.StartsWith("Error processing f.yaml[1]: error converting YAML to JSON: yaml: line 8: ", problem.Message, StringComparison.Ordinal);
        Assert.Equal(10, parsed.Resources[1].Location.Line);
    }

    [Fact]
    public void Parse_NoNamespace_ReportsKeyElements()
    {
        var problem = Assert.Single(Parse("kind: rule\nmetadata:\n  name: a\n").Problems);

        Assert.StartsWith("Error processing f.yaml[0]: key elements are empty. Extracted as a.rule. from\n <<<kind: rule", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# only a comment\n")]
    [InlineData("apiVersion: config.istio.io/v1alpha2\n")]
    [InlineData("---\n---\n\n---\n")]
    [InlineData("")]
    public void Parse_NothingInIt_IsSilent(string text)
    {
        var parsed = Parse(text);

        Assert.Empty(parsed.Resources);
        Assert.Empty(parsed.Problems);
    }

    [Theory]
    [InlineData("---\r\n")]
    [InlineData("--- \n")]
    [InlineData("--- # next\n")]
    [InlineData("...\n---\n")]
    public void Parse_AnyDocumentMarker_Separates(string marker)
    {
        var parsed = Parse(Good + marker + Good.Replace("name: a", "name: b", StringComparison.Ordinal));

        Assert.Empty(parsed.Problems);
        Assert.Equal(["a", "b"], parsed.Resources.Select(r => r.Key.Name));
    }

    [Fact]
    public void Parse_ManyDocuments_KeepsTheirOrderAndPlaces()
    {
        var parsed = Parse(string.Join("---\n", Enumerable.Range(0, 500).Select(i => Good.Replace("name: a", $"name: r{i}", StringComparison.Ordinal))));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"r{i}"), parsed.Resources.Select(r => r.Key.Name));
        Assert.All(parsed.Resources.Select((r, i) => (r, i)), p => Assert.Equal(p.i == 0 ? 1 : p.i * 7 + 1, p.r.Location.Line));
    }

    [Fact]
    public void Parse_CrLf_LoadsBothDocuments()
    {
        var parsed = Parse((Good + "---\n" + Good.Replace("name: a", "name: b", StringComparison.Ordinal)).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(["a", "b"], parsed.Resources.Select(r => r.Key.Name));
        Assert.Equal("x", Assert.IsType<ConfigScalar>(parsed.Resources[1].Spec!.Find("match")).Text);
    }

    [Fact]
    public void Parse_Envelope_IgnoresCaseAndTurnsScalarsIntoText()
    {
        var resource = Assert.Single(Parse("KIND: rule\nMetadata:\n  NAME: 12\n  namespace: true\n  labels: {a: 1, b: yes}\n").Resources);

        Assert.Equal("12.rule.true", resource.Key.ToString());
        Assert.Equal("1", resource.Labels["a"]);
        Assert.Equal("true", resource.Labels["b"]);
        Assert.Null(resource.Spec);
    }

    [Fact]
    public void Parse_Json_IsAccepted() =>
        Assert.Equal("a.rule.ns", Assert.Single(Parse("{\"kind\":\"rule\",\"metadata\":{\"name\":\"a\",\"namespace\":\"ns\"},\"spec\":{}}").Resources).Key.ToString());

    [Fact]
    public void Parse_SpecIsScalar_IsAnError() =>
        Assert.Contains("error unmarshaling JSON", Assert.Single(Parse("kind: rule\nmetadata: {name: a, namespace: b}\nspec: 5\n").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_AnyText_NeverThrowsAndPlacesProblemsInside() =>
        Gen.Int[0, Parts.Length - 1].Select(i => Parts[i])
            .List[0, 12]
            .Sample(parts =>
            {
                var text = string.Concat(parts);
                var lines = text.Count(c => c == '\n') + 2;
                return Parse(text).Problems.All(p => p.Location.Line >= 1 && p.Location.Line <= lines);
            });

    private static ParsedText Parse(string text) => ResourceText.Parse("f.yaml", text, YamlLimits.Default);
}

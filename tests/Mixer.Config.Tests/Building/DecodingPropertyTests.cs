using System.Text;
using CsCheck;
using Mixer.Config.Building;
using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;
using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Building;

/// <summary>Whatever is written, reading and decoding it ends, and ends in values or in problems at places that exist.</summary>
public sealed class DecodingPropertyTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "maxCount", "max_count", "validFor", "names", "severityLevels", "level", "file", "match", "actions", "handler", "instances", "attributes", "valueType", "params",
        "compiledAdapter", "compiledTemplate", "requestHeaderOperations", "values", "name", "operation", "variables", "res1", "res2Map", "denier", "d.denier", "STRING", "ERROR");

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Word, Gen.OneOf("1", "-7.5", "5s", "1h1h", "~", "null", "y", "'q'", "\"\\u00e9\"", "0x7f", "9223372036854775808", ".nan", "2017-07-04T00:01:10Z", "<<", "*a", "&a 1", "!!str 1", "!x y", "{", "]", "|", "- -"),
        Gen.String[Gen.Char[' ', '~'], 0, 12].Select(text => text.Replace('\n', ' ')));

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar
        : Gen.OneOf(
            Scalar,
            inner.Array[0, 3].Select(items => $"[{string.Join(", ", items)}]"),
            Gen.Select(Word, inner).Array[0, 3].Select(entries => $"{{{string.Join(", ", entries.Select(e => $"{e.Item1}: {e.Item2}"))}}}")));

    private static readonly Gen<string> Document = Gen.Select(
        Gen.OneOf("rule", "denier", "stdio", "logentry", "kubernetes", "attributemanifest", "handler", "instance", "other", ""), Word, Gen.Select(Word, Value).Array[0, 5],
        (kind, name, fields) => $"kind: {kind}\nmetadata: {{name: {name}, namespace: ns}}\nspec:\n{string.Concat(fields.Select(f => $"  {f.Item1}: {f.Item2}\n"))}");

    [Fact]
    public void Build_AnyDocuments_EndsWithPlacedProblems() =>
        Document.Array[0, 6].Sample(
            documents =>
            {
                var text = string.Join("---\n", documents);
                var lines = text.Count(c => c == '\n') + 1;
                var parsed = ResourceText.Parse("t.yaml", text, YamlLimits.Default);
                var snapshot = TestConfig.Builder().Build(new ResourceSet(parsed.Resources) { SourceProblems = parsed.Problems }, 0);
                Assert.All(snapshot.Problems, p => Assert.InRange(p.Location.Line, 1, lines));
                Assert.All(snapshot.Problems, p => Assert.True(p.Message.Length > 0 && p.Kind != ProblemKind.Other, p.ToString()));
                Assert.All(snapshot.Rules, r => Assert.NotEmpty(r.Actions.Select(a => a.Name).Concat(r.RequestHeaderOperations.Select(o => o.Name)).Concat(r.ResponseHeaderOperations.Select(o => o.Name))));
            },
            iter: 500);

    [Fact]
    public void Build_SameDocumentsTwice_SaysTheSame() =>
        Document.Array[1, 5].Sample(
            documents =>
            {
                var parsed = ResourceText.Parse("t.yaml", string.Join("---\n", documents), YamlLimits.Default);
                var builder = TestConfig.Builder(ConfigPolicy.Partial);
                var first = builder.Build(new ResourceSet(parsed.Resources), 0);
                var second = builder.Build(new ResourceSet(parsed.Resources), 1);
                Assert.Equal(first.Problems.ToArray(), second.Problems.ToArray());
                Assert.Equal(first.Rules.Select(r => r.Name), second.Rules.Select(r => r.Name));
                Assert.Equal(first.Resources.Select(r => (r.Key, r.State)), second.Resources.Select(r => (r.Key, r.State)));
            },
            iter: 300);

    [Fact]
    public void KeepLastGood_AnyEdit_KeepsARuleThatWasGood() =>
        Gen.Select(Word, Value).Array[0, 4].Sample(
            fields =>
            {
                const string Actions = "actions: [{handler: d.denier, instances: [cn.checknothing]}]";
                string[] rest = [TestConfig.Manifest, TestConfig.Document("denier", "d", "{}"), TestConfig.Document("checknothing", "cn", "{}")];
                var builder = TestConfig.Builder();
                TestConfig.Build(builder, [.. rest, TestConfig.Document("rule", "r", "match: a == 1\n" + Actions)]);
                var edited = ResourceText.Parse(
                    "t.yaml", "kind: rule\nmetadata: {name: r, namespace: istio-system}\nspec:\n" + string.Concat(fields.Select(f => $"  {f.Item1}: {f.Item2}\n")), YamlLimits.Default);
                var snapshot = builder.Build(new ResourceSet([.. TestConfig.Resources(rest), .. edited.Resources]), 1);
                Assert.True(snapshot.Rules.Length == 1 || edited.Resources.IsEmpty);
            },
            iter: 300);

    [Fact]
    public void Read_AnyBytes_EndsWithinItsBounds() =>
        Gen.OneOf(Gen.Byte.Array[0, 200].Select(Encoding.UTF8.GetString), Gen.String[0, 200], Value).Sample(
            text =>
            {
                var documents = new List<ConfigNode>();
                var error = YamlReader.Read(text, 0, new YamlLimits(MaxDepth: 8, MaxNodes: 100), documents, []);
                Assert.True(error is null || (error.Line >= 1 && error.Column >= 1 && error.Message.Length > 0));
                Assert.All(documents, document => Assert.InRange(Depth(document), 1, 9));
            },
            iter: 2_000);

    private static int Depth(ConfigNode node) => 1 + (node switch
    {
        ConfigMap map => map.Entries.Select(e => Depth(e.Value)).DefaultIfEmpty().Max(),
        ConfigList list => list.Items.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    });
}

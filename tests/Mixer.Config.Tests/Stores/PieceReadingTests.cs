using System.Globalization;
using CsCheck;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Stores;

public sealed class PieceReadingTests
{
    private static readonly string[] Lines =
    [
        "---\n", "---\n", "---\n", "kind: rule\n", "a: 1\n", "a: 2\n", "- x\n", "\n", "  b: {c: d}\n", "s: |\n", "  ---\n", "x: &a y\n", "z: *a\n", "\"", "%YAML 1.1\n", "...\n", "? ", "# only words\n", "--- c\n", "[", "]", "\t",
    ];

    [Fact]
    public void ReadGroup_AnyText_IsTheSameAsEachPieceByItself() => Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Array[0, 24].Select(string.Concat).Sample(
        text =>
        {
            DocumentPiece[] pieces = [.. DocumentSplitter.Split(text)];
            if (pieces.Length > 0 && !text.Contains('%', StringComparison.Ordinal))
            {
                var alone = Enumerable.Range(0, pieces.Length).SelectMany(i => PieceReading.ReadGroup(text, new ArraySegment<DocumentPiece>(pieces, i, 1), YamlLimits.Default));
                Assert.Equal(Shown(alone), Shown(PieceReading.ReadGroup(text, pieces, YamlLimits.Default)));
            }
        },
        iter: 20_000);

    [Fact]
    public void ReadAll_AnyText_IsTheSameAsEachPieceByItself() => Gen.Int[0, Lines.Length - 1].Select(i => Lines[i]).Array[0, 24].Select(string.Concat).Sample(
        text =>
        {
            DocumentPiece[] pieces = [.. DocumentSplitter.Split(text)];
            var alone = Enumerable.Range(0, pieces.Length).SelectMany(i => PieceReading.ReadGroup(text, new ArraySegment<DocumentPiece>(pieces, i, 1), YamlLimits.Default));
            Assert.Equal(Shown(alone), Shown(PieceReading.ReadAll(text, pieces, YamlLimits.Default)));
        },
        iter: 20_000);

    [Fact]
    public void ReadAll_LongTextWithOneBrokenPiece_KeepsAllOthersInOrder()
    {
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(i => i == 2_500 ? "---\na: b: c\n" : $"---\nnumber: {i}\nfill: some more text\n"));

        var readings = PieceReading.ReadAll(text, [.. DocumentSplitter.Split(text)], YamlLimits.Default).ToList();

        Assert.Equal(5_000, readings.Count);
        Assert.Equal(7_502, Assert.Single(readings, r => r.Error is not null).Error!.Line);
        Assert.All(readings.Select((r, i) => (r, i)).Where(p => p.i != 2_500), p => Assert.Equal(p.i.ToString(CultureInfo.InvariantCulture), Assert.IsType<ConfigScalar>(Assert.IsType<ConfigMap>(Assert.Single(p.r.Documents).Root).Find("number")).Text));
    }

    private static List<string> Shown(IEnumerable<PieceReading> readings) =>
        [.. readings.Select(r => $"{r.Piece} {string.Join(" / ", r.Documents.Select(d => $"{Shown(d.Root)} {d.Envelope.Name} {d.Fault?.Message}"))} {r.Revision} {string.Join(',', r.Duplicates.Select(d => $"{Shown(d.Earlier)}-{Shown(d.Later)}"))} {r.Error}")];

    private static string Shown(ConfigNode node)
    {
        var content = node switch
        {
            ConfigScalar scalar => $"{scalar.Kind} {scalar.Text} {scalar.Integer} {scalar.Number} {scalar.ContentOffset}",
            ConfigList list => $"[{string.Join(", ", list.Items.Select(Shown))}]",
            ConfigMap map => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key} {Shown(e.KeyNode)}: {Shown(e.Value)}"))}}}",
            _ => throw new InvalidOperationException("a node of a kind that this test does not know"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{node.Line}:{node.Column} {content}");
    }
}

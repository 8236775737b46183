using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The table that says which test shows which case of the specification names tests that exist, and no case is missing.</summary>
public sealed partial class CaseTableTests
{
    private const int Cases = 40;

    private static readonly string Folder = Path.Combine(MarkdownTests.Root, "tests");

    [Fact]
    public void Table_EveryTest_Exists()
    {
        var sources = Directory.EnumerateFiles(Folder, "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        var missing = Name().Matches(Table())
            .Where(match => !sources[match.Groups["class"].Value].Any(path =>
                match.Groups["method"].Value.Length == 0 || File.ReadAllText(path).Contains($" {match.Groups["method"].Value}(", StringComparison.Ordinal)))
            .Select(match => match.Value);

        Assert.Empty(missing);
    }

    [Fact]
    public void Table_EveryCase_IsThere()
    {
        var cases = Row().Matches(Table()).SelectMany(row => row.Groups[1].Value.Split(", ")).SelectMany(Range);

        Assert.Equal(Enumerable.Range(1, Cases), cases.Order());
    }

    private static string Table() => File.ReadAllText(Path.Combine(Folder, "Mixer.Functional.Tests", "README.md"));

    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)(?:\.(?<method>\w+))?`")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?m)^\| ([0-9, -]+) \|")]
    private static partial Regex Row();
}

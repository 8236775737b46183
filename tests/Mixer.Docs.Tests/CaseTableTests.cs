using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The tables that say which test shows which case of the specification name tests that exist, and no case is missing.</summary>
public sealed partial class CaseTableTests
{
    private const int Cases = 40;
    private const string Functional = "Mixer.Functional.Tests";
    private const string Runtime = "Mixer.Runtime.Tests";

    private static readonly string Folder = Path.Combine(MarkdownTests.Root, "tests");

    [Theory]
    [InlineData(Functional, "01")]
    [InlineData(Functional, "07")]
    [InlineData(Runtime, "03")]
    public void Table_EveryTest_Exists(string project, string part)
    {
        var sources = Directory.EnumerateFiles(Folder, "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        var missing = Name().Matches(Table(project, part))
            .Where(match => !sources[match.Groups["class"].Value].Any(path =>
                match.Groups["method"].Value.Length == 0 || File.ReadAllText(path).Contains($" {match.Groups["method"].Value}(", StringComparison.Ordinal)))
            .Select(match => match.Value);

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(Functional, "01")]
    [InlineData(Functional, "07")]
    [InlineData(Runtime, "03")]
    public void Table_EveryCase_IsThere(string project, string part)
    {
        var cases = Row().Matches(Table(project, part)).SelectMany(row => row.Groups[1].Value.Split(", ")).SelectMany(Range);

        Assert.Equal(Enumerable.Range(1, Cases), cases.Order());
    }

    // From the line that introduces it to the next table's.
    private static string Table(string project, string part) =>
        File.ReadAllText(Path.Combine(Folder, project, "README.md")).Split("\nWhere each case of spec ").Single(table => table.StartsWith(part, StringComparison.Ordinal));

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

using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The tables that say which test shows which case of the specification name tests that exist, and no case is missing.</summary>
public sealed partial class CaseTableTests
{
    private const int Cases = 40;
    private const string Api = "Mixer.Functional.Tests";
    private const string Runtime = "Mixer.Runtime.Tests";

    private static readonly string Folder = Path.Combine(MarkdownTests.Root, "tests");

    [Theory]
    [InlineData(Api)]
    [InlineData(Runtime)]
    public void Table_EveryTest_Exists(string project)
    {
        var sources = Directory.EnumerateFiles(Folder, "*Tests.cs", SearchOption.AllDirectories).ToLookup(path => Path.GetFileNameWithoutExtension(path));
        var missing = Name().Matches(Table(project))
            .Where(match => !sources[match.Groups["class"].Value].Any(path =>
                match.Groups["method"].Value.Length == 0 || File.ReadAllText(path).Contains($" {match.Groups["method"].Value}(", StringComparison.Ordinal)))
            .Select(match => match.Value);

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData(Api)]
    [InlineData(Runtime)]
    public void Table_EveryCase_IsThere(string project)
    {
        var cases = Row().Matches(Table(project)).SelectMany(row => row.Groups[1].Value.Split(", ")).SelectMany(Range);

        Assert.Equal(Enumerable.Range(1, Cases), cases.Order());
    }

    private static string Table(string project) => File.ReadAllText(Path.Combine(Folder, project, "README.md"));

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

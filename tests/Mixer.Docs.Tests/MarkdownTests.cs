using System.Reflection;
using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>What the pages show is what the repository holds.</summary>
public sealed partial class MarkdownTests
{
    internal static string Root { get; } = Metadata("RepositoryRoot");

    internal static string Configuration { get; } = Metadata("Configuration");

    public static TheoryData<string> Pages =>
        [.. new[] { Root, Path.Combine(Root, "docs"), Path.Combine(Root, "adapters"), Path.Combine(Root, "samples") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", folder == Root ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_BlockOfFile_StandsInTheFile(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        foreach (Match block in FileBlock().Matches(text))
        {
            var file = Path.Combine(Root, block.Groups["file"].Value);
            Assert.True(File.Exists(file), $"{page} shows {block.Groups["file"].Value}, which does not exist");
            Assert.Contains(block.Groups["code"].Value.TrimEnd(), File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_LinkWithinTheRepository_LeadsSomewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(File.ReadAllText(Path.Combine(Root, page))))
        {
            var target = Path.GetFullPath(Path.Combine(folder, link.Groups["target"].Value));
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link.Groups["target"].Value}, which does not exist");
        }
    }

    private static string Metadata(string key) => typeof(MarkdownTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;

    [GeneratedRegex(@"<!-- file: (?<file>\S+) -->\n```\w+\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex FileBlock();

    [GeneratedRegex(@"\[[^\[\]]+\]\((?!https?:|#)(?<target>[\w./-]+)\)")]
    private static partial Regex Link();
}

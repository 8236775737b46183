using System.Text.RegularExpressions;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>The code in the guides compiles, and what is no excerpt of a file is compiled here.</summary>
public sealed partial class GuideTests
{
    private const string Usings = "using Mixer.Sdk; using Mixer.Sdk.Values; using SampleTemplates; using FirstAdapter; using Status = Mixer.Sdk.Status; namespace Guide;\n";

    [Theory]
    [InlineData("adapter-guide.md")]
    [InlineData("template-guide.md")]
    public void Guide_EveryCodeBlock_IsAnExcerptOrCompiles(string page)
    {
        var text = File.ReadAllText(Path.Combine(Snapshot.RepositoryRoot, "docs", page));
        var blocks = Block().Matches(text);
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            if (block.Groups["kind"].Value == "file")
            {
                continue; // Mixer.Docs.Tests compares it with the file, which the build compiles.
            }

            Assert.True(block.Groups["kind"].Value == "compile", $"{page}: the block at {block.Index} is neither '<!-- file: ... -->' nor '<!-- compile: ... -->'");
            var project = new TestProject().Reference("SampleTemplates", "FirstAdapter", "Mixer.Templates").Source(Usings + block.Groups["code"].Value).Generate();
            Assert.Empty(project.CompilerMessages);
        }
    }

    [GeneratedRegex(@"(<!-- (?<kind>\w+): [^>]* -->\n)?```(csharp|proto)\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();
}

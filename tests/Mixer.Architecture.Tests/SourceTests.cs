using System.Text.RegularExpressions;

namespace Mixer.Architecture.Tests;

/// <summary>Rules of the house that the text of the sources shows.</summary>
public sealed partial class SourceTests
{
    private const int Ceiling = 350;

    /// <summary>Files above the ceiling; a new one needs a decision record.</summary>
    private static readonly string[] LongFiles = [];

    [Fact]
    public void SourceFile_Length_StaysUnderTheCeiling() =>
        Assert.Empty(Repository.ProductFiles("*.cs")
            .Where(path => File.ReadLines(path).Count() > Ceiling)
            .Select(Repository.Relative)
            .Except(LongFiles));

    [Fact]
    public void SourceFile_Namespace_IsFileScoped() =>
        Assert.Empty(Repository.ProductFiles("*.cs").Where(path => BlockNamespace().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [Fact]
    public void SourceFile_Regions_AreNotUsed() =>
        Assert.Empty(Repository.ProductFiles("*.cs").Where(path => Region().IsMatch(File.ReadAllText(path))).Select(Repository.Relative));

    [GeneratedRegex(@"^namespace [\w.]+\s*\{?\s*$", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"^\s*#region", RegexOptions.Multiline)]
    private static partial Regex Region();
}

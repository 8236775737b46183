using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>
/// A mistake with the place where it is told, and what is right: the source of the tests, of the help page and of the index.
/// </summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="File">The file that <paramref name="Wrong"/> and <paramref name="Right"/> are.</param>
/// <param name="Wrong">The mistake, with <c>[|</c> and <c>|]</c> around what is told.</param>
/// <param name="Right">The nearest text that is right.</param>
public sealed record DiagnosticCase(string Id, string File, string Wrong, string Right)
{
    /// <summary>Further files of the project.</summary>
    public (string Path, string Text)[] Beside { get; init; } = [];

    public string WrongText => Wrong.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    public int Start => Wrong.IndexOf("[|", StringComparison.Ordinal);

    public int Length => Wrong.IndexOf("|]", StringComparison.Ordinal) - Start - 2;

    /// <summary>The project with <paramref name="text"/> as the file in question.</summary>
    internal TestProject Project(string text)
    {
        var project = new TestProject();
        foreach (var (path, content) in Beside.Append((File, text)))
        {
            _ = path.EndsWith(".cs", StringComparison.Ordinal) ? project.Source(content, path) : project.File(path, content);
        }

        return project;
    }

    public override string ToString() => $"{Id} {File} {Start}";
}

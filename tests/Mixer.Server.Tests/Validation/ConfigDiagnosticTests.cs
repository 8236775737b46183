using Mixer.Config;
using Mixer.Server.Validation;

namespace Mixer.Server.Tests.Validation;

/// <summary>The classes of configuration problems and their pages, which are written from them (MIXER_ACCEPT=1).</summary>
public sealed class ConfigDiagnosticTests
{
    private static readonly string Pages = Path.Combine(Root(new DirectoryInfo(AppContext.BaseDirectory)), "docs", "diagnostics");

    [Fact]
    public void All_EveryKindOfProblem_IsInOneClass()
    {
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.Single(ConfigDiagnostic.All, diagnostic => diagnostic.Kinds.Contains(kind)));
        Assert.Equal(ConfigDiagnostic.All.Count, ConfigDiagnostic.All.Select(diagnostic => diagnostic.Id).Distinct().Count());
        Assert.All(ConfigDiagnostic.All, diagnostic => Assert.Matches("^MIX4[0-9]{3}$", diagnostic.Id));
    }

    [Fact]
    public void Pages_AndClasses_Agree()
    {
        var expected = ConfigDiagnostic.All.ToDictionary(diagnostic => diagnostic.Id + ".md", Page);
        if (Environment.GetEnvironmentVariable("MIXER_ACCEPT") == "1")
        {
            foreach (var (name, text) in expected)
            {
                File.WriteAllText(Path.Combine(Pages, name), text);
            }
        }

        var actual = Directory.GetFiles(Pages, "MIX4*.md").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(expected.OrderBy(page => page.Key, StringComparer.Ordinal), actual.OrderBy(page => page.Key, StringComparer.Ordinal));
    }

    private static string Page(ConfigDiagnostic diagnostic) =>
        $"# {diagnostic.Id}: {diagnostic.Title}\n\n"
        + "Severity: as the server's own check says, error or warning. Category: Mixer.Configuration.\n\n"
        + $"Reported by the build of a host for the files that it lists as `MixerConfig`, and by `mixs validate --output msbuild`; there these are problems of kind {string.Join(", ", diagnostic.Kinds.Select(kind => $"`{kind.Text()}`"))}.\n\n"
        + $"## Why\n\n{diagnostic.Description}\n";

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Mixer.sln")) ? folder.FullName : Root(folder.Parent!);
}

namespace Mixer.Architecture.Tests;

/// <summary>Who may reference whom: the table of docs/tour.md as data. Adding an edge here needs a decision record.</summary>
public sealed class DependencyTests
{
    private static readonly string[] AdapterMay = ["Mixer.Sdk", "Mixer.Templates"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Mixer.Generators"] = [],
        ["Mixer.Generators.CodeFixes"] = ["Mixer.Generators"],
        ["mixgen"] = ["Mixer.Generators", "Mixer.CommandLine"],
        ["Mixer.Api"] = [],
        ["Mixer.Sdk"] = [],
        ["Mixer.Sdk.Testing"] = ["Mixer.Sdk", "Mixer.Runtime"],
        ["Mixer.Sdk.Package"] = ["Mixer.Sdk", "Mixer.Templates", "Mixer.Generators", "Mixer.Generators.CodeFixes"],
        ["Mixer.ProjectTemplates"] = [],
        ["Mixer.Templates"] = ["Mixer.Sdk"],
        ["Mixer.Attributes"] = ["Mixer.Api", "Mixer.Sdk"],
        ["Mixer.CheckCaching"] = ["Mixer.Attributes"],
        ["Mixer.Expressions"] = ["Mixer.Attributes"],
        ["Mixer.Config"] = ["Mixer.Expressions", "Mixer.Sdk", "Mixer.Api"],
        ["Mixer.Runtime"] = ["Mixer.Config"],
        ["Mixer.ControlZ"] = [],
        ["Mixer.CommandLine"] = ["Mixer.Sdk"],
        ["Mixer.Tracing"] = ["Mixer.CommandLine"],
        ["mixc"] = ["Mixer.Api", "Mixer.Attributes", "Mixer.CommandLine", "Mixer.Tracing"],
    };

    public static TheoryData<string> Projects => [.. Repository.ProductProjects().Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_StayInTheTable(string project)
    {
        if (project == "Mixer.Server")
        {
            return; // The composition root may reference every room.
        }

        var allowed = project.StartsWith("Mixer.Adapters.", StringComparison.Ordinal) ? AdapterMay
            : Allowed.TryGetValue(project, out var table) ? table
            : throw new InvalidOperationException($"{project} is not in the dependency table; add it with what it may reference");

        Assert.Empty(Repository.ProductProjects()[project].Except(allowed));
    }

    [Fact]
    public void Table_EveryRow_IsAProject() =>
        Assert.Empty(Allowed.Keys.Except(Repository.ProductProjects().Keys));
}

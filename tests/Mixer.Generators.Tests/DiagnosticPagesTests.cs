using Microsoft.CodeAnalysis;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>Descriptors, help pages and the release file agree; the pages are written from the descriptors (MIXER_ACCEPT=1).</summary>
public class DiagnosticPagesTests
{
    private static readonly DiagnosticDescriptor[] All = [.. TemplateDiagnostics.All, .. AdapterDiagnostics.All, .. InventoryDiagnostics.All];

    [Fact]
    public void Pages_AndDescriptors_Agree()
    {
        foreach (var descriptor in All)
        {
            Snapshot.Match(Page(descriptor), "docs", "diagnostics", descriptor.Id + ".md");
        }

        var known = All.Select(descriptor => descriptor.Id + ".md").Append("README.md").Order(StringComparer.Ordinal);
        Snapshot.Match(Index(), "docs", "diagnostics", "README.md");
        var pages = Directory.GetFiles(Path.Combine(Snapshot.RepositoryRoot, "docs", "diagnostics")).Select(Path.GetFileName).Where(name => !name!.StartsWith("MIX4", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(known, pages);
    }

    [Fact]
    public void Ids_AreUnique_AndInTheBlockOfTheirCategory()
    {
        Assert.Equal(All.Length, All.Select(descriptor => descriptor.Id).Distinct().Count());
        Assert.All(TemplateDiagnostics.All, descriptor => Assert.StartsWith("MIX1", descriptor.Id, StringComparison.Ordinal));
        Assert.All(AdapterDiagnostics.All, descriptor => Assert.StartsWith("MIX2", descriptor.Id, StringComparison.Ordinal));
        Assert.All(InventoryDiagnostics.All, descriptor => Assert.StartsWith("MIX3", descriptor.Id, StringComparison.Ordinal));
        Assert.All(All, descriptor => Assert.Equal(HelpPages.Root + descriptor.Id + ".md", descriptor.HelpLinkUri));
    }

    [Fact]
    public void ReleaseFile_HasARowForEachDescriptor()
    {
        var rows = File.ReadAllLines(Path.Combine(Snapshot.RepositoryRoot, "generators", "Mixer.Generators", "AnalyzerReleases.Unshipped.md"))
            .Where(line => line.StartsWith("MIX", StringComparison.Ordinal));
        Assert.Equal(
            All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).Select(descriptor => $"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title}"),
            rows);
    }

    private static string Page(DiagnosticDescriptor descriptor) =>
        $"# {descriptor.Id}: {descriptor.Title}\n\n"
        + $"Severity: {descriptor.DefaultSeverity}. Category: {descriptor.Category}.\n\n"
        + $"## What the compiler says\n\n```text\n{descriptor.MessageFormat.ToString().Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)}\n```\n\n"
        + $"The numbers in braces stand for the names in your code.\n\n## Why\n\n{descriptor.Description}\n";

    private static string Index() =>
        "# Diagnostics\n\nOne page for each thing that the generator and the analyzers can say. MIX1xxx: template protos; MIX2xxx: adapters; MIX3xxx: inventories and hosts; MIX4xxx: configuration that a host lists for checking, from [MIX4000](MIX4000.md) to [MIX4016](MIX4016.md).\n\n"
        + "| Id | Severity | Title |\n|---|---|---|\n"
        + string.Concat(All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).Select(descriptor =>
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |\n"));
}

using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Mixer.Generators.CodeFixes;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>Descriptors, help pages and the release file agree; the pages are written from the descriptors (MIXER_ACCEPT=1).</summary>
public class DiagnosticPagesTests
{
    private static readonly DiagnosticDescriptor[] All = [.. TemplateDiagnostics.All, .. AdapterDiagnostics.All, .. InventoryDiagnostics.All];

    [Fact]
    public void Notes_AndDescriptors_Agree() =>
        Assert.Equal(All.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), DiagnosticNotes.All.Select(notes => notes.Id).Where(id => id != "-").Order(StringComparer.Ordinal));

    [Fact]
    public void Notes_OfCodeFixes_AgreeWithTheProviders()
    {
        var fixable = typeof(ReplaceTextFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider)))
            .SelectMany(type => ((CodeFixProvider)type.GetConstructor([])!.Invoke([])).FixableDiagnosticIds);
        var told = DiagnosticNotes.All.Where(notes => notes.Id != "-" && !notes.Fix.StartsWith("none:", StringComparison.Ordinal)).Select(notes => notes.Id);
        Assert.Equal(fixable.Distinct().Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

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

    private static string Page(DiagnosticDescriptor descriptor)
    {
        var notes = DiagnosticNotes.Of(descriptor.Id);
        return $"# {descriptor.Id}: {descriptor.Title}\n\n"
            + $"Severity: {descriptor.DefaultSeverity}. Category: {descriptor.Category}. Told at: {notes.Place}.\n\n"
            + $"## What the compiler says\n\n```text\n{Message(descriptor)}\n```\n\n"
            + $"The numbers in braces stand for the names in your code.\n\n## Why\n\n{descriptor.Description}\n\n"
            + Example(descriptor.Id)
            + $"## In the editor\n\n{Sentence(notes.Fix)}\n\n"
            + $"## To change its severity\n\n{Severity(descriptor)}\n";
    }

    // Without arguments a message is no format, so its braces stand as they are.
    private static string Message(DiagnosticDescriptor descriptor)
    {
        var text = descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture);
        return text.Contains("{0}", StringComparison.Ordinal) ? text.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal) : text;
    }

    private static string Example(string id)
    {
        var example = DiagnosticCaseTests.All.FirstOrDefault(@case => @case.Id == id);
        if (example is null)
        {
            return "";
        }

        var language = example.File.EndsWith(".cs", StringComparison.Ordinal) ? "csharp" : example.File.EndsWith(".proto", StringComparison.Ordinal) ? "proto" : "yaml";
        return $"## Example\n\nThis is told:\n\n```{language}\n{example.WrongText.TrimEnd()}\n```\n\nThis is right:\n\n```{language}\n{example.Right.TrimEnd()}\n```\n\n";
    }

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.Id.StartsWith("MIX2", StringComparison.Ordinal) && descriptor.Id != "MIX2016"
        ? $"In `.editorconfig`, under `[*.cs]`: `dotnet_diagnostic.{descriptor.Id}.severity = none`, or `#pragma warning disable {descriptor.Id}` around the place."
        : descriptor.Id is "MIX3002" or "MIX3006" or "MIX3007"
            ? $"In a `.globalconfig`: `dotnet_diagnostic.{descriptor.Id}.severity = none`."
            : $"In `.editorconfig`, under `[*.proto]` (or `[inventory.yaml]`): `mixer_diagnostic.{descriptor.Id}.severity = none`; in a `.globalconfig`: `dotnet_diagnostic.{descriptor.Id}.severity = none`.";

    private static string Index() =>
        "# Diagnostics\n\nOne page for each thing that the generator and the analyzers can say. MIX1xxx: template protos; MIX2xxx: adapters; MIX3xxx: inventories and hosts; MIX4xxx: configuration that a host lists for checking, from [MIX4000](MIX4000.md) to [MIX4016](MIX4016.md).\n\n"
        + "| Id | Severity | Title |\n|---|---|---|\n"
        + string.Concat(All.OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal).Select(descriptor =>
            $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |\n"))
        + "\n## What each replaces\n\nThe original told these mistakes late or not at all. Here each is told by the compiler, at its place.\n\n"
        + "| In the original | Id | Told at | The editor offers |\n|---|---|---|---|\n"
        + string.Concat(DiagnosticNotes.All.Select(notes => $"| {notes.Original} | {(notes.Id == "-" ? "-" : $"[{notes.Id}]({notes.Id}.md)")} | {notes.Place} | {notes.Fix} |\n"));

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";
}

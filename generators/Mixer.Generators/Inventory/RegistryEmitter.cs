using Mixer.Generators.Diagnostics;
using Mixer.Generators.Emission;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Inventory;

/// <summary>Writes the inventory of a host and finds names that are used twice in it.</summary>
internal static class RegistryEmitter
{
    public static string Emit(EquatableArray<HostEntry> entries, string rootNamespace) =>
        TemplateFile.Header.Render(("source", "the referenced assemblies"))
        + TemplateFile.Registry.Render(
            ("ns", rootNamespace),
            ("templates", Types(entries.Where(entry => entry.IsTemplate))),
            ("adapters", Types(entries.Where(entry => !entry.IsTemplate))));

    public static EquatableArray<DiagnosticInfo> Check(EquatableArray<HostEntry> entries)
    {
        var diagnostics = new List<DiagnosticInfo>();
        foreach (var group in Sort(entries).GroupBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var first = group.First();
            foreach (var other in group.Skip(1))
            {
                var descriptor = other.IsTemplate ? InventoryDiagnostics.DuplicateTemplateInHost : InventoryDiagnostics.DuplicateAdapterInHost;
                diagnostics.Add(DiagnosticInfo.Create(descriptor, "", default, other.Name, first.Assembly, other.Assembly));
            }
        }

        foreach (var entry in Sort(entries))
        {
            diagnostics.AddRange(entry.Missing.Select(missing => missing.Split([", "], StringSplitOptions.None)).Select(missing =>
                DiagnosticInfo.Create(InventoryDiagnostics.TemplateNotInHost, "", default, entry.Name, missing[0], missing[1])));
        }

        return diagnostics.ToEquatableArray();
    }

    // One entry a name, so that a duplicate is one diagnostic and no failure at start besides.
    private static List<string> Types(IEnumerable<HostEntry> entries) =>
        [.. Sort(entries).GroupBy(entry => entry.Name, StringComparer.Ordinal).Select(group => group.First().Type)];

    private static IEnumerable<HostEntry> Sort(IEnumerable<HostEntry> entries) =>
        entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ThenBy(entry => entry.IsTemplate ? 0 : 1)
            .ThenBy(entry => entry.Assembly, StringComparer.Ordinal);
}

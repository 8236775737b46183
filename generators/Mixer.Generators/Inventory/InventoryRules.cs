using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Templates;

namespace Mixer.Generators.Inventory;

/// <summary>What must hold between the templates of a project and between them and its inventory.</summary>
internal static class InventoryRules
{
    /// <summary>Templates whose name an earlier file (by path) has.</summary>
    public static EquatableArray<DiagnosticInfo> Duplicates(IEnumerable<TemplateIdentity> templates)
    {
        var first = new Dictionary<string, TemplateIdentity>(StringComparer.Ordinal);
        var diagnostics = new List<DiagnosticInfo>();
        foreach (var template in templates.OrderBy(template => template.Path, StringComparer.Ordinal))
        {
            if (first.TryGetValue(template.Name, out var earlier))
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    TemplateDiagnostics.DuplicateTemplate, template.Path, template.NameSpan, template.Name, System.IO.Path.GetFileName(earlier.Path)));
            }
            else
            {
                first.Add(template.Name, template);
            }
        }

        return diagnostics.ToEquatableArray();
    }

    /// <summary>Entries without a template, and templates without an entry.</summary>
    public static EquatableArray<DiagnosticInfo> Check(InventoryFile inventory, IReadOnlyCollection<TemplateIdentity> templates)
    {
        var diagnostics = inventory.Diagnostics.ToList();
        var root = Directory(inventory.Path);
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in inventory.Entries)
        {
            var path = root + entry.Text;
            listed.Add(path);
            if (templates.All(template => Normalize(template.Path) != path))
            {
                var near = templates.FirstOrDefault(template => string.Equals(Normalize(template.Path), path, StringComparison.OrdinalIgnoreCase));
                var hint = near is null ? "; remove the entry or add the file" : $"; it is called '{Normalize(near.Path).Substring(root.Length)}'";
                diagnostics.Add(DiagnosticInfo.Create(InventoryDiagnostics.EntryNotFound, inventory.Path, entry.Span, entry.Text, hint));
            }
        }

        foreach (var template in templates)
        {
            var path = Normalize(template.Path);
            if (!listed.Contains(path) && path.StartsWith(root, StringComparison.Ordinal)
                && !inventory.Entries.Any(entry => string.Equals(root + entry.Text, path, StringComparison.OrdinalIgnoreCase)))
            {
                diagnostics.Add(DiagnosticInfo.Create(InventoryDiagnostics.NotListed, template.Path, template.NameSpan, path.Substring(root.Length)));
            }
        }

        return diagnostics.ToEquatableArray();
    }

    private static string Normalize(string path) => path.Replace('\\', '/');

    private static string Directory(string path)
    {
        var normal = Normalize(path);
        return normal.Substring(0, normal.LastIndexOf('/') + 1);
    }
}

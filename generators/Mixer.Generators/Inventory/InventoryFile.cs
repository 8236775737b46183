using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Inventory;

/// <summary>The list of templates of a project: paths relative to the file, with their places.</summary>
internal sealed record InventoryFile(string Path, EquatableArray<ProtoText> Entries, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public const string FileName = "inventory.yaml";

    /// <summary>Reads the little of YAML that an inventory is: the key <c>templates</c> and a list of plain or quoted paths.</summary>
    public static InventoryFile Parse(string path, string text)
    {
        var entries = new List<ProtoText>();
        var diagnostics = new List<DiagnosticInfo>();
        var offset = 0;
        var line = 0;
        foreach (var raw in text.Split('\n'))
        {
            var comment = raw.IndexOf(" #", StringComparison.Ordinal);
            var content = (raw.StartsWith("#", StringComparison.Ordinal) ? "" : comment >= 0 ? raw.Substring(0, comment) : raw).Trim();
            if (content.StartsWith("- ", StringComparison.Ordinal))
            {
                var entry = content.Substring(2).Trim().Trim('"', '\'');
                var column = raw.IndexOf(entry, StringComparison.Ordinal);
                entries.Add(new ProtoText(entry, new ProtoSpan(offset + column, entry.Length, line, column, line, column + entry.Length)));
            }
            else if (content is not ("" or "templates:" or "---" or "templates: []"))
            {
                var column = raw.IndexOf(content, StringComparison.Ordinal);
                var span = new ProtoSpan(offset + column, content.Length, line, column, line, column + content.Length);
                diagnostics.Add(DiagnosticInfo.Create(InventoryDiagnostics.BadInventory, path, span, content));
            }

            offset += raw.Length + 1;
            line++;
        }

        return new InventoryFile(path, entries.ToEquatableArray(), diagnostics.ToEquatableArray());
    }
}

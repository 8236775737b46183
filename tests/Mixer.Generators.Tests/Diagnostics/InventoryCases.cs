using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>Mistakes in inventories. Those of hosts (MIX3002, MIX3006, MIX3007) take several assemblies; InventoryTests has them.</summary>
internal static class InventoryCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        Inventory("MIX3001", "templates:\n  - page.proto\n  - [|missing.proto|]\n", "templates:\n  - page.proto\n"),
        Inventory("MIX3001", "templates:\n  - [|Page.proto|]\n", "templates:\n  - page.proto\n"),
        new("MIX3004", "leaflet.proto", Leaflet("[|leaflet|]"), "syntax = \"proto3\";\npackage leaflet;\n") { Beside = [Page, ("inventory.yaml", "templates:\n  - page.proto\n")] },
        Inventory("MIX3005", "templates:\n  - page.proto\n  [|what: ever|]\n", "# All.\ntemplates:\n  - \"page.proto\" # here\n"),
    ];

    private static (string Path, string Text) Page => ("page.proto", TemplateTexts.Page);

    private static string Leaflet(string package) => TemplateTexts.Template("message Template { }\n", "CHECK", package);

    private static DiagnosticCase Inventory(string id, string wrong, string right) => new(id, "inventory.yaml", wrong, right) { Beside = [Page] };
}

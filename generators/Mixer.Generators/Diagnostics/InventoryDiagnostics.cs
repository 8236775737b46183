using Microsoft.CodeAnalysis;

namespace Mixer.Generators.Diagnostics;

/// <summary>What can be wrong with inventories and with the wiring of a host (MIX3xxx).</summary>
internal static class InventoryDiagnostics
{
    private const string Category = "Mixer.Inventory";

    public static readonly DiagnosticDescriptor EntryNotFound = new(
        "MIX3001", "Inventory entry not found",
        "The inventory names '{0}', but the project has no such template file{1}",
        Category, DiagnosticSeverity.Error, true,
        "Each entry of inventory.yaml is the path of a template's .proto, relative to the inventory. Remove the entry, or add the file.",
        HelpPages.Root + "MIX3001.md");

    public static readonly DiagnosticDescriptor TemplateNotInHost = new(
        "MIX3002", "Adapter supports a template that the host does not have",
        "The adapter '{0}' supports {1}, which is in the assembly {2}; reference that assembly too, or the adapter never gets such instances",
        Category, DiagnosticSeverity.Warning, true,
        "A host knows the templates of the assemblies that it references. A project or package reference brings them along unless it was told not to.",
        HelpPages.Root + "MIX3002.md");

    public static readonly DiagnosticDescriptor NotListed = new(
        "MIX3004", "Template not in the inventory",
        "The template file '{0}' is not in the inventory; add the line '  - {0}' to inventory.yaml",
        Category, DiagnosticSeverity.Error, true,
        "A project that has an inventory.yaml lists every template in it, so that one place shows what the project offers.",
        HelpPages.Root + "MIX3004.md");

    public static readonly DiagnosticDescriptor BadInventory = new(
        "MIX3005", "Inventory cannot be read",
        "This line of the inventory is not understood: {0}; write 'templates:' and below it one line '  - file.proto' a template",
        Category, DiagnosticSeverity.Error, true,
        "The inventory is a list of .proto paths under the key templates.",
        HelpPages.Root + "MIX3005.md");

    public static readonly DiagnosticDescriptor DuplicateTemplateInHost = new(
        "MIX3006", "Two referenced assemblies have a template of one name",
        "The template '{0}' is in {1} and in {2}; reference only one of them or rename one template",
        Category, DiagnosticSeverity.Error, true,
        "A host knows templates by name. The host takes neither silently.",
        HelpPages.Root + "MIX3006.md");

    public static readonly DiagnosticDescriptor DuplicateAdapterInHost = new(
        "MIX3007", "Two referenced assemblies have an adapter of one name",
        "The adapter '{0}' is in {1} and in {2}; reference only one of them or rename one adapter",
        Category, DiagnosticSeverity.Error, true,
        "A host knows adapters by name, and templates and adapters share one space of names.",
        HelpPages.Root + "MIX3007.md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [EntryNotFound, TemplateNotInHost, NotListed, BadInventory, DuplicateTemplateInHost, DuplicateAdapterInHost];

    public static DiagnosticDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}

namespace Mixer.Generators;

/// <summary>Tracking names of the generator's steps, for tests of what an edit re-runs.</summary>
internal static class StepNames
{
    public const string ParseProto = nameof(ParseProto);
    public const string BindTemplate = nameof(BindTemplate);
    public const string TemplateModel = nameof(TemplateModel);
    public const string TemplateDiagnostics = nameof(TemplateDiagnostics);
    public const string ParseInventory = nameof(ParseInventory);
    public const string InventoryDiagnostics = nameof(InventoryDiagnostics);
    public const string ParseAdapter = nameof(ParseAdapter);
    public const string ParseImplementation = nameof(ParseImplementation);
    public const string ImplementationDiagnostics = nameof(ImplementationDiagnostics);
    public const string FileSeverities = nameof(FileSeverities);
    public const string HostEntries = nameof(HostEntries);
}

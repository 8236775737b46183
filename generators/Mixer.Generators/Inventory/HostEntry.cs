namespace Mixer.Generators.Inventory;

/// <summary>A template or an adapter that a host finds: its name, the class with its Info, and the assembly.</summary>
internal sealed record HostEntry(string Name, string Type, string Assembly, bool IsTemplate);

using Mixer.Generators.Modelling;

namespace Mixer.Generators.Inventory;

/// <summary>
/// A template or an adapter that a host finds: its name, the class with its Info, and the assembly. <paramref name="Missing"/>: templates that the
/// adapter supports and whose assemblies the host does not reference, as "marker, assembly".
/// </summary>
internal sealed record HostEntry(string Name, string Type, string Assembly, bool IsTemplate, EquatableArray<string> Missing);

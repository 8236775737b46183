using Microsoft.CodeAnalysis;

namespace Mixer.Generators.Inventory;

/// <summary>The referenced assemblies that can hold templates or adapters; the others' attributes are not worth reading at each edit.</summary>
internal static class MixerAssemblies
{
    public static IEnumerable<IAssemblySymbol> Of(Compilation compilation) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Where(assembly => assembly.Modules.First().ReferencedAssemblies.Any(reference => reference.Name == "Mixer.Sdk"));
}

using Microsoft.CodeAnalysis;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Inventory;

/// <summary>Finds the templates and adapters in the assemblies that a compilation references.</summary>
internal static class HostScanner
{
    public static EquatableArray<HostEntry> Scan(Compilation compilation, CancellationToken cancellation)
    {
        var entries = new List<HostEntry>();
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var attribute in assembly.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "MixerTemplateAttribute" or "MixerAdapterAttribute" } kind
                    && kind.ContainingNamespace.ToDisplayString() == "Mixer.Sdk.CodeGeneration"
                    && attribute.ConstructorArguments is { Length: 1 } arguments
                    && arguments[0].Value is INamedTypeSymbol type)
                {
                    var name = type.GetMembers("Name").OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as string ?? type.Name;
                    var typeName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
                    entries.Add(new HostEntry(name, typeName, assembly.Name, kind.Name == "MixerTemplateAttribute"));
                }
            }
        }

        return entries.ToEquatableArray();
    }
}

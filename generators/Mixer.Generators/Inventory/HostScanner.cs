using Microsoft.CodeAnalysis;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Inventory;

/// <summary>Finds the templates and adapters in the assemblies that a compilation references.</summary>
internal static class HostScanner
{
    public static EquatableArray<HostEntry> Scan(Compilation compilation, CancellationToken cancellation)
    {
        var entries = new List<HostEntry>();
        foreach (var assembly in MixerAssemblies.Of(compilation))
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
                    entries.Add(new HostEntry(name, typeName, assembly.Name, kind.Name == "MixerTemplateAttribute", Missing(type)));
                }
            }
        }

        return entries.ToEquatableArray();
    }

    /// <summary>The templates of an adapter that the compilation cannot find.</summary>
    private static EquatableArray<string> Missing(INamedTypeSymbol registration)
    {
        const string suffix = "Registration";
        var adapter = registration.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? registration.ContainingNamespace.GetTypeMembers(registration.Name.Substring(0, registration.Name.Length - suffix.Length)).FirstOrDefault()
            : null;
        var listed = adapter?.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == Adapters.AdapterParser.Attribute)?
            .NamedArguments.FirstOrDefault(argument => argument.Key == "SupportedTemplates").Value;
        return listed is { Kind: TypedConstantKind.Array } templates
            ? templates.Values.Select(value => value.Value).OfType<IErrorTypeSymbol>().Select(type => $"{type.Name}, {type.ContainingAssembly?.Name ?? "unknown"}").ToEquatableArray()
            : EquatableArray<string>.Empty;
    }
}

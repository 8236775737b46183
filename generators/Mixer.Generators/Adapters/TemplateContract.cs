using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Mixer.Generators.Inventory;

namespace Mixer.Generators.Adapters;

/// <summary>A template as an analyzer sees it: its marker and the two interfaces that the marker names.</summary>
internal sealed class TemplateContract(string name, INamedTypeSymbol marker, INamedTypeSymbol? builder, INamedTypeSymbol? handler)
{
    public string Name { get; } = name;

    public INamedTypeSymbol Marker { get; } = marker;

    public INamedTypeSymbol? Builder { get; } = builder;

    public INamedTypeSymbol? Handler { get; } = handler;

    /// <summary>The contract of a marker type; null for any other type.</summary>
    public static TemplateContract? Of(INamedTypeSymbol type)
    {
        var attribute = type.GetAttributes().FirstOrDefault(IsTemplateAttribute);
        return attribute is null ? null : new TemplateContract(attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "", type, Named(attribute, "HandlerBuilder"), Named(attribute, "Handler"));
    }

    /// <summary>Every template in the compilation and in what it references.</summary>
    public static ImmutableArray<TemplateContract> All(Compilation compilation)
    {
        var contracts = ImmutableArray.CreateBuilder<TemplateContract>();
        foreach (var assembly in MixerAssemblies.Of(compilation).Append(compilation.Assembly))
        {
            foreach (var attribute in assembly.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "MixerTemplateAttribute" }
                    && attribute.ConstructorArguments.Length == 1
                    && attribute.ConstructorArguments[0].Value is INamedTypeSymbol type
                    && Of(type) is { } contract)
                {
                    contracts.Add(contract);
                }
            }
        }

        return contracts.ToImmutable();
    }

    private static bool IsTemplateAttribute(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "TemplateAttribute" } type && type.ContainingNamespace.ToDisplayString() == "Mixer.Sdk.CodeGeneration";

    private static INamedTypeSymbol? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as INamedTypeSymbol;
}

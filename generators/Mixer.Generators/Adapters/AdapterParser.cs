using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Adapters;

/// <summary>Reads an adapter's declaration; null where no registration can be written (the analyzer then says why).</summary>
internal static class AdapterParser
{
    public const string Attribute = "Mixer.Sdk.AdapterAttribute";

    public static AdapterModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not INamedTypeSymbol { IsGenericType: false, IsAbstract: false } type
            || ConfigType(type) is not { TypeKind: not TypeKind.Error } config
            || type.InstanceConstructors.All(constructor => constructor.Parameters.Length > 0)
            || context.Attributes[0] is not { ConstructorArguments.Length: 1 } attribute
            || attribute.ConstructorArguments[0].Value is not string name)
        {
            return null;
        }

        var description = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Description").Value;
        var ns = type.ContainingNamespace.IsGlobalNamespace ? "MixerAdapters" : type.ContainingNamespace.ToDisplayString();
        return new AdapterModel(
            name,
            description.Value as string ?? "",
            ns,
            type.Name + "Registration",
            type.ToDisplayString(),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            config.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            References(attribute, context.SemanticModel, cancellation).ToEquatableArray());
    }

    /// <summary>The TConfig of the HandlerBuilder that <paramref name="type"/> derives from.</summary>
    public static ITypeSymbol? ConfigType(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (at is { Name: "HandlerBuilder", TypeArguments.Length: 1 } && at.ContainingNamespace.ToDisplayString() == "Mixer.Sdk")
            {
                return at.TypeArguments[0];
            }
        }

        return null;
    }

    /// <summary>The typeof expressions in SupportedTemplates.</summary>
    public static IEnumerable<TypeOfExpressionSyntax> SupportedTemplates(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments
            .Where(argument => argument.NameEquals?.Name.Identifier.ValueText == "SupportedTemplates")
            .SelectMany(argument => argument.Expression.DescendantNodesAndSelf())
            .OfType<TypeOfExpressionSyntax>() ?? [];

    private static IEnumerable<TemplateReference> References(AttributeData attribute, SemanticModel model, CancellationToken cancellation)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            yield break;
        }

        foreach (var typeOf in SupportedTemplates(syntax))
        {
            var type = model.GetTypeInfo(typeOf.Type, cancellation).Type;
            yield return type is null or { TypeKind: TypeKind.Error }
                ? new TemplateReference("", typeOf.Type.ToString().Split('.').Last().Trim())
                : new TemplateReference(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), "");
        }
    }
}

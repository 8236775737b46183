using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Adapters;

/// <summary>
/// Reads which template interfaces a class lists and what it implements of them. The compiler stops before analyzers run when a listed
/// member is missing (CS0535), so this is a generator's task: its diagnostics come in any case.
/// </summary>
internal static class ImplementationParser
{
    private static readonly SymbolDisplayFormat TypeFormat = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) =>
        node is ClassDeclarationSyntax { BaseList: { } bases } && bases.Types.Any(type => IsTemplateInterface(LastName(type.Type)));

    public static EquatableArray<ImplementationModel> Parse(GeneratorSyntaxContext context, CancellationToken cancellation)
    {
        var declaration = (ClassDeclarationSyntax)context.Node;
        if (context.SemanticModel.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type)
        {
            return EquatableArray<ImplementationModel>.Empty;
        }

        var models = new List<ImplementationModel>();
        foreach (var listed in declaration.BaseList!.Types.Where(listed => IsTemplateInterface(LastName(listed.Type))))
        {
            var symbol = context.SemanticModel.GetTypeInfo(listed.Type, cancellation).Type as INamedTypeSymbol;
            var isKnown = symbol is { TypeKind: TypeKind.Interface };
            if (isKnown && !symbol!.AllInterfaces.Any(parent => parent.Name is "IHandler" or "IHandlerBuilder" && parent.ContainingNamespace.ToDisplayString() == "Mixer.Sdk"))
            {
                continue;
            }

            var missing = isKnown ? Missing(type, symbol!) : [];
            var methods = isKnown ? [] : Methods(type);
            var span = declaration.Identifier.GetLocation().GetLineSpan();
            models.Add(new ImplementationModel(
                type.Name,
                LastName(listed.Type),
                span.Path,
                new ProtoSpan(
                    declaration.Identifier.SpanStart, declaration.Identifier.Span.Length,
                    span.StartLinePosition.Line, span.StartLinePosition.Character, span.EndLinePosition.Line, span.EndLinePosition.Character),
                missing.ToEquatableArray(),
                methods.ToEquatableArray()));
        }

        return models.ToEquatableArray();
    }

    private static bool IsTemplateInterface(string name) =>
        name.Length > 9 && name[0] == 'I' && (name.EndsWith("Handler", StringComparison.Ordinal) || name.EndsWith("HandlerBuilder", StringComparison.Ordinal))
        && name != "IHandlerBuilder";

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static IEnumerable<MissingMember> Missing(INamedTypeSymbol type, INamedTypeSymbol expected) =>
        expected.GetMembers().OfType<IMethodSymbol>()
            .Where(member => member.IsAbstract && type.FindImplementationForInterfaceMember(member) is null)
            .Select(member => new MissingMember(member.Name, Signature(member)));

    private static string Signature(IMethodSymbol method) =>
        "public " + method.ReturnType.ToDisplayString(TypeFormat) + " " + method.Name + "("
        + string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeFormat) + " " + parameter.Name)) + ")";

    /// <summary>Name and parameter types of what could implement an interface: public methods, also inherited, and explicit implementations.</summary>
    private static IEnumerable<string> Methods(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var method in at.GetMembers().OfType<IMethodSymbol>())
            {
                if (method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
                    && !method.IsStatic && (method.DeclaredAccessibility == Accessibility.Public || method.Name.Contains(".")))
                {
                    var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
                    yield return name + "(" + string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeFormat))) + ")";
                }
            }
        }
    }
}

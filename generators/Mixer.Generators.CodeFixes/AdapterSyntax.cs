using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Mixer.Generators.CodeFixes;

/// <summary>Pieces of adapter code that several fixes read or write.</summary>
internal static class AdapterSyntax
{
    /// <summary>A type by its full name, shortened to what the file imports; the import is added if it is missing.</summary>
    public static TypeSyntax Type(ITypeSymbol type) =>
        SyntaxFactory.ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    /// <summary>A public method that throws until its author writes it; overrides what it implements if that is abstract in a class.</summary>
    public static MemberDeclarationSyntax Stub(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(parameter => SyntaxFactory.Parameter(SyntaxFactory.Identifier(parameter.Name)).WithType(Type(parameter.Type)));
        var modifiers = method.ContainingType.TypeKind == TypeKind.Class
            ? new[] { SyntaxFactory.Token(SyntaxKind.PublicKeyword), SyntaxFactory.Token(SyntaxKind.OverrideKeyword) }
            : [SyntaxFactory.Token(SyntaxKind.PublicKeyword)];
        return SyntaxFactory.MethodDeclaration(Type(method.ReturnType), method.Name)
            .AddModifiers(modifiers)
            .AddParameterListParameters([.. parameters])
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(NotImplemented()))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithDocumentation("/// <inheritdoc/>");
    }

    /// <summary>What in scope at <paramref name="position"/> is the environment of the handler: a parameter, local, field or property; null if nothing is.</summary>
    public static string? Environment(SemanticModel model, int position)
    {
        foreach (var symbol in model.LookupSymbols(position))
        {
            var type = symbol switch
            {
                IParameterSymbol parameter => parameter.Type,
                ILocalSymbol local when local.Locations[0].SourceSpan.Start < position => local.Type,
                IFieldSymbol { IsStatic: false } field => field.Type,
                IPropertySymbol { IsStatic: false } property => property.Type,
                _ => null,
            };
            if (type is { Name: "AdapterEnvironment" } && type.ContainingNamespace.ToDisplayString() == "Mixer.Sdk" && symbol.CanBeReferencedByName)
            {
                return symbol.Name;
            }
        }

        return null;
    }

    private static ExpressionSyntax NotImplemented()
    {
        var thrown = SyntaxFactory.ParseExpression("throw new global::System.NotImplementedException()");
        var type = thrown.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Single().Type;
        return thrown.ReplaceNode(type, type.WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation));
    }

    private static MethodDeclarationSyntax WithDocumentation(this MethodDeclarationSyntax method, string comment) =>
        method.WithLeadingTrivia(method.GetLeadingTrivia()
            .Add(SyntaxFactory.Comment(comment))
            .Add(SyntaxFactory.ElasticCarriageReturnLineFeed));
}

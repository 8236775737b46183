using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Adds the interface of a declared template to a builder (MIX2005) or a handler (MIX2006), with its members still to be written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ImplementInterfaceFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [AdapterDiagnostics.BuilderLacksInterface.Id, AdapterDiagnostics.HandlerLacksInterface.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is ClassDeclarationSyntax declaration
                && diagnostic.Properties.TryGetValue(AdapterDiagnostics.InterfaceProperty, out var name) && name is not null)
            {
                var title = "Implement " + name.Substring(name.LastIndexOf('.') + 1);
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => ImplementAsync(context.Document, declaration, name, cancellation), equivalenceKey: title),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> ImplementAsync(Document document, ClassDeclarationSyntax declaration, string name, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (model?.Compilation.GetTypeByMetadataName(name) is not { } expected
            || root is null
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } type)
        {
            return document;
        }

        var listed = SyntaxFactory.SimpleBaseType(Type(expected));
        var members = expected.GetMembers().OfType<IMethodSymbol>()
            .Where(member => member.IsAbstract && !type.GetMembers(member.Name).Any())
            .Select(Stub);
        var changed = declaration
            .WithBaseList(Listed(declaration, listed))
            .WithIdentifier(declaration.BaseList is null ? declaration.Identifier.WithTrailingTrivia(SyntaxFactory.Space) : declaration.Identifier)
            .AddMembers([.. members])
            .WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed));
    }

    private static BaseListSyntax Listed(ClassDeclarationSyntax declaration, BaseTypeSyntax listed)
    {
        if (declaration.BaseList is not { } bases)
        {
            return SyntaxFactory.BaseList(SyntaxFactory.SingletonSeparatedList(listed)).WithTrailingTrivia(declaration.Identifier.TrailingTrivia);
        }

        // The template interface extends IHandler, so it takes its place.
        var plain = bases.Types.FirstOrDefault(type => type.Type.ToString() == "IHandler");
        return plain is null
            ? bases.WithTypes(bases.Types.Replace(bases.Types.Last(), bases.Types.Last().WithoutTrailingTrivia()).Add(listed.WithTrailingTrivia(bases.Types.Last().GetTrailingTrivia())))
            : bases.WithTypes(bases.Types.Replace(plain, listed.WithTriviaFrom(plain)));
    }

    private static TypeSyntax Type(ITypeSymbol type) =>
        SyntaxFactory.ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    private static MemberDeclarationSyntax Stub(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(parameter => SyntaxFactory.Parameter(SyntaxFactory.Identifier(parameter.Name)).WithType(Type(parameter.Type)));
        return SyntaxFactory.MethodDeclaration(Type(method.ReturnType), method.Name)
            .AddModifiers(SyntaxFactory.Token(SyntaxKind.PublicKeyword))
            .AddParameterListParameters([.. parameters])
            .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(SyntaxFactory.ParseExpression("throw new System.NotImplementedException()")))
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed, SyntaxFactory.ElasticCarriageReturnLineFeed);
    }
}

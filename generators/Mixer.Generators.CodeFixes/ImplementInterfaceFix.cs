using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>
/// Adds the interface of a declared template to a builder (MIX2005) or a handler (MIX2006) with its members still to be written, or only the
/// members of an interface that is listed already (MIX2018, MIX2019).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ImplementInterfaceFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        AdapterDiagnostics.BuilderLacksInterface.Id, AdapterDiagnostics.HandlerLacksInterface.Id,
        AdapterDiagnostics.BuilderLacksMember.Id, AdapterDiagnostics.HandlerLacksMember.Id,
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is ClassDeclarationSyntax declaration)
            {
                diagnostic.Properties.TryGetValue(AdapterDiagnostics.InterfaceProperty, out var name);
                var title = name is null ? "Implement the missing members" : "Implement " + name.Substring(name.LastIndexOf('.') + 1);
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => ImplementAsync(context.Document, declaration, name, cancellation), equivalenceKey: diagnostic.Id),
                    diagnostic);
            }
        }
    }

    private static async Task<Document> ImplementAsync(Document document, ClassDeclarationSyntax declaration, string? name, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (model is null || root is null || model.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type)
        {
            return document;
        }

        var added = name is null ? null : model.Compilation.GetTypeByMetadataName(name);
        var interfaces = added is null ? type.AllInterfaces.Where(IsOfTemplate) : [added];
        var members = interfaces
            .SelectMany(expected => expected.GetMembers().OfType<IMethodSymbol>())
            .Where(member => member.IsAbstract && !IsImplemented(type, member))
            .Select(AdapterSyntax.Stub);
        var changed = declaration;
        if (added is not null)
        {
            changed = changed
                .WithBaseList(Listed(declaration, SyntaxFactory.SimpleBaseType(AdapterSyntax.Type(added))))
                .WithIdentifier(declaration.BaseList is null ? declaration.Identifier.WithTrailingTrivia(SyntaxFactory.Space) : declaration.Identifier);
        }

        changed = changed.AddMembers([.. members]).WithAdditionalAnnotations(Formatter.Annotation);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed));
    }

    private static bool IsOfTemplate(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(parent => parent.Name is "IHandler" or "IHandlerBuilder" && parent.ContainingNamespace.ToDisplayString() == "Mixer.Sdk");

    /// <summary>By parameters, since the interface may not be listed yet.</summary>
    private static bool IsImplemented(INamedTypeSymbol type, IMethodSymbol member) =>
        type.FindImplementationForInterfaceMember(member) is not null
        || type.GetMembers(member.Name).OfType<IMethodSymbol>().Any(method =>
            method.DeclaredAccessibility == Accessibility.Public
            && method.Parameters.Select(parameter => parameter.Type).SequenceEqual(member.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));

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
}

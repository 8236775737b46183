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

/// <summary>
/// Adds what an adapter class lacks: the base class with its method (MIX2002, if the class has no base and is neither abstract nor generic), a
/// constructor without parameters (MIX2003), the attribute (MIX2021).
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddMemberFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [AdapterDiagnostics.NoHandlerBuilder.Id, AdapterDiagnostics.NoConstructor.Id, AdapterDiagnostics.NotDeclared.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is not ClassDeclarationSyntax declaration || model is null)
            {
                continue;
            }

            var (title, changed) = diagnostic.Id == AdapterDiagnostics.NoConstructor.Id ? ("Add a constructor without parameters", WithConstructor(declaration))
                : diagnostic.Id == AdapterDiagnostics.NotDeclared.Id ? ("Declare the adapter", WithAttribute(declaration, diagnostic))
                : ("Derive from HandlerBuilder", WithBase(declaration, model));
            if (changed is not null)
            {
                var document = context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, changed.WithAdditionalAnnotations(Formatter.Annotation)));
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(document), equivalenceKey: title), diagnostic);
            }
        }
    }

    private static ClassDeclarationSyntax WithConstructor(ClassDeclarationSyntax declaration)
    {
        // A primary constructor must be called by every other one, so there is no body that would do.
        var arguments = declaration.ParameterList?.Parameters.Select(_ => "default!");
        var call = arguments is null ? "" : $" : this({string.Join(", ", arguments)})";
        var constructor = SyntaxFactory.ParseMemberDeclaration($"/// <summary>Makes a builder for one handler.</summary>\npublic {declaration.Identifier.Text}(){call}\n{{\n}}")!
            .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed, SyntaxFactory.ElasticLineFeed);
        return declaration.WithMembers(declaration.Members.Insert(0, constructor));
    }

    private static ClassDeclarationSyntax WithAttribute(ClassDeclarationSyntax declaration, Diagnostic diagnostic)
    {
        diagnostic.Properties.TryGetValue(AdapterDiagnostics.ReplacementProperty, out var name);
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::Mixer.Sdk.Adapter").WithAdditionalAnnotations(Simplifier.Annotation),
            SyntaxFactory.ParseAttributeArgumentList($"(\"{name}\")"));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute)).WithLeadingTrivia(declaration.GetLeadingTrivia()).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        return declaration.WithoutLeadingTrivia().AddAttributeLists(list);
    }

    private static ClassDeclarationSyntax? WithBase(ClassDeclarationSyntax declaration, SemanticModel model)
    {
        if (model.GetDeclaredSymbol(declaration) is not { IsAbstract: false, IsGenericType: false, BaseType.SpecialType: SpecialType.System_Object }
            || model.LookupNamespacesAndTypes(declaration.SpanStart, name: "Params").Select(found => found is IAliasSymbol alias ? alias.Target : found).OfType<INamedTypeSymbol>().FirstOrDefault() is not { } config
            || model.Compilation.GetTypeByMetadataName("Mixer.Sdk.HandlerBuilder`1")?.Construct(config) is not { } builder)
        {
            return null;
        }

        var listed = SyntaxFactory.SimpleBaseType(AdapterSyntax.Type(builder));
        var bases = declaration.BaseList is { } existing
            ? existing.WithTypes(existing.Types.Insert(0, listed))
            : SyntaxFactory.BaseList(SyntaxFactory.SingletonSeparatedList<BaseTypeSyntax>(listed)).WithTrailingTrivia(declaration.Identifier.TrailingTrivia);
        return declaration
            .WithBaseList(bases)
            .WithIdentifier(declaration.BaseList is null ? declaration.Identifier.WithTrailingTrivia(SyntaxFactory.Space) : declaration.Identifier)
            .AddMembers(AdapterSyntax.Stub(builder.GetMembers("BuildAsync").OfType<IMethodSymbol>().First()));
    }
}

using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Adapters;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Takes a template out of SupportedTemplates that is not implemented (MIX2005, MIX2006), wherever the adapter is declared.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveTemplateFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [AdapterDiagnostics.BuilderLacksInterface.Id, AdapterDiagnostics.HandlerLacksInterface.Id];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(AdapterDiagnostics.AdapterProperty, out var adapter) && adapter is not null
                && diagnostic.Properties.TryGetValue(AdapterDiagnostics.MarkerProperty, out var marker) && marker is not null)
            {
                var title = $"Remove {marker} from SupportedTemplates";
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => RemoveAsync(context.Document.Project, adapter, marker, cancellation), equivalenceKey: title), diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> RemoveAsync(Project project, string adapter, string marker, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation).ConfigureAwait(false);
        var declared = compilation?.GetTypeByMetadataName(adapter)?.GetAttributes()
            .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AdapterParser.Attribute)?.ApplicationSyntaxReference;
        if (declared is null
            || project.GetDocument(declared.SyntaxTree) is not { } document
            || await declared.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not AttributeSyntax attribute
            || await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || AdapterParser.SupportedTemplates(attribute).FirstOrDefault(entry => entry.Type.ToString().Split('.', ':').Last() == marker) is not { } listed)
        {
            return project.Solution;
        }

        var node = listed.Parent is ExpressionElementSyntax element ? element : (SyntaxNode)listed;
        var changed = root.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia)!;
        return document.WithSyntaxRoot(changed).Project.Solution;
    }
}

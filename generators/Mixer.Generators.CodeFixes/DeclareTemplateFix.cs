using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Lists an implemented template in SupportedTemplates (MIX2007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DeclareTemplateFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AdapterDiagnostics.TemplateNotDeclared.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan) is AttributeSyntax attribute
                && diagnostic.Properties.TryGetValue(AdapterDiagnostics.MarkerProperty, out var marker) && marker is not null)
            {
                var title = $"Declare {marker}";
                var changed = context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, Declare(attribute, marker)));
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: title), diagnostic);
            }
        }
    }

    private static AttributeSyntax Declare(AttributeSyntax attribute, string marker)
    {
        var listed = attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "SupportedTemplates");
        if (listed is null)
        {
            var added = SyntaxFactory.ParseAttributeArgumentList($"(SupportedTemplates = [typeof({marker})])")!.Arguments[0];
            return attribute.AddArgumentListArguments(added.WithLeadingTrivia(SyntaxFactory.Space));
        }

        var entries = listed.Expression switch
        {
            CollectionExpressionSyntax collection => collection.Elements.Select(element => element.ToString()),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.Select(entry => entry.ToString()),
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.Select(entry => entry.ToString()),
            _ => [listed.Expression.ToString()],
        };
        var all = string.Join(", ", entries.Append($"typeof({marker})"));
        return attribute.ReplaceNode(listed.Expression, SyntaxFactory.ParseExpression($"[{all}]").WithTriviaFrom(listed.Expression));
    }
}

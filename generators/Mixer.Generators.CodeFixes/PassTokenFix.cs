using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Passes a daemon's token to every call in it that can take one (MIX2013).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PassTokenFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AdapterDiagnostics.DaemonIgnoresToken.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || model is null
                || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not AnonymousFunctionExpressionSyntax daemon
                || (model.GetSymbolInfo(daemon).Symbol as IMethodSymbol)?.Parameters is not { Length: 1 } parameters)
            {
                continue;
            }

            var calls = daemon.Body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(call => TakesToken(model, call)).ToList();
            if (calls.Count == 0 || parameters[0].Name == "_")
            {
                continue;
            }

            var token = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(parameters[0].Name));
            var changed = root.ReplaceNodes(calls, (_, call) => call.WithArgumentList(WithLast(call.ArgumentList, token)));
            context.RegisterCodeFix(
                CodeAction.Create("Pass the token", _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: nameof(PassTokenFix)), diagnostic);
        }
    }

    private static ArgumentListSyntax WithLast(ArgumentListSyntax list, ArgumentSyntax token) =>
        list.AddArguments(list.Arguments.Count == 0 ? token : token.WithLeadingTrivia(SyntaxFactory.Space));

    /// <summary>True if the method has one parameter more than it is given, a token; itself or an overload.</summary>
    private static bool TakesToken(SemanticModel model, InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
        {
            return false;
        }

        var given = call.ArgumentList.Arguments.Count;
        return method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(candidate =>
            candidate.Parameters.Length == given + 1
            && candidate.Parameters[given].Type is { Name: "CancellationToken" }
            && candidate.Parameters.Take(given).Select(parameter => parameter.Type)
                .SequenceEqual(method.Parameters.Take(given).Select(parameter => parameter.Type), SymbolEqualityComparer.Default));
    }
}

using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Writes to the environment's logger what went to the console, to Debug or to Trace (MIX2012); where an environment is in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseLoggerFix : CodeFixProvider
{
    private const string Logging = "Microsoft.Extensions.Logging";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AdapterDiagnostics.ForeignLogging.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) as CompilationUnitSyntax;
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root is null || model is null
                || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call
                || call.Parent is not ExpressionStatementSyntax
                || AdapterSyntax.Environment(model, call.SpanStart) is not { } environment)
            {
                continue;
            }

            var message = call.ArgumentList.Arguments[0].Expression;
            var isText = message is LiteralExpressionSyntax && message.IsKind(SyntaxKind.StringLiteralExpression);
            var written = isText ? message.ToString() : $"\"{{Message}}\", {message}";
            var logged = SyntaxFactory.ParseExpression($"{environment}.Logger.LogInformation({written})").WithTriviaFrom(call);
            var changed = root.ReplaceNode(call, logged);
            if (!changed.Usings.Any(import => import.Name?.ToString() == Logging) && !HasGlobalUsing(model.Compilation))
            {
                changed = changed.AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Logging)).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.ElasticLineFeed));
            }

            context.RegisterCodeFix(
                CodeAction.Create("Log with " + environment + ".Logger", _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: nameof(UseLoggerFix)),
                diagnostic);
        }
    }

    private static bool HasGlobalUsing(Compilation compilation) => compilation.SyntaxTrees
        .Select(tree => tree.GetRoot()).OfType<CompilationUnitSyntax>()
        .Any(unit => unit.Usings.Any(import => import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && import.Name?.ToString() == Logging));
}

using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>
/// Hands work to the environment instead of starting it raw (MIX2011): as awaited work where the method is asynchronous, otherwise as a daemon.
/// Offered where an environment is in scope and the work is written in place; timers are left to their author.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ScheduleFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [AdapterDiagnostics.RawConcurrency.Id];

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
                || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression
                || expression.FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { } statement
                || AdapterSyntax.Environment(model, expression.SpanStart) is not { } environment
                || Work(model, expression) is not { } work)
            {
                continue;
            }

            var isAsync = IsAsync(statement);
            var title = isAsync ? $"Schedule with {environment}.ScheduleWorkAsync" : $"Schedule with {environment}.ScheduleDaemon";
            var call = isAsync ? $"await {environment}.ScheduleWorkAsync({work.Text})" : $"{environment}.ScheduleDaemon(\"{work.Name}\", {work.Text})";
            var scheduled = SyntaxFactory.ExpressionStatement(SyntaxFactory.ParseExpression(call)).WithTriviaFrom(statement);
            var changed = context.Document.WithSyntaxRoot(root.ReplaceNode(statement, scheduled));
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: nameof(ScheduleFix)), diagnostic);
        }
    }

    /// <summary>The work as a function of a cancellation token, and a name for it.</summary>
    private static (string Text, string Name)? Work(SemanticModel model, ExpressionSyntax expression)
    {
        var method = (model.GetSymbolInfo(expression).Symbol as IMethodSymbol)?.Name;
        var arguments = expression switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            _ => default,
        };
        if (method is "Run" or "StartNew" or "QueueUserWorkItem" || expression is BaseObjectCreationExpressionSyntax creation && model.GetTypeInfo(creation).Type?.Name == "Thread")
        {
            return arguments.Count == 0 ? null : Delegate(model, arguments[0].Expression);
        }

        // A task that nobody awaits.
        return expression is InvocationExpressionSyntax && model.GetTypeInfo(expression).Type is { Name: "Task" or "ValueTask" }
            ? ($"async cancellation => await {expression.WithoutTrivia()}", method ?? "work")
            : null;
    }

    private static (string Text, string Name)? Delegate(SemanticModel model, ExpressionSyntax function)
    {
        switch (function)
        {
            case AnonymousFunctionExpressionSyntax { Block: { } block } lambda:
                return lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword)
                    ? ($"async cancellation => {block.WithoutTrivia()}", "work")
                    : ($"cancellation => {{ {string.Concat(block.Statements.Select(inner => inner.ToString() + " "))}return Task.CompletedTask; }}", "work");
            case AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } lambda:
                var isTask = model.GetTypeInfo(body).Type is { Name: "Task" };
                return lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword) ? ($"async cancellation => {body.WithoutTrivia()}", Name(body))
                    : isTask ? ($"cancellation => {body.WithoutTrivia()}", Name(body))
                    : ($"cancellation => {{ {body.WithoutTrivia()}; return Task.CompletedTask; }}", Name(body));
            default:
                return model.GetSymbolInfo(function).Symbol is IMethodSymbol { Parameters.Length: 0 } group
                    ? (group.ReturnType.Name == "Task" ? $"cancellation => {function}()" : $"cancellation => {{ {function}(); return Task.CompletedTask; }}", group.Name)
                    : null;
        }
    }

    private static string Name(ExpressionSyntax body) =>
        body.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault()?.Expression is { } called ? called.ToString().Split('.').Last() : "work";

    private static bool IsAsync(SyntaxNode statement)
    {
        var function = statement.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax);
        return function switch
        {
            AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
            LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
            MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
            _ => false,
        };
    }
}

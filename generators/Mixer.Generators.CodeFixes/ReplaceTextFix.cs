using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.CodeFixes;

/// <summary>Writes the proposed name: of a template (MIX2004), of an adapter (MIX2008), of a configuration field (MIX2010); a validity instead of zero (MIX2015).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ReplaceTextFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [AdapterDiagnostics.UnknownTemplate.Id, AdapterDiagnostics.BadName.Id, AdapterDiagnostics.UnknownConfigField.Id, AdapterDiagnostics.NeverCached.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(AdapterDiagnostics.ReplacementProperty, out var name) && name is not null)
            {
                var written = diagnostic.Id == AdapterDiagnostics.UnknownTemplate.Id ? $"typeof({name})"
                    : diagnostic.Id == AdapterDiagnostics.NeverCached.Id ? name
                    : $"\"{name}\"";
                var title = $"Replace by '{name}'";
                var changed = context.Document.WithText(text.WithChanges(new TextChange(diagnostic.Location.SourceSpan, written)));
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(changed), equivalenceKey: diagnostic.Id), diagnostic);
            }
        }
    }
}

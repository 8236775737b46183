using Microsoft.CodeAnalysis;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Diagnostics;

/// <summary>The outputs that report: one for findings in additional files, one for findings in C#.</summary>
internal static class DiagnosticOutput
{
    /// <summary>Reports with the severities that the findings' files are configured with.</summary>
    public static void Report(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<EquatableArray<DiagnosticInfo>> diagnostics,
        IncrementalValueProvider<EquatableArray<FileSeverities>> severities) =>
        context.RegisterSourceOutput(diagnostics.Combine(severities), static (output, pair) =>
        {
            foreach (var diagnostic in pair.Left)
            {
                var severity = pair.Right.FirstOrDefault(file => file.Path == diagnostic.Path)?.Of(diagnostic.Id) ?? ReportDiagnostic.Default;
                if (severity != ReportDiagnostic.Suppress)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic(severity));
                }
            }
        });

    /// <summary>
    /// Reports in the syntax tree that a finding names, so that <c>#pragma</c> and .editorconfig apply to it. Only where there is a finding does the
    /// output follow the compilation.
    /// </summary>
    public static void ReportInSource(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<EquatableArray<DiagnosticInfo>> diagnostics) =>
        context.RegisterSourceOutput(diagnostics.Where(static found => found.Count > 0).Combine(context.CompilationProvider), static (output, pair) =>
        {
            foreach (var diagnostic in pair.Left)
            {
                var tree = pair.Right.SyntaxTrees.FirstOrDefault(candidate => candidate.FilePath == diagnostic.Path);
                output.ReportDiagnostic(tree is null ? diagnostic.ToDiagnostic() : diagnostic.ToDiagnostic(tree));
            }
        });
}

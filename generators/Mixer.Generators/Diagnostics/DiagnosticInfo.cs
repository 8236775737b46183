using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Diagnostics;

/// <summary>A diagnostic as a value: no Roslyn object inside, so that models can hold it. An empty path is no place.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, ProtoSpan Span, EquatableArray<string> Arguments)
{
    private DiagnosticDescriptor Descriptor => TemplateDiagnostics.Find(Id) ?? InventoryDiagnostics.Find(Id) ?? AdapterDiagnostics.Find(Id)!;

    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, string path, ProtoSpan span, params string[] arguments) =>
        new(descriptor.Id, path, span, arguments.ToEquatableArray());

    /// <summary>The diagnostic in an additional file.</summary>
    public Diagnostic ToDiagnostic(ReportDiagnostic severity = ReportDiagnostic.Default)
    {
        var location = Path.Length == 0 ? Location.None : Location.Create(
            Path,
            new TextSpan(Span.Start, Span.Length),
            new LinePositionSpan(new LinePosition(Span.StartLine, Span.StartColumn), new LinePosition(Span.EndLine, Span.EndColumn)));
        var effective = severity switch
        {
            ReportDiagnostic.Error => DiagnosticSeverity.Error,
            ReportDiagnostic.Warn => DiagnosticSeverity.Warning,
            ReportDiagnostic.Info => DiagnosticSeverity.Info,
            ReportDiagnostic.Hidden => DiagnosticSeverity.Hidden,
            _ => Descriptor.DefaultSeverity,
        };
        return Diagnostic.Create(Descriptor, location, effective, null, null, Arguments.ToArray<object>());
    }

    /// <summary>The diagnostic in a C# file of the compilation.</summary>
    public Diagnostic ToDiagnostic(SyntaxTree tree) =>
        Diagnostic.Create(Descriptor, Location.Create(tree, new TextSpan(Span.Start, Span.Length)), Arguments.ToArray<object>());
}

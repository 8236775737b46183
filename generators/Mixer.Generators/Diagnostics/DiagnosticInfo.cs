using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Diagnostics;

/// <summary>A diagnostic in an additional file as a value: no Roslyn object inside, so that models can hold it.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, ProtoSpan Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, string path, ProtoSpan span, params string[] arguments) =>
        new(descriptor.Id, path, span, arguments.ToEquatableArray());

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        TemplateDiagnostics.Find(Id) ?? InventoryDiagnostics.Find(Id) ?? AdapterDiagnostics.Find(Id)!,
        Path.Length == 0 ? Location.None : Location.Create(
            Path,
            new TextSpan(Span.Start, Span.Length),
            new LinePositionSpan(new LinePosition(Span.StartLine, Span.StartColumn), new LinePosition(Span.EndLine, Span.EndColumn))),
        Arguments.ToArray<object>());
}

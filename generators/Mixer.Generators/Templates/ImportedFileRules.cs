using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Syntax errors of files that templates import; told once, however many import the file.</summary>
internal static class ImportedFileRules
{
    public static EquatableArray<DiagnosticInfo> Check(EquatableArray<ProtoFile> others, EquatableArray<string> imports)
    {
        var diagnostics = new List<DiagnosticInfo>();
        foreach (var file in others.Where(file => file.Errors.Count > 0 && imports.Any(import => ProtoImports.IsPath(file.Path, import))))
        {
            diagnostics.AddRange(file.Errors.Select(error => DiagnosticInfo.Create(TemplateDiagnostics.SyntaxError, file.Path, error.Span, error.Message)));
        }

        return diagnostics.ToEquatableArray();
    }
}

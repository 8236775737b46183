using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Binds the message OutputTemplate of an attribute generator.</summary>
internal sealed class OutputBinder(string path, string baseName, List<DiagnosticInfo> diagnostics)
{
    public OutputModel Bind(ProtoMessage message)
    {
        var fields = new List<OutputFieldModel>();
        var members = new HashSet<string>(StringComparer.Ordinal) { "TryGetOutput", baseName + "Output" };
        foreach (var field in message.Fields)
        {
            var name = field.Name.Text;
            if (string.Equals(name, "name", StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(DiagnosticInfo.Create(TemplateDiagnostics.ReservedFieldName, path, field.Name.Span, "OutputTemplate", name, "output_name"));
                continue;
            }

            if (Kind(field) is not { } kind)
            {
                diagnostics.Add(DiagnosticInfo.Create(TemplateDiagnostics.BadOutputField, path, field.Type.Span, name, Describe(field)));
                continue;
            }

            var member = ProtoNames.Member(name);
            if (!members.Add(member))
            {
                diagnostics.Add(DiagnosticInfo.Create(TemplateDiagnostics.NameClash, path, field.Name.Span, name, member, "another member has too"));
                continue;
            }

            var documentation = XmlDocs.Lines(field.Comment, $"The output {name}.");
            fields.Add(new OutputFieldModel(name, member, kind, FieldTypes.ClrType(kind), fields.Count, documentation));
        }

        var summary = XmlDocs.Lines(message.Comment, $"What a handler of {baseName.ToLowerInvariant()} produces.");
        return new OutputModel(baseName + "Output", summary, fields.ToEquatableArray());
    }

    private static string? Kind(ProtoField field)
    {
        if (field.Label?.Text == "repeated")
        {
            return null;
        }

        if (field.MapKey is { } key)
        {
            return key.Text == "string" && field.Type.Text == "string" ? "StringMap" : null;
        }

        return FieldTypes.Kind(field.Type.Text) is { } kind and not "Value" ? kind : null;
    }

    private static string Describe(ProtoField field) =>
        field.MapKey is { } key ? $"map<{key.Text}, {field.Type.Text}>" : field.Label is { } label ? $"{label.Text} {field.Type.Text}" : field.Type.Text;
}

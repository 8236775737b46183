using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Binds the message OutputTemplate of an attribute generator or of a check with output.</summary>
internal sealed class OutputBinder(string path, string package, string baseName, List<DiagnosticInfo> diagnostics)
{
    public OutputModel Bind(ProtoMessage message)
    {
        var rules = new FieldRules(message, path, baseName + "Output", static _ => null, diagnostics);
        // A message that a field uses is told there: an output is never a message.
        rules.CheckMessage(new HashSet<string>(message.Fields.Select(field => field.Type.Text)));
        var fields = new List<OutputFieldModel>();
        foreach (var field in message.Fields.Where(field => rules.Check(field, "output_name")))
        {
            var name = field.Name.Text;
            if (Kind(field) is not { } kind)
            {
                diagnostics.Add(DiagnosticInfo.Create(TemplateDiagnostics.BadOutputField, path, field.Span, name, Describe(field)));
                kind = Meant(field);
            }
            else if (field.Comment.Length == 0)
            {
                diagnostics.Add(DiagnosticInfo.Create(TemplateDiagnostics.Undocumented, path, field.Name.Span, name));
            }

            var documentation = XmlDocs.Lines(field.Comment, $"The output {name}.");
            fields.Add(new OutputFieldModel(name, ProtoNames.Member(name), kind, FieldTypes.ClrType(kind), fields.Count, documentation));
        }

        var summary = XmlDocs.Lines(message.Comment, $"What a handler of {baseName.ToLowerInvariant()} produces.");
        return new OutputModel(baseName + "Output", summary, fields.ToEquatableArray());
    }

    private string? Kind(ProtoField field)
    {
        if (field.Label?.Text == "repeated")
        {
            return null;
        }

        if (field.MapKey is { } key)
        {
            return key.Text == "string" && field.Type.Text == "string" ? "StringMap" : null;
        }

        return FieldTypes.Kind(ProtoScopes.Resolve(package, field.Type.Text, [])) is { } kind and not "Value" ? kind : null;
    }

    // The field goes on as what its author probably means, so that it stays the only message.
    private static string Meant(ProtoField field) =>
        field.MapKey is not null || field.Label?.Text == "repeated" ? "StringMap"
        : FieldTypes.Nearest(field.Type.Text) is { } near && FieldTypes.Kind(near) is { } kind and not "Value" ? kind
        : "String";

    private static string Describe(ProtoField field) =>
        field.MapKey is { } key ? $"map<{key.Text}, {field.Type.Text}>" : field.Label is { } label ? $"{label.Text} {field.Type.Text}" : field.Type.Text;
}

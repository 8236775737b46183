using System.Text;
using Mixer.Generators.Protos;
using Mixer.Generators.Templates;

namespace Mixer.Mixgen;

/// <summary>The page that operators and adapter authors read about a template, in Markdown.</summary>
internal static class ReferencePage
{
    public static string Write(TemplateSource source)
    {
        var template = source.Model;
        var text = new StringBuilder("# ").Append(template.Name).Append("\n\n");
        Paragraph(text, string.Join('\n', new[] { source.File.Syntax?.Comment, source.File.Package?.Comment }.Where(comment => !string.IsNullOrEmpty(comment))));
        text.Append("| | |\n|---|---|\n")
            .Append("| Variety | ").Append(When(template.Variety)).Append(" |\n")
            .Append("| Kind of its instances | `").Append(template.Name).Append("` |\n")
            .Append("| Proto package | `").Append(template.Package).Append("` |\n")
            .Append("| Service of adapters in other processes | `/").Append(template.Package).Append(".Handle").Append(template.BaseName).Append("Service/Handle").Append(template.BaseName).Append("` |\n\n");
        foreach (var message in template.Messages)
        {
            var syntax = source.Message(message.ProtoName);
            text.Append("## ").Append(message.IsInstance ? "Fields of an instance" : message.ProtoName).Append("\n\n");
            Paragraph(text, syntax.Comment);
            WriteFields(text, syntax, field => ProtoNames.Json(field.Name.Text));
        }

        if (template.Output is not null)
        {
            var output = source.Message("OutputTemplate");
            text.Append("## Outputs\n\n");
            Paragraph(text, output.Comment);
            text.Append("In `attribute_bindings`, `$out.FIELD` stands for the attribute `").Append(template.OutputPrefix).Append("FIELD`.\n\n");
            WriteFields(text, output, field => field.Name.Text);
        }

        return text.Append("## Example\n\n```yaml\n").Append(Example(template)).Append("```\n").ToString();
    }

    private static void WriteFields(StringBuilder text, ProtoMessage message, Func<ProtoField, string> name)
    {
        if (message.Fields.Count == 0)
        {
            text.Append("It has no fields.\n\n");
            return;
        }

        text.Append("| Field | Type | Meaning |\n|---|---|---|\n");
        foreach (var field in message.Fields)
        {
            text.Append("| `").Append(name(field)).Append("` | ").Append(TypeWord(field)).Append(" | ").Append(Cell(field.Comment)).Append(" |\n");
        }

        text.Append('\n');
    }

    private static string TypeWord(ProtoField field)
    {
        var type = field.Type.Text[(field.Type.Text.LastIndexOf('.') + 1)..];
        var word = FieldTypes.Kind(field.Type.Text) switch
        {
            null => $"[{type}](#{type.ToLowerInvariant()})",
            "Value" => "any",
            "Timestamp" => "TIMESTAMP",
            "IpAddress" => "IP_ADDRESS",
            "DnsName" => "DNS_NAME",
            "EmailAddress" => "EMAIL_ADDRESS",
            var kind => kind.ToUpperInvariant(),
        };
        return field.MapKey is null ? word : $"map of {word}";
    }

    private static string When(string variety) => variety switch
    {
        "Check" => "CHECK: before a call passes, each instance by itself",
        "Report" => "REPORT: after a call, all instances of a report together",
        "Quota" => "QUOTA: for each quota that a call asks for",
        "CheckWithOutput" => "CHECK_WITH_OUTPUT: before a call passes, with values for later actions",
        _ => "ATTRIBUTE_GENERATOR: before everything else",
    };

    private static string Example(TemplateModel template)
    {
        var text = new StringBuilder()
            .Append("apiVersion: config.istio.io/v1alpha2\nkind: ").Append(template.Name).Append("\nmetadata:\n  name: example\n  namespace: istio-system\n");
        var fields = template.Instance.Fields.Where(field => !field.IsMessage).ToList();
        text.Append(fields.Count == 0 && !template.IsAttributeGenerator ? "spec: {}\n" : "spec:\n");
        foreach (var field in fields)
        {
            var value = Literal(field.Kind);
            text.Append("  ").Append(field.JsonName).Append(field.IsMap ? $":\n    key: {value}\n" : $": {value}\n");
        }

        if (template.Output?.Fields.FirstOrDefault(field => field.Kind == "String") is { } output)
        {
            text.Append("  attribute_bindings:\n    source.name: $out.").Append(output.ProtoName).Append(" | \"unknown\"\n");
        }

        return text.ToString();
    }

    private static string Literal(string kind) => kind switch
    {
        "Int64" or "Value" => "response.code | 200",
        "Double" => "1.5",
        "Bool" => "true",
        "Timestamp" => "request.time",
        "Duration" => "response.duration | \"0ms\"",
        "IpAddress" => "source.ip | ip(\"0.0.0.0\")",
        "DnsName" => "dnsName(destination.service)",
        "EmailAddress" => "email(\"someone@example.com\")",
        "Uri" => "uri(request.path)",
        _ => "source.name | \"unknown\"",
    };

    private static void Paragraph(StringBuilder text, string comment)
    {
        if (comment.Length > 0)
        {
            text.Append(comment.TrimEnd()).Append("\n\n");
        }
    }

    private static string Cell(string comment) => string.Join(' ', comment.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Replace("|", "\\|", StringComparison.Ordinal);
}

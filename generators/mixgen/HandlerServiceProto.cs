using System.Text;
using Mixer.Generators.Templates;

namespace Mixer.Mixgen;

/// <summary>
/// The service that an adapter in another process implements for a template, and the messages that go over the wire (spec 04 section 5.2). Numbers are those of the
/// template. Attribute generators have a service too, as in later generations of the reference.
/// </summary>
internal sealed class HandlerServiceProto
{
    private const string NameNumber = "72295727";
    private const string BindingsNumber = "72295728";
    private const string Model = "istio.mixer.adapter.model.v1beta1.";

    private readonly TemplateSource _source;
    private readonly StringBuilder _text = new();

    private HandlerServiceProto(TemplateSource source) => _source = source;

    private TemplateModel Template => _source.Model;

    public static string Write(TemplateSource source) => new HandlerServiceProto(source).Write();

    private string Write()
    {
        _text.Append("syntax = \"proto3\";\n\n");
        Comment("", string.Join('\n', new[] { _source.File.Syntax?.Comment, _source.File.Package?.Comment, _source.Message("Template").Comment }.Where(text => !string.IsNullOrEmpty(text))));
        _text.Append("package ").Append(Template.Package).Append(";\n\n");
        foreach (var import in Imports())
        {
            _text.Append("import \"").Append(import).Append("\";\n");
        }

        _text.Append("\noption (").Append(TemplateBinder.VarietyOption).Append(") = TEMPLATE_VARIETY_").Append(VarietyWord()).Append(";\n")
            .Append("option (").Append(TemplateBinder.NameOption).Append(") = \"").Append(Template.Name).Append("\";\n\n");
        WriteService();
        WriteForm("Msg", MessageType, _ => true, "What is sent of an instance.", $"  // Full name of the instance.\n  string name = {NameNumber};\n");
        if (Template.Output is not null)
        {
            WriteOutput();
        }

        if (!Template.IsAttributeGenerator)
        {
            WriteForm("Type", TypeType, field => field.Kind is "Value" or "Message", "The inferred types of the fields that take values of any type.", "");
        }

        WriteForm(
            "InstanceParam", ParamType, _ => true, "What an operator writes: expressions for the fields.",
            Template.IsAttributeGenerator ? $"  // What to add to the call: attributes, and expressions over attributes and outputs.\n  map<string, string> attribute_bindings = {BindingsNumber};\n" : "");
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private IEnumerable<string> Imports()
    {
        yield return "mixer/adapter/model/v1beta1/extensions.proto";
        yield return "google/protobuf/any.proto";
        if (!Template.IsAttributeGenerator)
        {
            yield return $"mixer/adapter/model/v1beta1/{(Template.Variety.StartsWith("Check", StringComparison.Ordinal) ? "check" : Template.Variety.ToLowerInvariant())}.proto";
        }

        var kinds = Template.Messages.SelectMany(message => message.Fields).Select(field => field.Kind).ToHashSet(StringComparer.Ordinal);
        var outputs = Template.Output is null ? [] : _source.Message("OutputTemplate").Fields.Select(field => field.Type.Text).ToList();
        if (kinds.Contains("Value"))
        {
            yield return "policy/v1beta1/value_type.proto";
        }

        if (kinds.Any(kind => kind is not ("String" or "Int64" or "Double" or "Bool" or "Message")) || outputs.Any(type => type.StartsWith(FieldTypes.PolicyPackage, StringComparison.Ordinal)))
        {
            yield return "policy/v1beta1/type.proto";
        }
    }

    private string VarietyWord() => Template.Variety switch
    {
        "AttributeGenerator" => "ATTRIBUTE_GENERATOR",
        "CheckWithOutput" => "CHECK_WITH_OUTPUT",
        var variety => variety.ToUpperInvariant(),
    };

    private void WriteService()
    {
        var name = Template.BaseName;
        var response = Template.Variety switch
        {
            "AttributeGenerator" => "OutputMsg",
            "CheckWithOutput" => $"Handle{name}Response",
            var variety => $"{Model}{variety}Result",
        };
        _text.Append("// What an adapter that takes ").Append(Template.Name).Append(" instances serves.\n")
            .Append("service Handle").Append(name).Append("Service {\n")
            .Append("  // Called for ").Append(Template.IsReport ? "all instances of a report together.\n" : "each instance.\n")
            .Append("  rpc Handle").Append(name).Append("(Handle").Append(name).Append("Request) returns (").Append(response).Append(");\n}\n\n")
            .Append("// What Handle").Append(name).Append(" is given.\n")
            .Append("message Handle").Append(name).Append("Request {\n")
            .Append(Template.IsReport ? "  // The instances.\n  repeated InstanceMsg instances = 1;\n\n" : "  // The instance.\n  InstanceMsg instance = 1;\n\n")
            .Append("  // The params of the handler, unless the adapter is session based.\n  google.protobuf.Any adapter_config = 2;\n\n")
            .Append("  // The same at a repetition of the same call.\n  string dedup_id = 3;\n")
            .Append(Template.Variety == "Quota" ? $"\n  // What is asked for.\n  {Model}QuotaRequest quota_request = 4;\n" : "")
            .Append("}\n\n");
        if (Template.Variety == "CheckWithOutput")
        {
            _text.Append("// What Handle").Append(name).Append(" answers.\n")
                .Append("message ").Append(response).Append(" {\n  // The verdict.\n  ").Append(Model).Append("CheckResult result = 1;\n\n")
                .Append("  // Values for later actions.\n  OutputMsg output = 2;\n}\n\n");
        }
    }

    private void WriteForm(string suffix, Func<FieldModel, string> type, Func<FieldModel, bool> has, string summary, string last)
    {
        foreach (var message in Template.Messages)
        {
            var syntax = _source.Message(message.ProtoName);
            Comment("", message.IsInstance || syntax.Comment.Length == 0 ? summary : syntax.Comment);
            _text.Append("message ").Append(NameOf(message, suffix)).Append(" {\n");
            var fields = message.Fields.Where(has).Select(field => FieldText(
                syntax.Fields.First(candidate => candidate.Name.Text == field.ProtoName).Comment,
                field.IsMap ? $"map<string, {type(field)}>" : type(field),
                field.ProtoName,
                field.Number));
            _text.AppendJoin("\n", message.IsInstance && last.Length > 0 ? fields.Append(last) : fields).Append("}\n\n");
        }
    }

    private void WriteOutput()
    {
        var output = _source.Message("OutputTemplate");
        Comment("", output.Comment.Length > 0 ? output.Comment : "What the adapter produces.");
        _text.Append("message OutputMsg {\n")
            .AppendJoin("\n", output.Fields.Select(field => FieldText(
                field.Comment, field.MapKey is null ? field.Type.Text : $"map<{field.MapKey.Text}, {field.Type.Text}>", field.Name.Text, field.Number.Text)))
            .Append("}\n\n");
    }

    private static string FieldText(string comment, string type, string name, string number)
    {
        var text = new StringBuilder();
        AppendComment(text, "  ", comment);
        return text.Append("  ").Append(type).Append(' ').Append(name).Append(" = ").Append(number).Append(";\n").ToString();
    }

    private string MessageType(FieldModel field) => field.Kind switch
    {
        "Message" => Resource(field) + "Msg",
        "String" or "Int64" or "Double" or "Bool" => field.Kind.ToLowerInvariant(),
        var kind => FieldTypes.PolicyPackage + kind switch { "Timestamp" => "TimeStamp", "IpAddress" => "IPAddress", "DnsName" => "DNSName", _ => kind },
    };

    private string TypeType(FieldModel field) => field.IsMessage ? Resource(field) + "Type" : FieldTypes.PolicyPackage + "ValueType";

    private string ParamType(FieldModel field) => field.IsMessage ? Resource(field) + "InstanceParam" : "string";

    private string Resource(FieldModel field) => Template.Messages.First(message => message.ClassName == field.MessageClass).ProtoName;

    private static string NameOf(MessageModel message, string suffix) =>
        message.IsInstance ? suffix == "Msg" ? "InstanceMsg" : suffix : message.ProtoName + suffix;

    private void Comment(string indent, string text) => AppendComment(_text, indent, text);

    private static void AppendComment(StringBuilder text, string indent, string comment)
    {
        foreach (var line in comment.Length == 0 ? [] : comment.TrimEnd('\n').Split('\n'))
        {
            text.Append(indent).Append(line.Length == 0 ? "//" : "// " + line.TrimEnd()).Append('\n');
        }
    }
}

using Microsoft.CodeAnalysis;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Binds the message Template and the resource messages of its package.</summary>
internal sealed class MessageBinder(
    ProtoFile file, EquatableArray<ProtoFile> others, string baseName, bool isGenerator, List<DiagnosticInfo> diagnostics)
{
    private static readonly string[] GeneratedSuffixes =
        ["Instance", "InstanceBuilder", "InstanceSchema", "Type", "Output", "Template", "TemplateInfo", "TemplateAction", "ReportInstance", "ReportBuffer"];

    private static readonly string[] ObjectMembers = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly Dictionary<string, string> _classNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nested = new(file.Messages.SelectMany(message => message.Messages).Select(message => message.Name.Text));

    private string Package => file.Package?.Text ?? "";

    public MessageModel BindInstance(ProtoMessage template)
    {
        var documentation = XmlDocs.Lines(template.Comment, $"An instance of the template {baseName.ToLowerInvariant()}.");
        NameResources();
        return new MessageModel("Template", baseName + "Instance", baseName + "Type", true, documentation, BindFields(template, file.Path));
    }

    public IEnumerable<MessageModel> BindResources()
    {
        var bound = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (source, message) in Resources())
        {
            if (!_classNames.TryGetValue(message.Name.Text, out var className) || !bound.Add(className))
            {
                continue;
            }

            var documentation = XmlDocs.Lines(message.Comment, $"The message {message.Name.Text} of the template {baseName.ToLowerInvariant()}.");
            yield return new MessageModel(message.Name.Text, className, className + "Type", false, documentation, BindFields(message, source.Path));
        }
    }

    private IEnumerable<(ProtoFile Source, ProtoMessage Message)> Resources() =>
        others.Where(other => other.Package?.Text == file.Package?.Text)
            .Concat([file])
            .SelectMany(source => source.Messages.Select(message => (source, message)))
            .Where(pair => pair.message.Name.Text is not ("Template" or "OutputTemplate"));

    private void NameResources()
    {
        var taken = new HashSet<string>(GeneratedSuffixes.Select(suffix => baseName + suffix), StringComparer.Ordinal);
        foreach (var (source, message) in Resources())
        {
            var className = baseName + ProtoNames.UpperFirst(message.Name.Text);
            if (message.Name.Text is "InstanceParam" or "Handler" or "HandlerBuilder" || !taken.Add(className) || !taken.Add(className + "Type") || !taken.Add(className + "Builder") || !taken.Add(className + "Schema"))
            {
                Report(TemplateDiagnostics.NameClash, source.Path, message.Name.Span, message.Name.Text, className, "is generated for something else");
                continue;
            }

            _classNames[message.Name.Text] = className;
        }
    }

    private EquatableArray<FieldModel> BindFields(ProtoMessage message, string path)
    {
        foreach (var nested in message.Messages)
        {
            Report(TemplateDiagnostics.NestedMessage, path, nested.Name.Span, nested.Name.Text, message.Name.Text);
        }

        foreach (var oneof in message.Oneofs)
        {
            Report(TemplateDiagnostics.Oneof, path, oneof.Span, oneof.Text);
        }

        var fields = new List<FieldModel>();
        var members = new HashSet<string>(StringComparer.Ordinal) { "Name" };
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in message.Fields)
        {
            if (BindField(message, field, path, fields.Count, members, numbers) is { } model)
            {
                fields.Add(model);
            }
        }

        return fields.ToEquatableArray();
    }

    private FieldModel? BindField(ProtoMessage message, ProtoField field, string path, int index, HashSet<string> members, HashSet<string> numbers)
    {
        var name = field.Name.Text;
        if (string.Equals(name, "name", StringComparison.OrdinalIgnoreCase))
        {
            Report(TemplateDiagnostics.ReservedFieldName, path, field.Name.Span, message.Name.Text, name, baseName.ToLowerInvariant() + "_name");
            return null;
        }

        var isTemplate = message.Name.Text == "Template";
        if (!CheckNumber(field, path, isTemplate, numbers) || !CheckMember(field, path, members, isTemplate ? baseName + "Instance" : _classNames[message.Name.Text]))
        {
            return null;
        }

        if (field.Label?.Text == "repeated")
        {
            Report(TemplateDiagnostics.Repeated, path, field.Label.Span, name, field.Type.Text);
            return null;
        }

        if (!TryBindType(message, field, path, out var kind, out var className))
        {
            return null;
        }

        if (field.Comment.Length == 0)
        {
            Report(TemplateDiagnostics.Undocumented, path, field.Name.Span, name);
        }

        var typeName = field.MapKey is null ? field.Type.Text : $"map<string, {field.Type.Text}>";
        return new FieldModel(
            name,
            ProtoNames.Json(name),
            ProtoNames.Member(name),
            field.Number.Text,
            kind,
            kind == "Message" ? className : FieldTypes.ClrType(kind),
            field.MapKey is not null,
            className,
            kind == "Message" && !isGenerator ? className + "Type" : "",
            index,
            XmlDocs.Lines(field.Comment, $"The field {name} ({typeName})."));
    }

    private bool CheckNumber(ProtoField field, string path, bool isTemplate, HashSet<string> numbers)
    {
        var number = field.Number.Text;
        var reserved = isTemplate && (number == "72295727" || (isGenerator && number == "72295728"));
        if (reserved || !numbers.Add(number))
        {
            var why = reserved ? "; use another number" : ": another field has it; use the next free number";
            Report(TemplateDiagnostics.ReservedNumber, path, field.Number.Span, number, field.Name.Text, why);
            return false;
        }

        if (isTemplate && isGenerator && field.Name.Text == "attribute_bindings")
        {
            Report(TemplateDiagnostics.ReservedNumber, path, field.Name.Span, field.Name.Text, field.Name.Text, "; rename it");
            return false;
        }

        return true;
    }

    private bool CheckMember(ProtoField field, string path, HashSet<string> members, string className)
    {
        var member = ProtoNames.Member(field.Name.Text);
        var problem = !members.Add(member) ? "another field has too"
            : member == className || member == className + "Type" ? "is the name of its class"
            : ObjectMembers.Contains(member) ? "is a member of every object"
            : null;
        if (problem is not null)
        {
            Report(TemplateDiagnostics.NameClash, path, field.Name.Span, field.Name.Text, member, problem);
        }

        return problem is null;
    }

    private bool TryBindType(ProtoMessage message, ProtoField field, string path, out string kind, out string className)
    {
        className = "";
        var type = field.Type.Text;
        kind = FieldTypes.Kind(type) ?? "";
        var prefix = Package + ".";
        var local = type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? type.Substring(prefix.Length) : type;
        if (kind.Length == 0 && _classNames.TryGetValue(local, out var resource))
        {
            (kind, className) = ("Message", resource);
        }

        if (kind == "Value" && isGenerator)
        {
            Report(TemplateDiagnostics.ValueInAttributeGenerator, path, field.Type.Span, field.Name.Text);
            return false;
        }

        if (field.MapKey is { } key && (key.Text != "string" || kind.Length == 0))
        {
            Report(TemplateDiagnostics.BadMap, path, key.Span, field.Name.Text, key.Text, type);
            return false;
        }

        if (kind.Length == 0)
        {
            ReportType(message, field, path, local);
            // The author means the nearest type; going on with it keeps this the only message.
            kind = FieldTypes.Nearest(type) is { } near ? FieldTypes.Kind(near) ?? "" : "";
        }

        return kind.Length > 0;
    }

    private void ReportType(ProtoMessage message, ProtoField field, string path, string local)
    {
        var type = field.Type.Text;
        var nearest = FieldTypes.Nearest(type) is { } near ? $"; use {near}" : "";
        if (_nested.Contains(local) || file.Messages.Any(other => other.Name.Text == local))
        {
            // Reported where the message is declared.
            return;
        }

        var isEnum = message.Enums.Concat(file.Enums).Any(name => name.Text == local);
        if (isEnum || FieldTypes.IsOtherScalar(type))
        {
            var value = isGenerator ? "" : "istio.policy.v1beta1.Value, ";
            Report(TemplateDiagnostics.UnsupportedType, path, field.Type.Span, type, field.Name.Text, nearest, value);
            return;
        }

        Report(TemplateDiagnostics.ForeignMessage, path, field.Type.Span, field.Name.Text, type, Package, nearest);
    }

    private void Report(DiagnosticDescriptor descriptor, string path, ProtoSpan span, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, path, span, arguments));
}

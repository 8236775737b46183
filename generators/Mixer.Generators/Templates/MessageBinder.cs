using System.Globalization;
using Microsoft.CodeAnalysis;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Binds the message Template and the resource messages of its package.</summary>
internal sealed class MessageBinder(ProtoFile file, ProtoImports imports, string baseName, string variety, List<DiagnosticInfo> diagnostics)
{
    private static readonly string[] GeneratedSuffixes =
        ["Instance", "InstanceBuilder", "InstanceSchema", "Type", "Output", "Template", "TemplateInfo", "TemplateAction", "ReportInstance", "ReportBuffer"];

    private readonly Dictionary<string, string> _classNames = new(StringComparer.Ordinal);
    private readonly bool _isGenerator = variety == "AttributeGenerator";

    private string Package => file.Package?.Text ?? "";

    public MessageModel BindInstance(ProtoMessage template)
    {
        var documentation = XmlDocs.Lines(template.Comment, $"An instance of the template {baseName.ToLowerInvariant()}.");
        NameResources();
        return new MessageModel("Template", baseName + "Instance", baseName + "Type", true, documentation, BindFields(template, file.Path, baseName + "Instance"));
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
            yield return new MessageModel(message.Name.Text, className, className + "Type", false, documentation, BindFields(message, source.Path, className));
        }
    }

    private IEnumerable<(ProtoFile Source, ProtoMessage Message)> Resources() =>
        imports.OfPackage(Package)
            .Concat([file])
            .SelectMany(source => source.Messages.Select(message => (source, message)))
            .Where(pair => pair.message.Name.Text is not ("Template" or "OutputTemplate"));

    private void NameResources()
    {
        var taken = new HashSet<string>(GeneratedSuffixes.Select(suffix => baseName + suffix), StringComparer.Ordinal);
        foreach (var (source, message) in Resources())
        {
            var className = baseName + ProtoNames.UpperFirst(message.Name.Text);
            if (_classNames.ContainsKey(message.Name.Text))
            {
                Report(TemplateDiagnostics.NameClash, source.Path, message.Name.Span, message.Name.Text, className, "another message has too");
            }
            else if (message.Name.Text is "InstanceParam" or "Handler" or "HandlerBuilder" || !taken.Add(className) || !taken.Add(className + "Type") || !taken.Add(className + "Builder") || !taken.Add(className + "Schema"))
            {
                Report(TemplateDiagnostics.NameClash, source.Path, message.Name.Span, message.Name.Text, className, "is generated for something else");
            }
            else
            {
                _classNames[message.Name.Text] = className;
            }
        }
    }

    private EquatableArray<FieldModel> BindFields(ProtoMessage message, string path, string className)
    {
        var rules = new FieldRules(message, path, className, field => ReservedFor(message, field), diagnostics);
        rules.CheckMessage(new HashSet<string>());
        var fields = new List<FieldModel>();
        foreach (var field in message.Fields)
        {
            if (rules.Check(field, baseName.ToLowerInvariant() + "_name") && BindField(message, field, path, fields.Count) is { } model)
            {
                fields.Add(model);
            }
        }

        return fields.ToEquatableArray();
    }

    private string? ReservedFor(ProtoMessage message, ProtoField field) => (message.Name.Text, ProtoNumbers.Parse(field.Number.Text)) switch
    {
        ("Template", 72295727) => "the generated field name",
        ("Template", 72295728) when _isGenerator => "the generated field attribute_bindings",
        _ => null,
    };

    private FieldModel? BindField(ProtoMessage message, ProtoField field, string path, int index)
    {
        var name = field.Name.Text;
        if (_isGenerator && message.Name.Text == "Template" && name == "attribute_bindings")
        {
            Report(TemplateDiagnostics.NameClash, path, field.Name.Span, name, "AttributeBindings", "operators write for the outputs");
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

        // A repeated field is reported and goes on as the map that its author is told to write, so that it stays the only message.
        var isMap = field.MapKey is not null || field.Label?.Text == "repeated";
        var typeName = isMap ? $"map<string, {field.Type.Text}>" : field.Type.Text;
        return new FieldModel(
            name,
            ProtoNames.Json(name),
            ProtoNames.Member(name),
            (ProtoNumbers.Parse(field.Number.Text) ?? 0).ToString(CultureInfo.InvariantCulture),
            kind,
            kind == "Message" ? className : FieldTypes.ClrType(kind),
            isMap,
            className,
            kind == "Message" && !_isGenerator ? className + "Type" : "",
            index,
            XmlDocs.Lines(field.Comment, $"The field {name} ({typeName})."));
    }

    private bool TryBindType(ProtoMessage message, ProtoField field, string path, out string kind, out string className)
    {
        var type = ProtoScopes.Resolve(Package, field.Type.Text, _classNames.Keys);
        className = _classNames.TryGetValue(type, out var resource) ? resource : "";
        kind = className.Length > 0 ? "Message" : FieldTypes.Kind(type) ?? "";
        if (field.Label?.Text == "repeated")
        {
            Report(TemplateDiagnostics.Repeated, path, field.Label.Span, field.Name.Text, field.MapKey is null ? field.Type.Text : "string");
        }
        else if (kind == "Value" && _isGenerator)
        {
            Report(TemplateDiagnostics.ValueInAttributeGenerator, path, field.Type.Span, field.Name.Text);
        }
        else if (field.MapKey is { } key && (key.Text != "string" || kind.Length == 0))
        {
            Report(TemplateDiagnostics.BadMap, path, key.Span, field.Name.Text, key.Text, field.Type.Text, Hint(message, type));
        }
        else if (kind.Length == 0)
        {
            ReportType(message, field, path, type);
        }

        // What was reported goes on as the type that its author probably means, so that code which uses the field still compiles.
        kind = kind == "Value" && _isGenerator ? "String" : kind.Length > 0 ? kind : Nearest(message, type) is { } near ? FieldTypes.Kind(near) ?? "" : "";
        return kind.Length > 0;
    }

    private void ReportType(ProtoMessage message, ProtoField field, string path, string type)
    {
        var last = type.Substring(type.LastIndexOf('.') + 1);
        if (message.Messages.Concat(file.Messages.SelectMany(other => other.Messages)).Any(nested => nested.Name.Text == last)
            || file.Messages.Any(other => other.Name.Text == type))
        {
            // Reported where the message is declared.
            return;
        }

        if (IsEnum(message, type) || FieldTypes.IsOtherScalar(type))
        {
            var value = _isGenerator ? "" : "Value, ";
            Report(TemplateDiagnostics.UnsupportedType, path, field.Type.Span, field.Type.Text, field.Name.Text, Hint(message, type), value);
            return;
        }

        var elsewhere = imports.FileOf(Package, type) is { } other ? $"; add: import \"{other}\";" : Hint(message, type);
        Report(TemplateDiagnostics.ForeignMessage, path, field.Type.Span, field.Name.Text, field.Type.Text, Package, elsewhere);
    }

    private string Hint(ProtoMessage message, string type) => Nearest(message, type) is { } near ? $"; use {near}" : "";

    private string? Nearest(ProtoMessage message, string type) =>
        FieldTypes.Nearest(type)
        ?? (IsEnum(message, type) ? "string" : null)
        ?? NearestName.Find(type, _classNames.Keys);

    private bool IsEnum(ProtoMessage message, string type)
    {
        var last = type.Substring(type.LastIndexOf('.') + 1);
        return message.Enums.Concat(file.Enums).Concat(imports.OfPackage(Package).SelectMany(other => other.Enums)).Any(name => name.Text == last);
    }

    private void Report(DiagnosticDescriptor descriptor, string path, ProtoSpan span, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, path, span, arguments));
}

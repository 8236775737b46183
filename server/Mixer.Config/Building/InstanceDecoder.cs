using System.Collections.Immutable;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>
/// Decodes and type-checks the parameters of one instance (spec 04 section 5.4). Finds every fault; the first one is what the reference would report.
/// </summary>
internal sealed class InstanceDecoder(TemplateInfo template, string instance, ExpressionCompiler compiler, ProblemSink problems)
{
    // Of the parameters of an attribute generator, beside the fields of its template.
    private const string BindingsName = "attribute_bindings";
    private const string BindingsJsonName = "attributeBindings";
    private readonly string _field = $"instance='{instance}'";

    /// <summary>The parameters, usable only if no error was reported.</summary>
    public MessageParam Decode(ConfigMap? spec, string specPath) => DecodeMessage(spec, template.Schema, "", specPath, "");

    /// <summary>The node of the attribute bindings; null if there are none or the template has no output.</summary>
    public ConfigNode? FindBindings(ConfigMap? spec) =>
        template.Variety == TemplateVariety.AttributeGenerator ? spec?.Find(BindingsJsonName) ?? spec?.Find(BindingsName) : null;

    private MessageParam DecodeMessage(ConfigMap? map, MessageSchema schema, string path, string specPath, string wrapping)
    {
        var fields = ImmutableArray.CreateBuilder<Param?>(schema.Fields.Length);
        if (map is not null)
        {
            RefuseUnknown(map, schema, path.Length == 0, specPath);
        }

        foreach (var field in schema.Fields)
        {
            var node = map?.Find(field.JsonName) ?? map?.Find(field.Name);
            var fieldPath = path.Length == 0 ? field.MemberName : $"{path}.{field.MemberName}";
            var fieldSpecPath = specPath.Length == 0 ? field.JsonName : $"{specPath}.{field.JsonName}";
            fields.Add(node is null || node.IsNull ? null
                : field.IsMap ? DecodeMap(node, field, fieldPath, fieldSpecPath, wrapping)
                : field.Message is not null ? DecodeNested(node, field, fieldPath, fieldSpecPath, wrapping)
                : DecodeExpression(node, field, fieldPath, fieldSpecPath, wrapping, isEntry: false));
        }

        return new MessageParam(path, schema, fields.MoveToImmutable());
    }

    private void RefuseUnknown(ConfigMap map, MessageSchema schema, bool isTop, string specPath)
    {
        foreach (var entry in map.Entries)
        {
            if (schema.Fields.Any(f => f.JsonName == entry.Key || f.Name == entry.Key)
                || (isTop && template.Variety == TemplateVariety.AttributeGenerator && entry.Key is BindingsName or BindingsJsonName))
            {
                continue;
            }

            var message = $"{template.Package.Replace('.', '_')}.{(isTop ? "" : schema.Name)}InstanceParam";
            problems.Undecodable(
                entry.KeyNode, ProblemKind.UnknownField, specPath.Length == 0 ? entry.Key : $"{specPath}.{entry.Key}", $"unknown field \"{entry.Key}\" in {message}",
                NearestName.Hint(entry.Key, schema.Fields.Select(f => f.JsonName)));
        }
    }

    private MapParam? DecodeMap(ConfigNode node, FieldSchema field, string path, string specPath, string wrapping)
    {
        if (node is not ConfigMap map)
        {
            problems.Undecodable(node, ProblemKind.WrongType, specPath, $"json: cannot unmarshal {node.JsonType} into Go value of type map[string]json.RawMessage", "keys with values are expected here");
            return null;
        }

        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, Param>>(map.Entries.Length);
        foreach (var entry in map.Entries)
        {
            var entryPath = $"{path}[{entry.Key}]";
            var entrySpecPath = $"{specPath}[{entry.Key}]";
            Param? value = field.Message is not null
                ? DecodeNested(entry.Value, field, entryPath, entrySpecPath, wrapping)
                : DecodeExpression(entry.Value, field, entryPath, entrySpecPath, wrapping, isEntry: true);
            if (value is not null)
            {
                entries.Add(KeyValuePair.Create(entry.Key, value));
            }
        }

        return new MapParam(path, entries.DrainToImmutable());
    }

    private MessageParam? DecodeNested(ConfigNode node, FieldSchema field, string path, string specPath, string wrapping)
    {
        if (node is ConfigMap || node.IsNull)
        {
            return DecodeMessage(node as ConfigMap, field.Message!(), path, specPath, $"{wrapping}failed to evaluate expression for field '{path}'; ");
        }

        problems.Undecodable(node, ProblemKind.WrongType, specPath, $"json: cannot unmarshal {node.JsonType} into Go value of type map[string]json.RawMessage", "fields are expected here");
        return null;
    }

    private ExpressionParam? DecodeExpression(ConfigNode node, FieldSchema field, string path, string specPath, string wrapping, bool isEntry)
    {
        if (node is not ConfigScalar { Kind: ScalarKind.Text } && !(isEntry && node.IsNull))
        {
            problems.Undecodable(node, ProblemKind.WrongType, specPath, $"json: cannot unmarshal {node.JsonType} into Go value of type string", (node as ConfigScalar)?.Text is { } text ? $"write the expression in quotes: \"{text}\"" : null);
            return null;
        }

        var expression = node.IsNull ? "" : ((ConfigScalar)node).Text;
        if (expression.Length == 0 && !isEntry)
        {
            return new ExpressionParam(path, "");
        }

        if (compiler.Compile(expression, field.Type, out var error) is not { } compiled)
        {
            var separator = field.Type == AttributeType.Unspecified || isEntry ? ";" : ":";
            problems.ErrorInside(node, error!.Position, ProblemKind.InvalidExpression, _field, $"{wrapping}failed to evaluate expression for field '{path}'{separator} {error.Message}", error.Hint);
            return null;
        }

        if (field.Type != AttributeType.Unspecified && compiled.Type != field.Type)
        {
            problems.Error(node, ProblemKind.ExpressionType, _field, $"{wrapping}error type checking for field '{path}': Evaluated expression type {TypeNames.Of(compiled.Type)} want {TypeNames.Of(field.Type)}");
            return null;
        }

        return new ExpressionParam(path, expression) { Type = compiled.Type };
    }
}

using System.Collections.Immutable;
using System.Text;
using Mixer.Config.Model;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>Decodes the attribute bindings of an attribute generator's instance (spec 04 section 5.6).</summary>
internal sealed class BindingDecoder(AttributeGeneratorTemplateInfo template, string instance, ExpressionCompiler compiler, ProblemSink problems)
{
    private const string OutputMark = "$out.";
    private readonly string _field = $"instance='{instance}'";

    public ImmutableArray<OutputBinding> Decode(ConfigNode? node)
    {
        if (node is null || node.IsNull)
        {
            return [];
        }

        if (node is not ConfigMap map)
        {
            problems.Undecodable(node, ProblemKind.WrongType, "attributeBindings", $"json: cannot unmarshal {node.JsonType} into Go value of type map[string]json.RawMessage", "attribute names with expressions are expected here");
            return [];
        }

        var bindings = ImmutableArray.CreateBuilder<OutputBinding>(map.Entries.Length);
        foreach (var entry in map.Entries)
        {
            if (DecodeEntry(entry) is { } binding)
            {
                bindings.Add(binding);
            }
        }

        return bindings.DrainToImmutable();
    }

    private OutputBinding? DecodeEntry(ConfigEntry entry)
    {
        if (entry.Value is not ConfigScalar { Kind: ScalarKind.Text } scalar)
        {
            problems.Undecodable(entry.Value, ProblemKind.WrongType, $"attributeBindings[{entry.Key}]", $"json: cannot unmarshal {entry.Value.JsonType} into Go value of type string", "write the expression in quotes");
            return null;
        }

        var text = Resolve(scalar.Text, template.OutputPrefix);
        compiler.Vocabulary.TryGet(entry.Key, out var slot, out var type);
        var value = compiler.Compile(text, type, out var error);
        if (value is null)
        {
            // Positions after a replaced mark are not those of the file.
            var position = text.Length == scalar.Text.Length ? error!.Position : 0;
            problems.ErrorInside(
                scalar, position, ProblemKind.InvalidBinding, _field, $"error evaluating AttributeBinding expression '{text}' for attribute '{entry.Key}': {error!.Message}", error.Hint);
            return null;
        }

        if (compiler.Compile(entry.Key, AttributeType.Unspecified, out error) is null)
        {
            problems.Error(entry.KeyNode, ProblemKind.InvalidBinding, _field, $"error evaluating AttributeBinding expression for attribute key '{entry.Key}': {error!.Message}", error.Hint);
            return null;
        }

        if (slot < 0)
        {
            problems.Error(entry.KeyNode, ProblemKind.InvalidBinding, _field, $"error evaluating AttributeBinding expression for attribute key '{entry.Key}': unknown attribute {entry.Key}", "the key must be the name of an attribute");
            return null;
        }

        if (type != value.Type)
        {
            problems.Error(
                scalar, ProblemKind.InvalidBinding, _field,
                $"error evaluating AttributeBinding: type '{TypeNames.Of(type)}' for attribute '{entry.Key}' does not match type '{TypeNames.Of(value.Type)}' for expression '{text}'");
            return null;
        }

        return new OutputBinding(slot, value);
    }

    /// <summary>Puts <paramref name="prefix"/> in place of <c>$out.</c>, but not inside literals.</summary>
    internal static string Resolve(string text, string prefix)
    {
        if (!text.Contains(OutputMark, StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + prefix.Length);
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' && c == '\\' && quote != '`' && i + 1 < text.Length)
            {
                result.Append(c).Append(text[++i]);
                continue;
            }

            if (c is '"' or '\'' or '`')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }

            if (quote == '\0' && text.AsSpan(i).StartsWith(OutputMark, StringComparison.Ordinal))
            {
                result.Append(prefix);
                i += OutputMark.Length - 1;
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }
}

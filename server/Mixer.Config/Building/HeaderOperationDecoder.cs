using System.Buffers;
using System.Collections.Immutable;
using Mixer.Config.Model;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk.Values;
using Template = Mixer.Api.Policy.V1Beta1.Rule.Types.HeaderOperationTemplate;

namespace Mixer.Config.Building;

/// <summary>Compiles the header operations of one rule; the field is the word before the index, for example <c>rule='r.rule.ns'.RequestHeaderOperations</c>.</summary>
internal sealed class HeaderOperationDecoder(string field, ExpressionCompiler compiler, ProblemSink problems)
{
    // RFC 9110 section 5.6.2; a colon begins the names that HTTP/2 has of its own.
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The operations that have no error. <paramref name="node"/> is where they are written.</summary>
    public ImmutableArray<HeaderOperation> Decode(IReadOnlyList<Template> templates, ConfigNode? node)
    {
        var items = (node as ConfigList)?.Items ?? [];
        var operations = ImmutableArray.CreateBuilder<HeaderOperation>(templates.Count);
        for (var i = 0; i < templates.Count; i++)
        {
            if (DecodeOne(templates[i], FormattableString.Invariant($"{field}[{i}]"), i < items.Length ? items[i] as ConfigMap : null) is { } operation)
            {
                operations.Add(operation);
            }
        }

        return operations.DrainToImmutable();
    }

    private HeaderOperation? DecodeOne(Template template, string path, ConfigMap? node)
    {
        var name = template.Name;
        var letters = name.AsSpan(name.StartsWith(':') ? 1 : 0);
        if (letters.IsEmpty || letters.ContainsAnyExcept(NameCharacters))
        {
            problems.Error(node?.Find("name") ?? node, ProblemKind.InvalidValue, path, $"'{name}' is not the name of a header");
            return null;
        }

        if (template.Operation == Template.Types.Operation.Remove)
        {
            if (template.Values.Count > 0)
            {
                problems.Warning(node?.Find("values"), ProblemKind.IgnoredField, path, "values have no effect: the header is removed");
            }

            return new HeaderOperation(name, HeaderOperationKind.Remove, []);
        }

        if (template.Operation is not (Template.Types.Operation.Replace or Template.Types.Operation.Append))
        {
            problems.Error(node?.Find("operation"), ProblemKind.UnknownEnumValue, path, FormattableString.Invariant($"there is no operation {(int)template.Operation}"), "REPLACE, REMOVE or APPEND");
            return null;
        }

        var values = DecodeValues(template, path, node);
        return values is null
            ? null
            : new HeaderOperation(name, template.Operation == Template.Types.Operation.Append ? HeaderOperationKind.Append : HeaderOperationKind.Replace, values.Value);
    }

    private ImmutableArray<CompiledExpression>? DecodeValues(Template template, string path, ConfigMap? node)
    {
        var items = (node?.Find("values") as ConfigList)?.Items ?? [];
        var values = ImmutableArray.CreateBuilder<CompiledExpression>(template.Values.Count);
        for (var i = 0; i < template.Values.Count; i++)
        {
            var text = template.Values[i];
            var place = i < items.Length ? items[i] : node;
            if (compiler.Compile(text, AttributeType.String, out var error) is not { } compiled)
            {
                problems.ErrorInside(place, error!.Position, ProblemKind.InvalidExpression, FormattableString.Invariant($"{path}.Values[{i}]"), error.Message, error.Hint);
                return null;
            }

            if (compiled.Type != AttributeType.String)
            {
                problems.Error(
                    place, ProblemKind.ExpressionType, FormattableString.Invariant($"{path}.Values[{i}]"),
                    $"expression '{text}' evaluated to type {TypeNames.Of(compiled.Type)}, expected type STRING");
                return null;
            }

            values.Add(compiled);
        }

        if (values.Count == 0)
        {
            problems.Warning(node, ProblemKind.IgnoredField, path, "the operation has no values and therefore no effect");
        }

        return values.DrainToImmutable();
    }
}

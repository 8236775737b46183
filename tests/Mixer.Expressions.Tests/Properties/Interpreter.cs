using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Tests.Properties;

/// <summary>
/// The evaluation rules of spec 02 section 8 in their plainest form: a walk over the parsed text with boxed values. Attributes are a dictionary; what is read goes into a sorted
/// set in the form of <see cref="Fixture.References"/>.
/// </summary>
internal sealed class Interpreter(IReadOnlyDictionary<string, object> attributes)
{
    private readonly SortedDictionary<string, string> _read = new(StringComparer.Ordinal);

    public string References => string.Join(", ", _read.Values.Order(StringComparer.Ordinal));

    public object Strict(Expression expression) => Evaluate(expression, strict: true)!;

    private object? Evaluate(Expression expression, bool strict)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                return constant.Value.Kind switch
                {
                    Sdk.Values.AttributeKind.String => constant.Value.AsString,
                    Sdk.Values.AttributeKind.Bool => constant.Value.AsBool,
                    _ => constant.Value.AsInt64,
                };
            case AttributeExpression attribute:
                return Read(attribute.Name, strict);
        }

        var call = (CallExpression)expression;
        switch (call.Name)
        {
            case "OR":
                return Evaluate(call.Arguments[0], strict: false) ?? Evaluate(call.Arguments[1], strict);
            case "INDEX":
                if (Evaluate(call.Arguments[0], strict) is not MapValue map || Evaluate(call.Arguments[1], strict) is not string key)
                {
                    return null;
                }

                var found = map.Entries.TryGetValue(key, out var value);
                _read[$"{map.Name}[{key}]"] = $"{map.Name}[{key}] {(found ? "EXACT" : "ABSENCE")}";
                return found ? value : strict ? "" : null;
            case "LAND":
                return (bool)Strict(call.Arguments[0]) && (bool)Strict(call.Arguments[1]);
            case "LOR":
                return (bool)Strict(call.Arguments[0]) || (bool)Strict(call.Arguments[1]);
            case "conditional":
                return Strict((bool)Strict(call.Arguments[0]) ? call.Arguments[1] : call.Arguments[2]);
        }

        var operands = new List<object>();
        if (call.Target is not null)
        {
            operands.Add(Strict(call.Target));
        }

        operands.AddRange(call.Arguments.Select(Strict));
        return call.Name switch
        {
            "EQ" => operands[0].Equals(operands[1]),
            "NEQ" => !operands[0].Equals(operands[1]),
            "LT" => operands[0] is long number ? number < (long)operands[1] : string.CompareOrdinal((string)operands[0], (string)operands[1]) < 0,
            "NOT" => !(bool)operands[0],
            "SUB" => -(long)operands[0],
            "ADD" => operands[0] is long addend ? unchecked(addend + (long)operands[1]) : (string)operands[0] + (string)operands[1],
            "conditionalString" => (bool)operands[0] ? operands[1] : operands[2],
            "startsWith" => ((string)operands[0]).StartsWith((string)operands[1], StringComparison.Ordinal),
            "size" => (long)((string)operands[0]).Length,
            _ => throw new InvalidOperationException(call.Name),
        };
    }

    private object? Read(string name, bool strict)
    {
        if (!attributes.TryGetValue(name, out var value))
        {
            _read[name] = name + " ABSENCE";
            return strict ? throw new EvaluationException($"lookup failed: '{name}'") : null;
        }

        if (value is IReadOnlyDictionary<string, string> entries)
        {
            return new MapValue(name, entries);
        }

        _read[name] = name + " EXACT";
        return value;
    }

    private sealed record MapValue(string Name, IReadOnlyDictionary<string, string> Entries);
}

/// <summary>An evaluation error of the interpreter.</summary>
internal sealed class EvaluationException(string message) : Exception(message);

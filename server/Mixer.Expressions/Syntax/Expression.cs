using Mixer.Sdk.Values;

namespace Mixer.Expressions.Syntax;

/// <summary>A parsed expression. Immutable.</summary>
/// <param name="Position">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="Depth">Levels of nesting; a left-leaning chain of one operator counts as one.</param>
internal abstract record Expression(int Position, int Depth);

/// <summary>A literal.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Source">As written; booleans in lower case.</param>
/// <param name="Type">STRING, INT64, DOUBLE, BOOL or DURATION.</param>
/// <param name="Value">The value.</param>
/// <param name="Text">For DURATION: the unquoted text, which is the value where a STRING is wanted.</param>
internal sealed record ConstantExpression(int Position, string Source, AttributeType Type, AttributeValue Value, string? Text = null)
    : Expression(Position, 1);

/// <summary>An attribute by its full name.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Name">The dotted name.</param>
internal sealed record AttributeExpression(int Position, string Name) : Expression(Position, 1);

/// <summary>An operator, a function or a method.</summary>
/// <param name="Position">Where the operator or name is.</param>
/// <param name="Depth">Levels of nesting.</param>
/// <param name="Name">Operator name such as EQ, or function name.</param>
/// <param name="Target">What the method is called on; null for functions and operators.</param>
/// <param name="Arguments">The operands.</param>
internal sealed record CallExpression(int Position, int Depth, string Name, Expression? Target, IReadOnlyList<Expression> Arguments)
    : Expression(Position, Depth)
{
    /// <summary>A call with its depth: a chain of one operator that leans left is evaluated in one level.</summary>
    public static CallExpression Create(int position, string name, Expression? target, IReadOnlyList<Expression> arguments)
    {
        var depth = 1 + (target?.Depth ?? 0);
        for (var i = 0; i < arguments.Count; i++)
        {
            var chained = i == 0 && target is null && name is "LAND" or "LOR" or "OR" or "ADD"
                && arguments[0] is CallExpression { Target: null } first && string.Equals(first.Name, name, StringComparison.Ordinal);
            depth = Math.Max(depth, arguments[i].Depth + (chained ? 0 : 1));
        }

        return new CallExpression(position, depth, name, target, arguments);
    }
}

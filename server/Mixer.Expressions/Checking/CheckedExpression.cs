using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Checking;

/// <summary>An expression with its type. Immutable.</summary>
/// <param name="Syntax">What was written.</param>
/// <param name="Type">The static type.</param>
/// <param name="Slot">Of an attribute: its slot.</param>
/// <param name="Operands">Of a call: target, if any, and arguments.</param>
/// <param name="Name">Of a call: the function.</param>
internal sealed record CheckedExpression(
    Expression Syntax, AttributeType Type, int Slot, IReadOnlyList<CheckedExpression> Operands, string? Name)
{
    /// <summary>
    /// The same expression as a STRING, if it is a DURATION only because its literals read like one; null if it cannot be (design 6 row 7).
    /// </summary>
    public CheckedExpression? AsString()
    {
        if (Type != AttributeType.Duration)
        {
            return Type == AttributeType.String ? this : null;
        }

        if (Syntax is ConstantExpression { Text: { } text } constant)
        {
            return this with
            {
                Type = AttributeType.String,
                Syntax = constant with { Type = AttributeType.String, Value = new AttributeValue(text) },
            };
        }

        // Walks the left edge without recursion: chains of thousands of operands lean left.
        var open = new Stack<CheckedExpression>();
        var current = this;
        while (current.Name is "OR" or "ADD")
        {
            open.Push(current);
            current = current.Operands[0];
        }

        CheckedExpression? result;
        if (current.Name == "conditional")
        {
            var (yes, no) = (current.Operands[1].AsString(), current.Operands[2].AsString());
            result = yes is null || no is null
                ? null
                : current with { Type = AttributeType.String, Operands = [current.Operands[0], yes, no] };
        }
        else
        {
            result = ReferenceEquals(current, this) ? null : current.AsString();
        }

        while (result is not null && open.TryPop(out var call))
        {
            var right = call.Operands[1].AsString();
            result = right is null ? null : call with { Type = AttributeType.String, Operands = [result, right] };
        }

        return result;
    }
}

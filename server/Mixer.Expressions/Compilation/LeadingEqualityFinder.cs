using Mixer.Expressions.Checking;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>Finds the first test of a match expression, for routers that index by it.</summary>
internal static class LeadingEqualityFinder
{
    /// <summary>Null if the first thing that the expression evaluates is not a comparison of an attribute with constants.</summary>
    public static LeadingEquality? Find(CheckedExpression expression)
    {
        if (expression.Type != AttributeType.Bool)
        {
            return null;
        }

        while (expression.Name == "LAND")
        {
            expression = expression.Operands[0];
        }

        var constants = new List<AttributeValue>();
        (int Slot, string? Key)? subject = null;
        while (expression.Name == "LOR")
        {
            if (!Add(expression.Operands[1], ref subject, constants))
            {
                return null;
            }

            expression = expression.Operands[0];
        }

        if (!Add(expression, ref subject, constants))
        {
            return null;
        }

        constants.Reverse();
        return new LeadingEquality(subject!.Value.Slot, subject.Value.Key, constants);
    }

    private static bool Add(CheckedExpression test, ref (int Slot, string? Key)? subject, List<AttributeValue> constants)
    {
        if (test.Name != "EQ")
        {
            return false;
        }

        var (left, right) = (test.Operands[0], test.Operands[1]);
        var (attribute, constant) = right.Syntax is ConstantExpression ? (left, right) : (right, left);
        if (constant.Syntax is not ConstantExpression literal || SubjectOf(attribute) is not { } found || (subject is { } known && known != found))
        {
            return false;
        }

        subject = found;
        switch (constant.Type)
        {
            case AttributeType.String:
            case AttributeType.Bool:
            case AttributeType.Double:
                constants.Add(literal.Value);
                return true;
            case AttributeType.Int64:
            case AttributeType.Duration:
                // A caller may send either kind for either type, and both compare equal.
                constants.Add(new AttributeValue(literal.Value.AsDuration));
                constants.Add(new AttributeValue(literal.Value.AsInt64));
                return true;
            default:
                return false;
        }
    }

    private static (int Slot, string? Key)? SubjectOf(CheckedExpression expression)
    {
        if (expression.Syntax is AttributeExpression)
        {
            return (expression.Slot, null);
        }

        return expression.Name == "INDEX" && expression.Operands[0].Syntax is AttributeExpression && expression.Operands[1].Syntax is ConstantExpression key
            ? (expression.Operands[0].Slot, key.Value.AsString)
            : null;
    }
}

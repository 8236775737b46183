using System.Globalization;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Syntax;

/// <summary>Literals to constants: their types and their ranges (spec 02 section 5).</summary>
internal static class ConstantReader
{
    /// <summary>A bare name: <c>true</c> and <c>false</c> in any letter case are constants, everything else is an attribute.</summary>
    public static Expression Name(int start, string name)
    {
        var isTrue = name.Equals("true", StringComparison.OrdinalIgnoreCase);
        return isTrue || name.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? new ConstantExpression(start, isTrue ? "true" : "false", AttributeType.Bool, new AttributeValue(isTrue))
            : new AttributeExpression(start, name);
    }

    /// <summary>A text; one that reads like a duration is a duration, but keeps its text for where a text is wanted.</summary>
    public static ConstantExpression Text(in ExpressionToken token)
    {
        var text = QuotedText.Unquote(token.Text);
        return Duration.TryParse(text, out var duration)
            ? new ConstantExpression(token.Start, token.Text, AttributeType.Duration, new AttributeValue(duration), text)
            : new ConstantExpression(token.Start, token.Text, AttributeType.String, new AttributeValue(text));
    }

    /// <summary>
    /// A number, with the sign before it if there is one. With an error the constant only stands in, so that a later mistake of syntax is still found: that one has precedence.
    /// </summary>
    public static ConstantExpression Number(in ExpressionToken token, ExpressionToken? minus, out ExpressionError? error)
    {
        var start = minus?.Start ?? token.Start;
        var source = (minus is null ? "" : "-") + token.Text;
        error = null;
        switch (token.Kind)
        {
            case TokenKind.Imaginary:
                error = new ExpressionError("invalid syntax", start, "there are no imaginary numbers");
                break;
            case TokenKind.Float when NumberScanner.TryParseFloat(token.Text, out var number):
                return new ConstantExpression(start, source, AttributeType.Double, new AttributeValue(minus is null ? number : -number));
            case TokenKind.Float:
                error = new ExpressionError($"strconv.ParseFloat: parsing \"{token.Text}\": value out of range", start);
                break;
            case TokenKind.Integer when token.Text.AsSpan().ContainsAnyExceptInRange('0', '9'):
                error = new ExpressionError($"strconv.ParseInt: parsing \"{token.Text}\": invalid syntax", start, "integers are decimal digits only");
                break;
            case TokenKind.Integer:
                if (long.TryParse(source, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                {
                    return new ConstantExpression(start, source, AttributeType.Int64, new AttributeValue(integer));
                }

                error = new ExpressionError(
                    $"strconv.ParseInt: parsing \"{source}\": value out of range", start, "integers are from -9223372036854775808 to 9223372036854775807");
                break;
        }

        return new ConstantExpression(start, source, AttributeType.Int64, new AttributeValue(0L));
    }
}

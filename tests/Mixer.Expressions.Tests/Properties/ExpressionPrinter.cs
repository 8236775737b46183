using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Tests.Properties;

/// <summary>Writes an expression as text that parses to the same expression.</summary>
internal static class ExpressionPrinter
{
    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["LOR"] = "||", ["LAND"] = "&&", ["EQ"] = "==", ["NEQ"] = "!=", ["LT"] = "<", ["LEQ"] = "<=", ["GT"] = ">", ["GEQ"] = ">=",
        ["OR"] = "|", ["ADD"] = "+",
    };

    public static string Print(Expression expression) =>
        expression switch
        {
            ConstantExpression constant => constant.Source,
            AttributeExpression attribute => attribute.Name,
            CallExpression { Target: { } target } call =>
                $"{(target is CallExpression ? $"({Print(target)})" : Print(target))}.{call.Name}({PrintAll(call)})",
            CallExpression { Name: "INDEX" } call => $"{Grouped(call.Arguments[0])}[{Print(call.Arguments[1])}]",
            CallExpression { Name: "NOT" } call => $"!{Grouped(call.Arguments[0])}",
            CallExpression { Name: "SUB" } call => $"-({Print(call.Arguments[0])})",
            CallExpression call when Operators.TryGetValue(call.Name, out var symbol) =>
                $"{Grouped(call.Arguments[0])} {symbol} {Grouped(call.Arguments[1])}",
            CallExpression call => $"{call.Name}({PrintAll(call)})",
            _ => throw new InvalidOperationException(expression.ToString()),
        };

    private static string Grouped(Expression expression) => expression is CallExpression ? $"({Print(expression)})" : Print(expression);

    private static string PrintAll(CallExpression call) => string.Join(", ", call.Arguments.Select(Print));
}

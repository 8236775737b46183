using System.Text;
using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Explaining;

/// <summary>Writes an expression as an operator would: infix, with the parentheses that it needs and no others.</summary>
internal static class SourceText
{
    private const int Tightest = 6;

    public static string Of(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression, int outer)
    {
        switch (expression)
        {
            case ConstantExpression constant:
                text.Append(constant.Source);
                break;
            case AttributeExpression attribute:
                text.Append(attribute.Name);
                break;
            case CallExpression { Target: null, Arguments.Count: 2 } call when Symbol(call.Name) is ({ } symbol, var own):
                AppendChain(text, call, symbol, own, outer);
                break;
            case CallExpression { Name: "NOT" or "SUB", Target: null, Arguments.Count: 1 } call:
                text.Append(call.Name == "NOT" ? '!' : '-');
                Append(text, call.Arguments[0], Tightest);
                break;
            case CallExpression { Name: "INDEX", Target: null, Arguments.Count: 2 } call:
                Append(text, call.Arguments[0], Tightest);
                text.Append('[');
                Append(text, call.Arguments[1], 0);
                text.Append(']');
                break;
            case CallExpression call:
                AppendCall(text, call);
                break;
        }
    }

    // Chains of thousands of operands lean left: down their left edge without recursion.
    private static void AppendChain(StringBuilder text, CallExpression call, string symbol, int own, int outer)
    {
        var rights = new Stack<Expression>();
        Expression first = call;
        while (first is CallExpression { Target: null, Arguments.Count: 2 } left && string.Equals(left.Name, call.Name, StringComparison.Ordinal))
        {
            rights.Push(left.Arguments[1]);
            first = left.Arguments[0];
        }

        text.Append(own < outer ? "(" : "");
        Append(text, first, own);
        while (rights.TryPop(out var right))
        {
            text.Append(' ').Append(symbol).Append(' ');
            Append(text, right, own + 1);
        }

        text.Append(own < outer ? ")" : "");
    }

    private static void AppendCall(StringBuilder text, CallExpression call)
    {
        if (call.Target is not null)
        {
            Append(text, call.Target, Tightest);
            text.Append('.');
        }

        text.Append(call.Name).Append('(');
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, call.Arguments[i], 0);
        }

        text.Append(')');
    }

    private static (string? Symbol, int Precedence) Symbol(string name) =>
        name switch
        {
            "LOR" => ("||", 1),
            "LAND" => ("&&", 2),
            "EQ" => ("==", 3),
            "NEQ" => ("!=", 3),
            "LT" => ("<", 3),
            "LEQ" => ("<=", 3),
            "GT" => (">", 3),
            "GEQ" => (">=", 3),
            "ADD" => ("+", 4),
            "OR" => ("|", 4),
            _ => (null, 0),
        };
}

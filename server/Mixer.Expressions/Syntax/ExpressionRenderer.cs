using System.Text;

namespace Mixer.Expressions.Syntax;

/// <summary>The form in which messages show expressions: <c>LAND(EQ($a.b, 3.14), $c)</c> (spec 02 section 4).</summary>
internal static class ExpressionRenderer
{
    public static string Render(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression)
    {
        // Walks the left edge without recursion: chains of thousands of operands lean left.
        var open = new Stack<CallExpression>();
        while (expression is CallExpression call)
        {
            if (call.Target is null)
            {
                text.Append(call.Name).Append('(');
            }

            open.Push(call);
            var first = call.Target ?? (call.Arguments.Count > 0 ? call.Arguments[0] : null);
            if (first is null)
            {
                break;
            }

            expression = first;
        }

        switch (expression)
        {
            case ConstantExpression constant:
                text.Append(constant.Source);
                break;
            case AttributeExpression attribute:
                text.Append('$').Append(attribute.Name);
                break;
        }

        while (open.TryPop(out var call))
        {
            if (call.Target is not null)
            {
                text.Append(':').Append(call.Name).Append('(');
            }

            for (var i = call.Target is null ? 1 : 0; i < call.Arguments.Count; i++)
            {
                if (i > 0)
                {
                    text.Append(", ");
                }

                Append(text, call.Arguments[i]);
            }

            text.Append(')');
        }
    }
}

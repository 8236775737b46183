using System.Globalization;
using System.Runtime.CompilerServices;
using Mixer.Attributes;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Checking;

/// <summary>Gives types to an expression; depth first, the first mistake wins (spec 02 section 7). One use, one thread.</summary>
internal sealed class TypeChecker(Vocabulary vocabulary)
{
    /// <summary>The first mistake; null if there was none.</summary>
    public ExpressionError? Error { get; private set; }

    /// <summary>Null with <see cref="Error"/> set if <paramref name="expression"/> is not well typed.</summary>
    public CheckedExpression? Check(Expression expression)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Fail(expression, "exceeded max nesting depth", null);
        }

        // Down the left edge without recursion, then up again: chains of thousands of operands lean left.
        var open = new Stack<(CallExpression Call, FunctionSignature Function)>();
        CheckedExpression? result;
        while (true)
        {
            if (expression is not CallExpression call)
            {
                result = CheckLeaf(expression);
                break;
            }

            if (FindFunction(call) is not { } function || (call.Target is null && !HasEnough(call, function)))
            {
                return null;
            }

            open.Push((call, function));
            if (function.Parameters.Count == 0)
            {
                open.Pop();
                result = HasNoMore(call, function) ? new CheckedExpression(call, function.Result, -1, [], function.Name) : null;
                break;
            }

            expression = call.Target ?? call.Arguments[0];
        }

        while (result is not null && open.TryPop(out var entry))
        {
            result = CheckCall(entry.Call, entry.Function, result);
        }

        return result;
    }

    private CheckedExpression? CheckLeaf(Expression expression)
    {
        if (expression is ConstantExpression constant)
        {
            return new CheckedExpression(constant, constant.Type, -1, [], null);
        }

        var name = ((AttributeExpression)expression).Name;
        if (vocabulary.TryGet(name, out var slot, out var type) && type != AttributeType.Unspecified)
        {
            return new CheckedExpression(expression, type, slot, [], null);
        }

        return Fail(expression, $"unknown attribute {name}", NameHints.Suggest(name, KnownAttributes()));
    }

    private FunctionSignature? FindFunction(CallExpression call)
    {
        var function = FunctionCatalog.Find(call.Name);
        if (function is null || (call.Name == "SUB" && call.Arguments.Count != 1))
        {
            Fail(call, $"unknown function: {call.Name}", function is null ? HintForFunction(call.Name) : "there is no subtraction");
            return null;
        }

        if (call.Target is not null && function.Form == FunctionForm.Function)
        {
            Fail(call, $"invoking regular function on instance method: {call.Name}", $"write {call.Name}(...)");
            return null;
        }

        if (call.Target is null && function.Form == FunctionForm.Method)
        {
            Fail(call, $"invoking instance method without an instance: {call.Name}", $"write x.{call.Name}(...)");
            return null;
        }

        return function;
    }

    // Too few arguments are found before the arguments are looked at, too many after them, as in the reference, which overlooks those.
    private bool HasEnough(CallExpression call, FunctionSignature function) => call.Arguments.Count >= Arity(call, function) || FailArity(call, function);

    private bool HasNoMore(CallExpression call, FunctionSignature function) => call.Arguments.Count <= Arity(call, function) || FailArity(call, function);

    private static int Arity(CallExpression call, FunctionSignature function) => function.Parameters.Count - (call.Target is null ? 0 : 1);

    private bool FailArity(CallExpression call, FunctionSignature function)
    {
        Fail(
            call,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ExpressionRenderer.Render(call)} arity mismatch. Got {call.Arguments.Count} arg(s), expected {Arity(call, function)} arg(s)"),
            null);
        return false;
    }

    private CheckedExpression? CheckCall(CallExpression call, FunctionSignature function, CheckedExpression first)
    {
        var operands = new CheckedExpression[function.Parameters.Count];
        operands[0] = first;
        var bound = AttributeType.Unspecified;
        for (var i = 0; i < operands.Length; i++)
        {
            if (i > 0)
            {
                var argument = Check(call.Arguments[call.Target is null ? i : i - 1]);
                if (argument is null)
                {
                    return null;
                }

                operands[i] = argument;
            }

            if (!Unify(call, function, operands, i, ref bound))
            {
                return null;
            }

            if (i == 0 && call.Target is not null && !HasEnough(call, function))
            {
                return null;
            }
        }

        if (!HasNoMore(call, function))
        {
            return null;
        }

        var type = function.Result == AttributeType.Unspecified ? bound : function.Result;
        return new CheckedExpression(call, type, -1, operands, function.Name);
    }

    private bool Unify(CallExpression call, FunctionSignature function, CheckedExpression[] operands, int index, ref AttributeType bound)
    {
        var isVariable = function.Parameters[index] == AttributeType.Unspecified;
        var wanted = isVariable ? bound : function.Parameters[index];
        var found = operands[index].Type;
        if (wanted == AttributeType.Unspecified)
        {
            bound = found;
            return true;
        }

        if (wanted == found)
        {
            return true;
        }

        if (wanted == AttributeType.String && operands[index].AsString() is { } text)
        {
            operands[index] = text;
            return true;
        }

        if (isVariable && wanted == AttributeType.Duration && found == AttributeType.String && ReadAsStrings(function, operands, index))
        {
            bound = AttributeType.String;
            return true;
        }

        var what = call.Target is not null && index == 0
            ? "target"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"arg {(call.Target is null ? index + 1 : index)} ({ExpressionRenderer.Render(operands[index].Syntax)})");
        Fail(
            operands[index].Syntax,
            $"{ExpressionRenderer.Render(call)} {what} typeError got {TypeNames.Of(found)}, expected {TypeNames.Of(wanted)}",
            HintForType(found, wanted));
        return false;
    }

    // An earlier literal read like a duration, but what stands beside it is a text.
    private static bool ReadAsStrings(FunctionSignature function, CheckedExpression[] operands, int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (function.Parameters[i] == AttributeType.Unspecified)
            {
                if (operands[i].AsString() is not { } text)
                {
                    return false;
                }

                operands[i] = text;
            }
        }

        return true;
    }

    private IEnumerable<string> KnownAttributes()
    {
        for (var slot = 0; slot < vocabulary.Count; slot++)
        {
            if (vocabulary.TypeOf(slot) != AttributeType.Unspecified)
            {
                yield return vocabulary.NameOf(slot);
            }
        }
    }

    private static string? HintForFunction(string name) =>
        name switch
        {
            "MUL" or "QUO" or "REM" or "AND" or "XOR" or "" => "there is no such operator",
            _ => NameHints.Suggest(name, FunctionCatalog.Names.Where(known => !known.All(char.IsAsciiLetterUpper))),
        };

    private static string? HintForType(AttributeType found, AttributeType wanted) =>
        (found, wanted) switch
        {
            (AttributeType.Int64, AttributeType.Double) => "write the number with a decimal point; integers do not turn into doubles",
            (AttributeType.String, AttributeType.IpAddress) => "write ip(\"...\")",
            (AttributeType.String, AttributeType.Timestamp) => "write timestamp(\"...\")",
            (AttributeType.String, AttributeType.DnsName) => "write dnsName(...)",
            (AttributeType.String, AttributeType.EmailAddress) => "write email(...)",
            (AttributeType.String, AttributeType.Uri) => "write uri(...)",
            (AttributeType.String, AttributeType.Duration) => "a duration is a number with a unit: ns us ms s m h",
            _ => null,
        };

    private CheckedExpression? Fail(Expression at, string message, string? hint)
    {
        Error ??= new ExpressionError(message, at.Position, hint);
        return null;
    }
}

using Mixer.Attributes;
using Mixer.Expressions.Checking;
using Mixer.Expressions.Compilation;
using Mixer.Expressions.Functions;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Explaining;

/// <summary>
/// Explains conditions over one vocabulary: evaluates their parts as the whole would and keeps those that settle the outcome. Costs many times an evaluation;
/// for people who ask, not for calls. Single-threaded.
/// </summary>
public sealed class ConditionExplainer(Vocabulary vocabulary)
{
    private const int MaxParts = 16;
    private const int MaxInputs = 8;

    private readonly PatternCache _patterns = new();

    /// <summary>
    /// Explains the condition <paramref name="text"/> for the call in <paramref name="bag"/>, whose records of reads and last error are not kept. Null if it is no
    /// condition over the vocabulary.
    /// </summary>
    public ConditionExplanation? Explain(string text, AttributeBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        if (ExpressionParser.Parse(text, out _) is not { } syntax || new TypeChecker(vocabulary).Check(syntax) is not { Type: AttributeType.Bool } condition
            || !TryCompile(condition, out var whole))
        {
            return null;
        }

        var evaluated = whole.As<bool>().TryEvaluate(bag, out var outcome);
        var error = evaluated ? null : bag.Error;
        var parts = new List<DecidingPart>();
        var omitted = 0;
        Decide(condition, bag, parts, ref omitted);
        return new ConditionExplanation(evaluated ? outcome : null, error, parts, omitted);
    }

    private void Decide(CheckedExpression expression, AttributeBag bag, List<DecidingPart> parts, ref int omitted)
    {
        if (parts.Count == MaxParts)
        {
            omitted++;
            return;
        }

        switch (expression.Name)
        {
            case "LAND" or "LOR":
                DecideLogic(expression, bag, parts, ref omitted);
                break;
            case "NOT":
                Decide(expression.Operands[0], bag, parts, ref omitted);
                break;
            case "conditional":
                Decide(expression.Operands[0], bag, parts, ref omitted);
                if (Evaluate(expression.Operands[0], bag, out _) is { } condition)
                {
                    Decide(expression.Operands[condition ? 1 : 2], bag, parts, ref omitted);
                }

                break;
            default:
                var outcome = Evaluate(expression, bag, out var error);
                parts.Add(new DecidingPart(SourceText.Of(expression.Syntax), outcome, error, InputsOf(expression, bag)));
                break;
        }
    }

    private void DecideLogic(CheckedExpression expression, AttributeBag bag, List<DecidingPart> parts, ref int omitted)
    {
        var decisive = expression.Name == "LOR";
        var operands = OperandsOf(expression);
        var decided = operands.FindIndex(operand => Evaluate(operand, bag, out _) is not { } value || value == decisive);
        if (decided >= 0)
        {
            Decide(operands[decided], bag, parts, ref omitted);
            return;
        }

        foreach (var operand in operands)
        {
            Decide(operand, bag, parts, ref omitted);
        }
    }

    private bool? Evaluate(CheckedExpression expression, AttributeBag bag, out string? error)
    {
        error = null;
        if (!TryCompile(expression, out var compiled))
        {
            return null;
        }

        if (compiled.As<bool>().TryEvaluate(bag, out var value))
        {
            return value;
        }

        error = bag.Error;
        bag.ClearError();
        return null;
    }

    private List<PartInput> InputsOf(CheckedExpression part, AttributeBag bag)
    {
        var inputs = new List<PartInput>();
        var open = new Stack<CheckedExpression>([part]);
        while (inputs.Count < MaxInputs && open.TryPop(out var expression))
        {
            if (expression.Syntax is AttributeExpression)
            {
                Add(inputs, expression, bag.Peek(expression.Slot));
                continue;
            }

            if (EntryOf(expression) is (var slot, var key))
            {
                Add(inputs, expression, Entry(bag.Peek(slot), key));
                continue;
            }

            for (var i = expression.Operands.Count - 1; i >= 0; i--)
            {
                open.Push(expression.Operands[i]);
            }

            // What a comparison compares is worth more than what it was computed from.
            if (!ReferenceEquals(expression, part) && part.Operands.Contains(expression) && expression.Operands.Count > 0
                && TryCompile(expression, out var compiled) && compiled.As<AttributeValue>().TryEvaluate(bag, out var value))
            {
                Add(inputs, expression, value);
            }

            bag.ClearError();
        }

        return inputs;
    }

    private static void Add(List<PartInput> inputs, CheckedExpression expression, in AttributeValue value)
    {
        var text = SourceText.Of(expression.Syntax);
        if (!inputs.Exists(input => string.Equals(input.Text, text, StringComparison.Ordinal)))
        {
            inputs.Add(new PartInput(text, value));
        }
    }

    private static (int Slot, string Key)? EntryOf(CheckedExpression expression) =>
        expression.Name == "INDEX" && expression.Operands[0].Syntax is AttributeExpression && expression.Operands[1].Syntax is ConstantExpression key
            ? (expression.Operands[0].Slot, key.Value.AsString)
            : null;

    private static AttributeValue Entry(in AttributeValue map, string key) =>
        map.Kind == AttributeKind.StringMap && map.AsStringMap.TryGetValue(key, out var value) ? new AttributeValue(value) : default;

    private static List<CheckedExpression> OperandsOf(CheckedExpression chain)
    {
        var operands = new List<CheckedExpression>();
        var first = chain;
        while (string.Equals(first.Name, chain.Name, StringComparison.Ordinal))
        {
            operands.Add(first.Operands[1]);
            first = first.Operands[0];
        }

        operands.Add(first);
        operands.Reverse();
        return operands;
    }

    private bool TryCompile(CheckedExpression expression, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TypedExpression? compiled)
    {
        var builder = new NodeBuilder(vocabulary, _patterns);
        compiled = TypedExpression.Create(SourceText.Of(expression.Syntax), expression, builder);
        return compiled is not null && builder.Error is null;
    }
}

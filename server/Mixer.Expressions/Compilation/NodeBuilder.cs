using System.Runtime.CompilerServices;
using Mixer.Attributes;
using Mixer.Expressions.Checking;
using Mixer.Expressions.Functions;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>Turns a typed expression into nodes, folding what is constant. One use, one thread.</summary>
internal sealed partial class NodeBuilder(Vocabulary vocabulary, PatternCache patterns)
{
    private readonly List<ExpressionError> _warnings = [];
    private AttributeBag? _scratch;

    /// <summary>The first thing that has no implementation; null if there was none.</summary>
    public ExpressionError? Error { get; private set; }

    /// <summary>Constant parts that can only fail.</summary>
    public IReadOnlyList<ExpressionError> Warnings => _warnings;

    /// <summary>The nodes of an expression of a type other than STRING_MAP; null with <see cref="Error"/> set if something is not implemented.</summary>
    public Node<T>? Build<T, TKind>(CheckedExpression expression)
        where TKind : struct, IValueKind<T>
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Fail<T>(expression, "exceeded max nesting depth");
        }

        switch (expression.Syntax)
        {
            case ConstantExpression constant:
                TKind.TryRead(constant.Value, out var value);
                return new ConstantNode<T>(value!);
            case AttributeExpression attribute:
                return typeof(T) == typeof(MapReference)
                    ? (Node<T>)(object)new MapAttributeNode(expression.Slot, attribute.Name)
                    : new AttributeNode<T, TKind>(expression.Slot, attribute.Name);
        }

        return expression.Name switch
        {
            "OR" => BuildFirstPresent<T, TKind>(expression),
            "conditional" => BuildConditional<T, TKind>(expression),
            _ => (Node<T>?)BuildCall(expression),
        };
    }

    private Node<T>? BuildFirstPresent<T, TKind>(CheckedExpression expression)
        where TKind : struct, IValueKind<T>
    {
        var alternatives = BuildAll<T, TKind>(Chain(expression, "OR"));
        if (alternatives is null)
        {
            return null;
        }

        // What stands right of something that is always present is never reached.
        var first = alternatives.FindIndex(alternative => alternative.IsConstant);
        if (first >= 0)
        {
            alternatives.RemoveRange(first + 1, alternatives.Count - first - 1);
        }

        return alternatives.Count == 1 ? alternatives[0] : new FirstPresentNode<T>([.. alternatives]);
    }

    private Node<T>? BuildConditional<T, TKind>(CheckedExpression expression)
        where TKind : struct, IValueKind<T>
    {
        var condition = Build<bool, BoolKind>(expression.Operands[0]);
        var yes = Build<T, TKind>(expression.Operands[1]);
        var no = Build<T, TKind>(expression.Operands[2]);
        if (condition is null || yes is null || no is null)
        {
            return null;
        }

        // The branch is strict even left of "|", so only a branch that cannot be absent may stand alone.
        return condition is ConstantNode<bool> constant && (constant.Value ? yes : no).IsConstant
            ? constant.Value ? yes : no
            : new ConditionalNode<T>(condition, yes, no);
    }

    private Node<bool>? BuildLogic(CheckedExpression expression, bool decisive)
    {
        var operands = BuildAll<bool, BoolKind>(Chain(expression, expression.Name!));
        if (operands is null)
        {
            return null;
        }

        var kept = new List<Node<bool>>();
        foreach (var operand in operands)
        {
            if (operand is not ConstantNode<bool> constant)
            {
                kept.Add(operand);
            }
            else if (constant.Value == decisive)
            {
                kept.Add(operand);
                break;
            }
        }

        return kept.Count == 0 ? new ConstantNode<bool>(!decisive)
            : kept.Count == 1 && kept[0].IsConstant ? kept[0]
            : new LogicNode([.. kept], decisive);
    }

    private Node<string>? BuildIndex(CheckedExpression expression)
    {
        var map = Build<MapReference, StringMapKind>(expression.Operands[0]);
        var key = Build<string, StringKind>(expression.Operands[1]);
        return map is null || key is null ? null : new IndexNode(map, key);
    }

    private Node<T>? BuildUnary<TOperand, TKind, T, TFunction>(CheckedExpression expression)
        where TKind : struct, IValueKind<TOperand>
        where TFunction : struct, IUnary<TOperand, T>
    {
        var operand = Build<TOperand, TKind>(expression.Operands[0]);
        return operand is null ? null : Fold(expression, new UnaryNode<TOperand, T, TFunction>(operand), operand.IsConstant);
    }

    private Node<bool>? BuildTextTest<TTest>(CheckedExpression expression)
        where TTest : struct, ITextTest
    {
        var first = Build<string, StringKind>(expression.Operands[0]);
        var second = Build<string, StringKind>(expression.Operands[1]);
        return first is null || second is null
            ? null
            : Fold(expression, new TextTestNode<TTest>(first, second), first.IsConstant && second.IsConstant);
    }

    private Node<bool>? BuildMatches(CheckedExpression expression)
    {
        var pattern = Build<string, StringKind>(expression.Operands[0]);
        var text = Build<string, StringKind>(expression.Operands[1]);
        if (pattern is null || text is null)
        {
            return null;
        }

        if (pattern is not ConstantNode<string> constant)
        {
            return new PatternMatchNode(pattern, text, patterns);
        }

        var compiled = patterns.Get(constant.Value);
        if (compiled.Error is not null)
        {
            _warnings.Add(new ExpressionError(compiled.Error, expression.Operands[0].Syntax.Position));
        }

        return Fold(expression, new ConstantPatternMatchNode(compiled, text), text.IsConstant && compiled.Error is null);
    }

    private Node<bool>? BuildEqual<T, TKind, TEquality>(CheckedExpression expression)
        where TKind : struct, IValueKind<T>
        where TEquality : struct, IEquality<T>
    {
        var left = Build<T, TKind>(expression.Operands[0]);
        var right = Build<T, TKind>(expression.Operands[1]);
        if (left is null || right is null)
        {
            return null;
        }

        var negated = expression.Name == "NEQ";
        return (left, right) switch
        {
            (AttributeNode<T, TKind> attribute, ConstantNode<T> constant) => new AttributeEqualsNode<T, TKind, TEquality>(attribute, constant.Value, negated),
            (IndexNode { Map: MapAttributeNode map, Key: ConstantNode<string> key }, ConstantNode<string> text) => new EntryEqualsNode(map, key.Value, text.Value, negated),
            _ => EqualityOf<T, TEquality>(expression, left, right),
        };
    }

    private Node<bool> EqualityOf<T, TEquality>(CheckedExpression expression, Node<T> left, Node<T> right)
        where TEquality : struct, IEquality<T> =>
        Fold(expression, new EqualNode<T, TEquality>(left, right, expression.Name == "NEQ"), left.IsConstant && right.IsConstant);

    private Node<bool>? BuildMapEqual(CheckedExpression expression)
    {
        var left = Build<MapReference, StringMapKind>(expression.Operands[0]);
        var right = Build<MapReference, StringMapKind>(expression.Operands[1]);
        return left is null || right is null
            ? null
            : EqualityOf<StringMap, StringMapEquality>(expression, new WholeMapNode(left), new WholeMapNode(right));
    }

    private Node<bool>? BuildOrder<T, TKind, TOrdering>(CheckedExpression expression)
        where TKind : struct, IValueKind<T>
        where TOrdering : struct, IOrdering<T>
    {
        var left = Build<T, TKind>(expression.Operands[0]);
        var right = Build<T, TKind>(expression.Operands[1]);
        return left is null || right is null
            ? null
            : Fold(expression, new OrderNode<T, TOrdering>(left, right, OrderOf(expression)), left.IsConstant && right.IsConstant);
    }

    private List<Node<T>>? BuildAll<T, TKind>(List<CheckedExpression> expressions)
        where TKind : struct, IValueKind<T>
    {
        var nodes = new List<Node<T>>(expressions.Count);
        foreach (var expression in expressions)
        {
            if (Build<T, TKind>(expression) is not { } node)
            {
                return null;
            }

            nodes.Add(node);
        }

        return nodes;
    }

    // The operands of a chain of one operator, from the left. What leans right is no part of it: for floating point numbers that would matter.
    private static List<CheckedExpression> Chain(CheckedExpression expression, string name)
    {
        var operands = new List<CheckedExpression>();
        while (expression.Name == name)
        {
            operands.Add(expression.Operands[1]);
            expression = expression.Operands[0];
        }

        operands.Add(expression);
        operands.Reverse();
        return operands;
    }

    private Node<T> Fold<T>(CheckedExpression expression, Node<T> node, bool isConstant)
    {
        if (!isConstant)
        {
            return node;
        }

        _scratch ??= new AttributeBag(vocabulary);
        if (node.Strict(_scratch, out var value))
        {
            return new ConstantNode<T>(value);
        }

        _warnings.Add(new ExpressionError(_scratch.Error ?? "", expression.Syntax.Position));
        return node;
    }

    private Node<T>? Fail<T>(CheckedExpression expression, string message, string? hint = null)
    {
        Error ??= new ExpressionError(message, expression.Syntax.Position, hint);
        return null;
    }

    private static OrderOperator OrderOf(CheckedExpression expression) =>
        expression.Name switch
        {
            "LT" => OrderOperator.Less,
            "LEQ" => OrderOperator.LessOrEqual,
            "GT" => OrderOperator.Greater,
            _ => OrderOperator.GreaterOrEqual,
        };
}

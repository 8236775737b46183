using System.Diagnostics.CodeAnalysis;
using Mixer.Attributes;

namespace Mixer.Expressions.Compilation;

/// <summary>When two values of a type are equal; null, or why that cannot be said.</summary>
internal interface IEquality<T>
{
    /// <summary>Compares.</summary>
    static abstract string? Compare(T left, T right, out bool equal);
}

/// <summary>How two values of a type are ordered.</summary>
internal interface IOrdering<T>
{
    /// <summary>Negative, zero or positive.</summary>
    static abstract int Compare(T left, T right);
}

/// <summary><c>a == b</c> and <c>a != b</c>.</summary>
internal sealed class EqualNode<T, TEquality>(Node<T> left, Node<T> right, bool negated) : Node<bool>
    where TEquality : struct, IEquality<T>
{
    public Node<T> Left => left;

    public Node<T> Right => right;

    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!left.Strict(bag, out var first) || !right.Strict(bag, out var second))
        {
            return false;
        }

        if (TEquality.Compare(first, second, out var equal) is { } error)
        {
            return bag.Fail(error);
        }

        value = equal != negated;
        return true;
    }
}

/// <summary>Which of the four order comparisons.</summary>
internal enum OrderOperator : byte
{
    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,
}

/// <summary>Order comparisons.</summary>
internal sealed class OrderNode<T, TOrdering>(Node<T> left, Node<T> right, OrderOperator comparison) : Node<bool>
    where TOrdering : struct, IOrdering<T>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!left.Strict(bag, out var first) || !right.Strict(bag, out var second))
        {
            return false;
        }

        var order = TOrdering.Compare(first, second);
        value = comparison switch
        {
            OrderOperator.Less => order < 0,
            OrderOperator.LessOrEqual => order <= 0,
            OrderOperator.Greater => order > 0,
            _ => order >= 0,
        };
        return true;
    }
}

/// <summary>Order comparisons of numbers that may not be ordered at all: everything is false about a NaN.</summary>
internal sealed class DoubleOrderNode(Node<double> left, Node<double> right, OrderOperator comparison) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!left.Strict(bag, out var first) || !right.Strict(bag, out var second))
        {
            return false;
        }

        value = comparison switch
        {
            OrderOperator.Less => first < second,
            OrderOperator.LessOrEqual => first <= second,
            OrderOperator.Greater => first > second,
            _ => first >= second,
        };
        return true;
    }
}

/// <summary>A function of one operand; null, or why it has no value.</summary>
internal interface IUnary<TOperand, TResult>
{
    /// <summary>Computes.</summary>
    static abstract string? Apply(TOperand operand, out TResult result);
}

/// <summary>A call of a function of one operand.</summary>
internal sealed class UnaryNode<TOperand, TResult, TFunction>(Node<TOperand> operand) : Node<TResult>
    where TFunction : struct, IUnary<TOperand, TResult>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out TResult value)
    {
        if (!operand.Strict(bag, out var input))
        {
            value = default;
            return false;
        }

        return TFunction.Apply(input, out value) is not { } error || bag.Fail(error);
    }
}

/// <summary>A test of two texts.</summary>
internal interface ITextTest
{
    /// <summary>Tests.</summary>
    static abstract bool Test(string first, string second);
}

/// <summary>A call of a test of two texts, operands in order of writing.</summary>
internal sealed class TextTestNode<TTest>(Node<string> first, Node<string> second) : Node<bool>
    where TTest : struct, ITextTest
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        if (first.Strict(bag, out var a) && second.Strict(bag, out var b))
        {
            value = TTest.Test(a, b);
            return true;
        }

        value = false;
        return false;
    }
}

/// <summary><c>a + b + c</c> of texts.</summary>
internal sealed class ConcatenationNode(Node<string>[] parts) : Node<string>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (parts.Length == 2)
        {
            if (!parts[0].Strict(bag, out var first) || !parts[1].Strict(bag, out var second))
            {
                return false;
            }

            value = string.Concat(first, second);
            return true;
        }

        var texts = new string[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].Strict(bag, out texts[i]!))
            {
                return false;
            }
        }

        value = string.Concat(texts);
        return true;
    }
}

/// <summary><c>a + b + c</c> of integers, around at 64 bits.</summary>
internal sealed class Int64SumNode(Node<long>[] parts) : Node<long>
{
    public override bool Strict(AttributeBag bag, out long value)
    {
        value = 0;
        foreach (var part in parts)
        {
            if (!part.Strict(bag, out var addend))
            {
                return false;
            }

            value = unchecked(value + addend);
        }

        return true;
    }
}

/// <summary><c>a + b + c</c> of floating point numbers, from the left.</summary>
internal sealed class DoubleSumNode(Node<double>[] parts) : Node<double>
{
    public override bool Strict(AttributeBag bag, out double value)
    {
        // Not from zero: the sum of negative zeros is a negative zero.
        if (!parts[0].Strict(bag, out value))
        {
            return false;
        }

        for (var i = 1; i < parts.Length; i++)
        {
            if (!parts[i].Strict(bag, out var addend))
            {
                return false;
            }

            value += addend;
        }

        return true;
    }
}

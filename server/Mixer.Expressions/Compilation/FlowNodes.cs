using System.Diagnostics.CodeAnalysis;
using Mixer.Attributes;

namespace Mixer.Expressions.Compilation;

/// <summary><c>a | b | c</c>: the first that is present; the last one must be.</summary>
internal sealed class FirstPresentNode<T>(Node<T>[] alternatives) : Node<T>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out T value)
    {
        var last = alternatives.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var outcome = alternatives[i].Try(bag, out value);
            if (outcome != Outcome.Absent)
            {
                return outcome == Outcome.Found;
            }
        }

        return alternatives[last].Strict(bag, out value);
    }

    public override Outcome Try(AttributeBag bag, [MaybeNull] out T value)
    {
        foreach (var alternative in alternatives)
        {
            var outcome = alternative.Try(bag, out value);
            if (outcome != Outcome.Absent)
            {
                return outcome;
            }
        }

        value = default;
        return Outcome.Absent;
    }
}

/// <summary><c>conditional(c, x, y)</c>: only the chosen branch is evaluated.</summary>
internal sealed class ConditionalNode<T>(Node<bool> condition, Node<T> yes, Node<T> no) : Node<T>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out T value)
    {
        if (!condition.Strict(bag, out var choice))
        {
            value = default;
            return false;
        }

        return choice ? yes.Strict(bag, out value) : no.Strict(bag, out value);
    }
}

/// <summary><c>conditionalString(c, x, y)</c>: both branches are evaluated.</summary>
internal sealed class ConditionalStringNode(Node<bool> condition, Node<string> yes, Node<string> no) : Node<string>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out string value)
    {
        if (condition.Strict(bag, out var choice) && yes.Strict(bag, out var first) && no.Strict(bag, out var second))
        {
            value = choice ? first : second;
            return true;
        }

        value = null;
        return false;
    }
}

/// <summary><c>a &amp;&amp; b</c> and <c>a || b</c>: left to right until one operand is <paramref name="decisive"/>.</summary>
internal sealed class LogicNode(Node<bool>[] operands, bool decisive) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        foreach (var operand in operands)
        {
            if (!operand.Strict(bag, out value))
            {
                return false;
            }

            if (value == decisive)
            {
                return true;
            }
        }

        value = !decisive;
        return true;
    }
}

/// <summary><c>!a</c>.</summary>
internal sealed class NotNode(Node<bool> operand) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        var found = operand.Strict(bag, out value);
        value = !value;
        return found;
    }
}

/// <summary><c>m[k]</c>: strictly, a key that is not there reads as an empty text.</summary>
internal sealed class IndexNode(Node<MapReference> map, Node<string> key) : Node<string>
{
    public Node<MapReference> Map => map;

    public Node<string> Key => key;

    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (!map.Strict(bag, out var found) || !key.Strict(bag, out var wanted))
        {
            return false;
        }

        if (!Find(bag, found, wanted, out value))
        {
            value = "";
        }

        return true;
    }

    public override Outcome Try(AttributeBag bag, [MaybeNull] out string value)
    {
        value = null;
        var outcome = map.Try(bag, out var found);
        if (outcome != Outcome.Found)
        {
            return outcome;
        }

        outcome = key.Try(bag, out var wanted);
        if (outcome != Outcome.Found)
        {
            return outcome;
        }

        return Find(bag, found, wanted!, out value) ? Outcome.Found : Outcome.Absent;
    }

    private static bool Find(AttributeBag bag, in MapReference map, string key, [MaybeNullWhen(false)] out string value) =>
        map.Slot >= 0 ? bag.TryGetEntry(map.Slot, map.Map, key, out value) : map.Map.TryGetValue(key, out value);
}

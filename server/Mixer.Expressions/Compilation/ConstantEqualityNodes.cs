using Mixer.Attributes;

namespace Mixer.Expressions.Compilation;

/// <summary><c>attribute == constant</c> in one step: what most conditions are made of.</summary>
internal sealed class AttributeEqualsNode<T, TKind, TEquality>(AttributeNode<T, TKind> attribute, T constant, bool negated) : Node<bool>
    where TKind : struct, IValueKind<T>
    where TEquality : struct, IEquality<T>
{
    private readonly int _slot = attribute.Slot;

    public override bool Strict(AttributeBag bag, out bool value)
    {
        ref readonly var found = ref bag.Read(_slot);
        if (!TKind.TryRead(found, out var operand))
        {
            value = false;
            return attribute.FailToRead(bag, found);
        }

        if (TEquality.Compare(operand, constant, out var equal) is { } error)
        {
            value = false;
            return bag.Fail(error);
        }

        value = equal != negated;
        return true;
    }
}

/// <summary><c>map["key"] == "constant"</c> in one step.</summary>
internal sealed class EntryEqualsNode(MapAttributeNode map, string key, string constant, bool negated) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!map.Strict(bag, out var found))
        {
            return false;
        }

        // Strictly, a key that is not there reads as an empty text.
        var entry = bag.TryGetEntry(found.Slot, found.Map, key, out var text) ? text : "";
        value = string.Equals(entry, constant) != negated;
        return true;
    }
}

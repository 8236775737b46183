using System.Diagnostics.CodeAnalysis;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>A literal, or what was computed at compile time.</summary>
internal sealed class ConstantNode<T>(T constant) : Node<T>
{
    public T Value => constant;

    public override bool IsConstant => true;

    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out T value)
    {
        value = constant;
        return true;
    }
}

/// <summary>An attribute of any type but STRING_MAP.</summary>
internal sealed class AttributeNode<T, TKind>(int slot, string name) : Node<T>
    where TKind : struct, IValueKind<T>
{
    private readonly string _absent = $"lookup failed: '{name}'";

    public int Slot => slot;

    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out T value)
    {
        ref readonly var found = ref bag.Read(slot);
        return TKind.TryRead(found, out value) || FailToRead(bag, found);
    }

    /// <summary>False, with the error for <paramref name="found"/>, which is nothing or of another kind.</summary>
    public bool FailToRead(AttributeBag bag, in AttributeValue found) => bag.Fail(found.IsNone ? _absent : WrongKind(found));

    public override Outcome Try(AttributeBag bag, [MaybeNull] out T value)
    {
        ref readonly var found = ref bag.Read(slot);
        if (TKind.TryRead(found, out value))
        {
            return Outcome.Found;
        }

        if (found.IsNone)
        {
            return Outcome.Absent;
        }

        bag.Fail(WrongKind(found));
        return Outcome.Failed;
    }

    private static string WrongKind(in AttributeValue found) => $"error converting value to {TKind.Name}: '{QuotedValue.Of(found)}'";
}

/// <summary>An attribute of type STRING_MAP; reading it records only its absence.</summary>
internal sealed class MapAttributeNode(int slot, string name) : Node<MapReference>
{
    private readonly string _absent = $"lookup failed: '{name}'";

    public int Slot => slot;

    public override bool Strict(AttributeBag bag, out MapReference value) =>
        Try(bag, out value) is var outcome && (outcome == Outcome.Found || (outcome == Outcome.Absent && bag.Fail(_absent)));

    public override Outcome Try(AttributeBag bag, out MapReference value)
    {
        ref readonly var found = ref bag.Read(slot);
        if (found.Kind == AttributeKind.StringMap)
        {
            value = new MapReference(found.AsStringMap, slot);
            return Outcome.Found;
        }

        value = default;
        if (found.IsNone)
        {
            return Outcome.Absent;
        }

        bag.Fail($"error converting value to {StringMapKind.Name}: '{QuotedValue.Of(found)}'");
        return Outcome.Failed;
    }
}

/// <summary>A map used as a value: all of it has been read.</summary>
internal sealed class WholeMapNode(Node<MapReference> map) : Node<StringMap>
{
    public override bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out StringMap value)
    {
        if (!map.Strict(bag, out var found))
        {
            value = null;
            return false;
        }

        if (found.Slot >= 0)
        {
            bag.RecordWholeMap(found.Slot);
        }

        value = found.Map;
        return true;
    }
}

/// <summary>A value in the form of a bag, for who takes any type.</summary>
internal sealed class WrapNode<T, TKind>(Node<T> node) : Node<AttributeValue>
    where TKind : struct, IValueKind<T>
{
    public override bool Strict(AttributeBag bag, out AttributeValue value)
    {
        var found = node.Strict(bag, out var inner);
        value = found ? TKind.Wrap(inner!) : default;
        return found;
    }
}

/// <summary>A map in the form of a bag.</summary>
internal sealed class WrapMapNode(Node<StringMap> node) : Node<AttributeValue>
{
    public override bool Strict(AttributeBag bag, out AttributeValue value)
    {
        var found = node.Strict(bag, out var inner);
        value = found ? new AttributeValue(inner!) : default;
        return found;
    }
}

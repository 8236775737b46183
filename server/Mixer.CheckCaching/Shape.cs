using System.Numerics;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>
/// What a verdict depended on, without the values: which attributes and map keys were read, and of what kind they were found to be. Verdicts of one
/// shape differ in values only. Immutable; any thread.
/// </summary>
internal sealed class Shape
{
    private readonly int[] _slots;
    private readonly int[] _maps;
    private readonly KeyReference[] _keys;

    public Shape(ReferencedAttributes references, Vocabulary vocabulary)
    {
        References = new ReferencedAttributes(vocabulary.Count);
        References.CopyFrom(references);
        _slots = SlotsOf(references, static (r, word) => r.Present[word] | r.Absent[word] | r.Generated[word]);
        _maps = SlotsOf(references, static (r, word) => r.Maps[word] & ~r.Present[word]);
        _keys = references.KeySpan.ToArray();
        Array.Sort(_keys, static (a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : string.CompareOrdinal(a.Key, b.Key));
        IsRooted = Root.IsReadBy(this, vocabulary);
        Count = _slots.Length + _keys.Length;
    }

    /// <summary>The references themselves. Only to be read.</summary>
    public ReferencedAttributes References { get; }

    /// <summary>True if everything that <see cref="Root"/> looks at was read.</summary>
    public bool IsRooted { get; }

    /// <summary>Number of values that tell verdicts of this shape apart.</summary>
    public int Count { get; }

    /// <summary>True if the value of the attribute was read.</summary>
    public bool Reads(int slot) => Array.BinarySearch(_slots, slot) >= 0;

    /// <summary>True if the bag's attributes are present and absent as in this shape; <paramref name="hash"/> is then that of the values.</summary>
    public bool Fits(AttributeBag bag, out int hash)
    {
        var code = new HashCode();
        hash = 0;
        foreach (var slot in _slots)
        {
            if (!bag.TryPeekSent(slot, out var value) || value.IsNone != IsAbsent(slot))
            {
                return false;
            }

            code.Add(ValueHash.Of(value));
        }

        foreach (var slot in _maps)
        {
            if (!bag.TryPeekSent(slot, out var value) || value.Kind != AttributeKind.StringMap)
            {
                return false;
            }
        }

        foreach (ref readonly var key in _keys.AsSpan())
        {
            if (!TryGetEntry(bag, key, out var text) || text is null == key.Present)
            {
                return false;
            }

            code.Add(text is null ? 0 : text.GetHashCode(StringComparison.Ordinal));
        }

        hash = code.ToHashCode();
        return true;
    }

    /// <summary>About how many bytes <see cref="ValuesOf"/> a bag that fits would hold on to.</summary>
    public long SizeOf(AttributeBag bag)
    {
        var size = 0L;
        foreach (var slot in _slots)
        {
            _ = bag.TryPeekSent(slot, out var value);
            size += EntrySize.Of(value);
        }

        foreach (ref readonly var key in _keys.AsSpan())
        {
            _ = TryGetEntry(bag, key, out var text);
            size += EntrySize.Of(text);
        }

        return size;
    }

    /// <summary>The values of a bag that fits, each attribute's and then each key's; maps are copied, so that no request stays alive.</summary>
    public AttributeValue[] ValuesOf(AttributeBag bag)
    {
        var values = new AttributeValue[Count];
        var next = 0;
        foreach (var slot in _slots)
        {
            _ = bag.TryPeekSent(slot, out var value);
            values[next++] = value.Kind == AttributeKind.StringMap
                ? new AttributeValue(StringMap.Create(new Dictionary<string, string>(value.AsStringMap, StringComparer.Ordinal)))
                : value;
        }

        foreach (ref readonly var key in _keys.AsSpan())
        {
            _ = TryGetEntry(bag, key, out var text);
            values[next++] = text is null ? default : new AttributeValue(text);
        }

        return values;
    }

    /// <summary>True if a bag that fits has exactly these values.</summary>
    public bool HasValues(AttributeBag bag, AttributeValue[] values)
    {
        var next = 0;
        foreach (var slot in _slots)
        {
            _ = bag.TryPeekSent(slot, out var value);
            if (!value.Equals(values[next++]))
            {
                return false;
            }
        }

        foreach (ref readonly var key in _keys.AsSpan())
        {
            _ = TryGetEntry(bag, key, out var text);
            ref readonly var known = ref values[next++];
            if (text is null ? !known.IsNone : !string.Equals(text, known.AsString, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsAbsent(int slot) => (References.Present[slot >> 6] & (1UL << slot)) == 0;

    private static bool TryGetEntry(AttributeBag bag, in KeyReference key, out string? text)
    {
        text = null;
        if (!bag.TryPeekSent(key.Slot, out var map) || map.Kind != AttributeKind.StringMap)
        {
            return false;
        }

        _ = map.AsStringMap.TryGetValue(key.Key, out text);
        return true;
    }

    private static int[] SlotsOf(ReferencedAttributes references, Func<ReferencedAttributes, int, ulong> select)
    {
        var slots = new List<int>();
        for (var word = 0; word < references.Present.Length; word++)
        {
            for (var bits = select(references, word); bits != 0; bits &= bits - 1)
            {
                slots.Add((word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return [.. slots];
    }
}

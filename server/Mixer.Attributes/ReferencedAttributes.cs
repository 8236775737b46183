using Mixer.Sdk.Values;

namespace Mixer.Attributes;

/// <summary>
/// Which attributes and map keys of a call were read, present or absent: bits for attributes, a short list for map keys. A set: each
/// pair appears once, a later record replaces the condition (spec 01 section 6). Not thread-safe.
/// </summary>
public sealed class ReferencedAttributes
{
    private readonly List<KeyReference> _keys = [];
    private ulong[] _present;
    private ulong[] _absent;

    /// <summary>Nothing read, of <paramref name="slots"/> slots.</summary>
    public ReferencedAttributes(int slots)
    {
        _present = new ulong[(slots + 63) / 64];
        _absent = new ulong[_present.Length];
    }

    /// <summary>One bit a slot: read and present. For a map: read as a whole.</summary>
    public ReadOnlySpan<ulong> Present => _present;

    /// <summary>One bit a slot: read and absent.</summary>
    public ReadOnlySpan<ulong> Absent => _absent;

    /// <summary>The map keys that were read, each once, in order of first reading.</summary>
    public IReadOnlyList<KeyReference> Keys => _keys;

    /// <summary>Records a read of an attribute that held <paramref name="kind"/>.</summary>
    public void Record(int slot, AttributeKind kind)
    {
        if (kind == AttributeKind.None)
        {
            _absent[slot >> 6] |= 1UL << slot;
        }
        else if (kind != AttributeKind.StringMap)
        {
            _present[slot >> 6] |= 1UL << slot;
        }
    }

    /// <summary>Records that a map was read as a whole.</summary>
    public void RecordWholeMap(int slot) => _present[slot >> 6] |= 1UL << slot;

    /// <summary>Records a read of one key of a map.</summary>
    public void RecordKey(int slot, string key, bool present)
    {
        foreach (var known in _keys)
        {
            if (known.Slot == slot && string.Equals(known.Key, key, StringComparison.Ordinal))
            {
                return;
            }
        }

        _keys.Add(new KeyReference(slot, key, present));
    }

    /// <summary>Makes this the same set as <paramref name="other"/>, which must be over the same vocabulary.</summary>
    public void CopyFrom(ReferencedAttributes other)
    {
        if (_present.Length < other._present.Length)
        {
            _present = new ulong[other._present.Length];
            _absent = new ulong[other._present.Length];
        }

        Array.Clear(_present);
        Array.Clear(_absent);
        other._present.CopyTo(_present, 0);
        other._absent.CopyTo(_absent, 0);
        _keys.Clear();
        _keys.AddRange(other._keys);
    }

    /// <summary>Forgets everything and makes room for <paramref name="slots"/> slots.</summary>
    public void Reset(int slots)
    {
        if (_present.Length < (slots + 63) / 64)
        {
            _present = new ulong[(slots + 63) / 64];
            _absent = new ulong[_present.Length];
        }

        Array.Clear(_present);
        Array.Clear(_absent);
        _keys.Clear();
    }
}

/// <summary>A map key that was read.</summary>
/// <param name="Slot">Slot of the map attribute.</param>
/// <param name="Key">The key.</param>
/// <param name="Present">Whether the map held it.</param>
public readonly record struct KeyReference(int Slot, string Key, bool Present);

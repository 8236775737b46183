using System.Runtime.InteropServices;
using Mixer.Sdk.Values;

namespace Mixer.Attributes;

/// <summary>
/// Which attributes and map keys of a call were read, present or absent: bits for attributes, a short list for map keys. A set: each
/// pair appears once, a later record replaces the condition (spec 01 section 6). Not thread-safe.
/// </summary>
public sealed class ReferencedAttributes
{
    private const int MaxScan = 16;
    private readonly List<KeyReference> _keys = [];
    private Dictionary<(int Slot, string Key), int>? _places;

    // Four bit sets, one after another: present, absent, maps, generated.
    private ulong[] _bits;
    private int _words;

    /// <summary>Nothing read, of <paramref name="slots"/> slots.</summary>
    public ReferencedAttributes(int slots)
    {
        _words = (slots + 63) / 64;
        _bits = new ulong[_words * 4];
    }

    /// <summary>One bit a slot: read and present. For a map: read as a whole.</summary>
    public ReadOnlySpan<ulong> Present => Part(0);

    /// <summary>One bit a slot: read and absent.</summary>
    public ReadOnlySpan<ulong> Absent => Part(1);

    /// <summary>One bit a slot: read, and found to be a map. Not part of what callers are told; the check cache depends on it.</summary>
    public ReadOnlySpan<ulong> Maps => Part(2);

    /// <summary>One bit a slot: read, with a generated value because the caller sent none. Not part of what callers are told; the check cache depends on it.</summary>
    public ReadOnlySpan<ulong> Generated => Part(3);

    /// <summary>The map keys that were read, each once, in order of first reading.</summary>
    public IReadOnlyList<KeyReference> Keys => _keys;

    /// <summary>The map keys that were read, without a copy; valid until the next record.</summary>
    public ReadOnlySpan<KeyReference> KeySpan => CollectionsMarshal.AsSpan(_keys);

    /// <summary>Records a read of an attribute that held <paramref name="kind"/>.</summary>
    public void Record(int slot, AttributeKind kind)
    {
        var word = slot >> 6;
        var bit = 1UL << slot;
        if (kind == AttributeKind.None)
        {
            _bits[_words + word] |= bit;
            _bits[word] &= ~bit;
        }
        else if (kind == AttributeKind.StringMap)
        {
            _bits[2 * _words + word] |= bit;
        }
        else
        {
            _bits[word] |= bit;
            _bits[_words + word] &= ~bit;
        }
    }

    /// <summary>Records a read of a generated value.</summary>
    public void RecordGenerated(int slot) => _bits[3 * _words + (slot >> 6)] |= 1UL << slot;

    /// <summary>Records that a map was read as a whole.</summary>
    public void RecordWholeMap(int slot)
    {
        _bits[slot >> 6] |= 1UL << slot;
        _bits[_words + (slot >> 6)] &= ~(1UL << slot);
    }

    /// <summary>Records a read of one key of a map.</summary>
    public void RecordKey(int slot, string key, bool present)
    {
        var place = PlaceOf(slot, key);
        if (place >= 0)
        {
            if (_keys[place].Present != present)
            {
                _keys[place] = new KeyReference(slot, key, present);
            }

            return;
        }

        _places?.Add((slot, key), _keys.Count);
        _keys.Add(new KeyReference(slot, key, present));
    }

    /// <summary>Forgets reads of a generated value of the attribute, and none of what the caller sent.</summary>
    public void ForgetGenerated(int slot) => _bits[3 * _words + (slot >> 6)] &= ~(1UL << slot);

    /// <summary>Forgets all reads of the attribute itself: it only stood in for something that no caller sends.</summary>
    public void Forget(int slot)
    {
        for (var word = slot >> 6; word < 4 * _words; word += _words)
        {
            _bits[word] &= ~(1UL << slot);
        }
    }

    /// <summary>Keeps the records and makes room for <paramref name="slots"/> slots; of slots beyond that there must be no records.</summary>
    public void Resize(int slots)
    {
        var words = (slots + 63) / 64;
        if (words == _words)
        {
            return;
        }

        var kept = Math.Min(words, _words);
        if (_bits.Length < words * 4)
        {
            Array.Resize(ref _bits, words * 4);
        }

        // The parts move towards the end or the beginning, so those that move first must not land on others.
        for (var index = 0; index < 4; index++)
        {
            var part = words > _words ? 3 - index : index;
            _bits.AsSpan(part * _words, kept).CopyTo(_bits.AsSpan(part * words));
            _bits.AsSpan(part * words + kept, words - kept).Clear();
        }

        _words = words;
    }

    /// <summary>Makes this the same set as <paramref name="other"/>, which must be over the same vocabulary.</summary>
    public void CopyFrom(ReferencedAttributes other)
    {
        if (_bits.Length < other._words * 4)
        {
            _bits = new ulong[other._words * 4];
        }

        _words = other._words;
        other._bits.AsSpan(0, _words * 4).CopyTo(_bits);
        _places = null;
        _keys.Clear();
        _keys.AddRange(CollectionsMarshal.AsSpan(other._keys));
    }

    /// <summary>Forgets everything and makes room for <paramref name="slots"/> slots.</summary>
    public void Reset(int slots)
    {
        _words = (slots + 63) / 64;
        if (_bits.Length < _words * 4)
        {
            _bits = new ulong[_words * 4];
        }
        else
        {
            _bits.AsSpan(0, _words * 4).Clear();
        }

        _places = null;
        _keys.Clear();
    }

    /// <summary>True if both hold the same records, whatever the order of the keys.</summary>
    public bool SetEquals(ReferencedAttributes other)
    {
        if (_words != other._words || _keys.Count != other._keys.Count || !_bits.AsSpan(0, _words * 4).SequenceEqual(other._bits.AsSpan(0, _words * 4)))
        {
            return false;
        }

        foreach (ref readonly var key in KeySpan)
        {
            var place = other.PlaceOf(key.Slot, key.Key);
            if (place < 0 || other._keys[place].Present != key.Present)
            {
                return false;
            }
        }

        return true;
    }

    private ReadOnlySpan<ulong> Part(int index) => _bits.AsSpan(index * _words, _words);

    private int PlaceOf(int slot, string key)
    {
        if (_keys.Count > MaxScan)
        {
            return Places().GetValueOrDefault((slot, key), -1);
        }

        var keys = CollectionsMarshal.AsSpan(_keys);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Slot == slot && string.Equals(keys[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private Dictionary<(int Slot, string Key), int> Places()
    {
        if (_places is null)
        {
            _places = new Dictionary<(int Slot, string Key), int>(_keys.Count * 2);
            for (var i = 0; i < _keys.Count; i++)
            {
                _places.Add((_keys[i].Slot, _keys[i].Key), i);
            }
        }

        return _places;
    }
}

/// <summary>A map key that was read.</summary>
/// <param name="Slot">Slot of the map attribute.</param>
/// <param name="Key">The key.</param>
/// <param name="Present">Whether the map held it.</param>
public readonly record struct KeyReference(int Slot, string Key, bool Present);

using System.Diagnostics.CodeAnalysis;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Attributes;

/// <summary>
/// The attributes of one call, by slot of one <see cref="Vocabulary"/>, with a record of which of them were read. Values come from the wire
/// (tracked) or from attribute generators (untracked; they never replace a value of the caller). Not thread-safe; rent and return with the call.
/// </summary>
public sealed class AttributeBag : EvaluationContext
{
    private AttributeValue[] _values;
    private ulong[] _generated;

    /// <summary>An empty bag over <paramref name="vocabulary"/>.</summary>
    public AttributeBag(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        _values = new AttributeValue[vocabulary.Count];
        _generated = new ulong[(vocabulary.Count + 63) / 64];
        References = new ReferencedAttributes(vocabulary.Count);
    }

    /// <summary>The vocabulary that gives the slots.</summary>
    public Vocabulary Vocabulary { get; private set; }

    /// <summary>What has been read so far.</summary>
    public ReferencedAttributes References { get; }

    /// <summary>Reads an attribute and records that it was read: maps are recorded only when absent (their keys are recorded by <see cref="TryGetEntry"/>).</summary>
    public bool TryGet(int slot, out AttributeValue value)
    {
        value = _values[slot];
        if (!IsGenerated(slot))
        {
            References.Record(slot, value.Kind);
        }

        return !value.IsNone;
    }

    /// <summary>Reads one key of the map attribute at <paramref name="slot"/>, which is <paramref name="map"/>, and records the key.</summary>
    public bool TryGetEntry(int slot, StringMap map, string key, [MaybeNullWhen(false)] out string value)
    {
        var found = map.TryGetValue(key, out value);
        if (!IsGenerated(slot))
        {
            References.RecordKey(slot, key, found);
        }

        return found;
    }

    /// <summary>Records that the map attribute at <paramref name="slot"/> was read as a whole.</summary>
    public void RecordWholeMap(int slot)
    {
        if (!IsGenerated(slot))
        {
            References.RecordWholeMap(slot);
        }
    }

    /// <summary>True if the attribute is present; records nothing.</summary>
    public bool Contains(int slot) => !_values[slot].IsNone;

    /// <summary>Reads without recording: for messages, caching and consoles.</summary>
    public AttributeValue Peek(int slot) => _values[slot];

    /// <summary>Sets a value of the caller.</summary>
    public void Set(int slot, in AttributeValue value)
    {
        _values[slot] = value;
        _generated[slot >> 6] &= ~(1UL << slot);
    }

    /// <summary>Adds a generated value unless the attribute is already present; true if it was added.</summary>
    public bool TryAddGenerated(int slot, in AttributeValue value)
    {
        if (Contains(slot))
        {
            return false;
        }

        _values[slot] = value;
        _generated[slot >> 6] |= 1UL << slot;
        return true;
    }

    /// <summary>Removes all generated values.</summary>
    public void ClearGenerated()
    {
        for (var word = 0; word < _generated.Length; word++)
        {
            for (var bits = _generated[word]; bits != 0; bits &= bits - 1)
            {
                _values[(word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits)] = default;
            }

            _generated[word] = 0;
        }
    }

    /// <summary>Empties the bag for another call over <paramref name="vocabulary"/>.</summary>
    public void Reset(Vocabulary vocabulary)
    {
        if (_values.Length < vocabulary.Count)
        {
            _values = new AttributeValue[vocabulary.Count];
            _generated = new ulong[(vocabulary.Count + 63) / 64];
        }

        Array.Clear(_values);
        Array.Clear(_generated);
        Vocabulary = vocabulary;
        References.Reset(vocabulary.Count);
        ClearError();
    }

    private bool IsGenerated(int slot) => (_generated[slot >> 6] & (1UL << slot)) != 0;
}

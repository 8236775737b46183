using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using Mixer.Attributes.Wire;
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

    // Entry of _source, plus one, whose value has not been made yet; 0 if there is none.
    private int[] _pending;
    private ulong[] _present;
    private ulong[] _generated;
    private ulong[]? _marks;
    private List<UndecodableAttribute>? _undecodable;
    private WireAttributes? _source;

    /// <summary>An empty bag over <paramref name="vocabulary"/>.</summary>
    public AttributeBag(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        References = new ReferencedAttributes(vocabulary.Count);
        Allocate(vocabulary.Count);
    }

    /// <summary>The vocabulary that gives the slots.</summary>
    public Vocabulary Vocabulary { get; private set; }

    /// <summary>What has been read so far.</summary>
    public ReferencedAttributes References { get; }

    /// <summary>Attributes that the caller sent with a value that could not be decoded, as far as they were read: they count as absent, and are worth a line in the log.</summary>
    public IReadOnlyList<UndecodableAttribute> Undecodable => _undecodable ?? (IReadOnlyList<UndecodableAttribute>)[];

    /// <summary>Reads an attribute and records that it was read: maps are recorded only when absent (their keys are recorded by <see cref="TryGetEntry"/>).</summary>
    public bool TryGet(int slot, out AttributeValue value)
    {
        value = Read(slot);
        return !value.IsNone;
    }

    /// <summary>As <see cref="TryGet"/> without a copy: the value, or none. What is returned may change with the next write to the bag.</summary>
    public ref readonly AttributeValue Read(int slot)
    {
        ref var value = ref _values[slot];
        if (value.IsNone)
        {
            value = Peek(slot);
        }

        if (IsGenerated(slot))
        {
            References.RecordGenerated(slot);
        }
        else
        {
            References.Record(slot, value.Kind);
        }

        return ref value;
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

    /// <summary>
    /// Records that the map attribute at <paramref name="slot"/> was read as a whole. Only then may the map live longer than the call: whoever hands a map on must
    /// call this.
    /// </summary>
    public void RecordWholeMap(int slot)
    {
        _source?.Share();
        if (!IsGenerated(slot))
        {
            References.RecordWholeMap(slot);
        }
    }

    /// <summary>True if the attribute is present, even with a value that cannot be decoded; records nothing.</summary>
    public bool Contains(int slot) => IsSet(_present, slot);

    /// <summary>Reads without recording: for messages, caching and consoles.</summary>
    public AttributeValue Peek(int slot)
    {
        ref var value = ref _values[slot];
        if (value.IsNone && _pending[slot] != 0)
        {
            var entry = _pending[slot] - 1;
            value = _source!.Decode(entry);
            _pending[slot] = 0;
            if (value.IsNone)
            {
                (_undecodable ??= []).Add(new UndecodableAttribute(slot, _source.FirstBadIndex(entry)));
            }
        }

        return value;
    }

    /// <summary>
    /// Reads, without recording, what the caller sent: no value if it sent none, whatever attribute generators added. False if it sent something that
    /// cannot be decoded.
    /// </summary>
    public bool TryPeekSent(int slot, out AttributeValue value)
    {
        if (IsGenerated(slot))
        {
            value = default;
            return true;
        }

        value = Peek(slot);
        return !value.IsNone || !Contains(slot);
    }

    /// <summary>Sets a value of the caller; no value removes it.</summary>
    public void Set(int slot, in AttributeValue value)
    {
        _values[slot] = value;
        _pending[slot] = 0;
        _generated[slot >> 6] &= ~(1UL << slot);
        if (value.IsNone)
        {
            _present[slot >> 6] &= ~(1UL << slot);
        }
        else
        {
            _present[slot >> 6] |= 1UL << slot;
        }
    }

    /// <summary>
    /// Adds a generated value unless the attribute is already present; true if it was added. No value leaves the attribute absent, but reading it is then
    /// not recorded as an absence of what the caller sent.
    /// </summary>
    public bool TryAddGenerated(int slot, in AttributeValue value)
    {
        if (Contains(slot))
        {
            return false;
        }

        _values[slot] = value;
        _generated[slot >> 6] |= 1UL << slot;
        if (!value.IsNone)
        {
            _present[slot >> 6] |= 1UL << slot;
        }

        return true;
    }

    /// <summary>Sets what stands in for an attribute for a while, or that nothing does: reads of it count as those of a generated value.</summary>
    public void SetStandIn(int slot, in AttributeValue value)
    {
        Set(slot, value);
        _generated[slot >> 6] |= 1UL << slot;
    }

    /// <summary>Removes all generated values.</summary>
    public void ClearGenerated()
    {
        for (var word = 0; word < _generated.Length; word++)
        {
            for (var bits = _generated[word]; bits != 0; bits &= bits - 1)
            {
                _values[(word << 6) + BitOperations.TrailingZeroCount(bits)] = default;
            }

            _present[word] &= ~_generated[word];
            _generated[word] = 0;
        }
    }

    /// <summary>
    /// Makes room for what <paramref name="extended"/>, an extension of the bag's vocabulary, has beyond it. All of that is absent until it is added as generated, so that no read of it counts as
    /// one of what the caller sent. Until <see cref="Restrict"/>.
    /// </summary>
    public void Extend(Vocabulary extended)
    {
        if (_values.Length < extended.Count)
        {
            Array.Resize(ref _values, extended.Count);
            Array.Resize(ref _pending, extended.Count);
            Array.Resize(ref _present, (extended.Count + 63) / 64);
            Array.Resize(ref _generated, _present.Length);
        }

        References.Resize(extended.Count);
        for (var slot = Vocabulary.Count; slot < extended.Count; slot++)
        {
            _generated[slot >> 6] |= 1UL << slot;
        }

        Vocabulary = extended;
    }

    /// <summary>Goes back to the vocabulary before <see cref="Extend"/>, without a trace of the values added since then or of reads of them.</summary>
    public void Restrict(Vocabulary own)
    {
        for (var slot = own.Count; slot < Vocabulary.Count; slot++)
        {
            Set(slot, default);
            References.Forget(slot);
        }

        References.Resize(own.Count);
        Vocabulary = own;
    }

    /// <summary>Empties the bag for another call over <paramref name="vocabulary"/>.</summary>
    public void Reset(Vocabulary vocabulary)
    {
        if (_values.Length < vocabulary.Count)
        {
            Allocate(vocabulary.Count);
        }
        else
        {
            for (var word = 0; word < _present.Length; word++)
            {
                for (var bits = _present[word]; bits != 0; bits &= bits - 1)
                {
                    var slot = (word << 6) + BitOperations.TrailingZeroCount(bits);
                    _values[slot] = default;
                    _pending[slot] = 0;
                }
            }

            Array.Clear(_present);
            Array.Clear(_generated);
        }

        _source = null;
        _undecodable?.Clear();
        Vocabulary = vocabulary;
        References.Reset(vocabulary.Count);
        ClearError();
    }

    /// <summary>
    /// The attributes as lines sorted by name, each name padded to 30 characters; generated ones after a line <c>---</c>. Records nothing.
    /// </summary>
    public override string ToString()
    {
        var sent = new StringBuilder();
        var generated = new StringBuilder();
        for (var slot = 0; slot < Vocabulary.Count; slot++)
        {
            if (Peek(slot) is { IsNone: false } value)
            {
                (IsGenerated(slot) ? generated : sent).Append(CultureInfo.InvariantCulture, $"{Vocabulary.NameOf(slot),-30}: {value}\n");
            }
        }

        return generated.Length == 0 ? sent.ToString() : sent.Append("---\n").Append(generated).ToString();
    }

    /// <summary>Makes <paramref name="source"/> the place of the values to come; those of another place are made now.</summary>
    internal void Attach(WireAttributes source)
    {
        if (_source is not null && !ReferenceEquals(_source, source))
        {
            for (var slot = 0; slot < _pending.Length; slot++)
            {
                _ = Peek(slot);
            }
        }

        _source = source;
    }

    /// <summary>The entry of the attached source whose value the slot will have, or -1.</summary>
    internal int PendingEntry(int slot) => _pending[slot] - 1;

    /// <summary>Gives a slot the value of an entry of the attached source, to be made when it is read.</summary>
    internal void SetPending(int slot, int entry)
    {
        _values[slot] = default;
        _pending[slot] = entry + 1;
        _generated[slot >> 6] &= ~(1UL << slot);
        _present[slot >> 6] |= 1UL << slot;
    }

    /// <summary>One clear bit a slot, for one use at a time.</summary>
    internal Span<ulong> RentMarks()
    {
        if (_marks is null || _marks.Length < _present.Length)
        {
            _marks = new ulong[_present.Length];
        }
        else
        {
            Array.Clear(_marks);
        }

        return _marks;
    }

    private static bool IsSet(ulong[] bits, int slot) => (bits[slot >> 6] & (1UL << slot)) != 0;

    private bool IsGenerated(int slot) => IsSet(_generated, slot);

    [MemberNotNull(nameof(_values), nameof(_pending), nameof(_present), nameof(_generated))]
    private void Allocate(int slots)
    {
        _values = new AttributeValue[slots];
        _pending = new int[slots];
        _present = new ulong[(slots + 63) / 64];
        _generated = new ulong[_present.Length];
    }
}

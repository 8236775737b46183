using System.Collections.Frozen;
using Mixer.Sdk.Values;

namespace Mixer.Attributes;

/// <summary>
/// The attributes that one configuration snapshot knows: each name has a type and a small integer, its slot. The attributes that the server itself
/// reads (namespace, destination, reporter) always have slots; without a manifest entry they are of type UNSPECIFIED and unknown to expressions. Immutable.
/// </summary>
public sealed class Vocabulary
{
    private readonly Vocabulary? _base;
    private readonly FrozenDictionary<string, int> _slots;
    private readonly string[] _names;
    private readonly AttributeType[] _types;
    private readonly int[] _slotOfGlobalWord;
    private readonly int[] _globalWordOfSlot;
    private readonly Utf8Index _utf8;

    /// <summary>A vocabulary of <paramref name="attributes"/>; a name given twice takes the last type.</summary>
    public Vocabulary(IEnumerable<KeyValuePair<string, AttributeType>> attributes)
    {
        var types = new SortedDictionary<string, AttributeType>(StringComparer.Ordinal);
        string[] wellKnown = ["context.reporter.kind", "destination.namespace", "source.namespace", "destination.service"];
        foreach (var name in wellKnown)
        {
            types[name] = AttributeType.Unspecified;
        }

        foreach (var (name, type) in attributes)
        {
            types[name] = type;
        }

        _names = [.. types.Keys];
        _types = [.. types.Values];
        _slots = _names.Select((name, slot) => KeyValuePair.Create(name, slot)).ToFrozenDictionary(StringComparer.Ordinal);
        _slotOfGlobalWord = [.. GlobalDictionary.Words.Select(SlotOf)];
        _globalWordOfSlot = [.. _names.Select(GlobalDictionary.IndexOf)];
        _utf8 = new Utf8Index(_names);
        (ReporterKindSlot, DestinationNamespaceSlot, SourceNamespaceSlot, DestinationServiceSlot) =
            (SlotOf(wellKnown[0]), SlotOf(wellKnown[1]), SlotOf(wellKnown[2]), SlotOf(wellKnown[3]));
    }

    private Vocabulary(Vocabulary own, IReadOnlyList<KeyValuePair<string, AttributeType>> added)
    {
        _base = own;
        _names = [.. own._names, .. added.Select(attribute => attribute.Key)];
        _types = [.. own._types, .. added.Select(attribute => attribute.Value)];
        _slots = added.Select((attribute, index) => KeyValuePair.Create(attribute.Key, own.Count + index)).ToFrozenDictionary(StringComparer.Ordinal);
        _slotOfGlobalWord = own._slotOfGlobalWord;
        _globalWordOfSlot = [.. own._globalWordOfSlot, .. added.Select(_ => -1)];
        _utf8 = own._utf8;
        (ReporterKindSlot, DestinationNamespaceSlot, SourceNamespaceSlot, DestinationServiceSlot) =
            (own.ReporterKindSlot, own.DestinationNamespaceSlot, own.SourceNamespaceSlot, own.DestinationServiceSlot);
    }

    /// <summary>Number of slots.</summary>
    public int Count => _names.Length;

    /// <summary>Slot of <c>context.reporter.kind</c>.</summary>
    public int ReporterKindSlot { get; }

    /// <summary>Slot of <c>destination.namespace</c>.</summary>
    public int DestinationNamespaceSlot { get; }

    /// <summary>Slot of <c>source.namespace</c>.</summary>
    public int SourceNamespaceSlot { get; }

    /// <summary>Slot of <c>destination.service</c>.</summary>
    public int DestinationServiceSlot { get; }

    /// <summary>All names, by slot.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>
    /// This vocabulary with more attributes behind it, in the order given, each name once: the slots of this one stay what they are. To expressions an added name hides one of this
    /// vocabulary; from the wire added attributes are never read.
    /// </summary>
    public Vocabulary Extend(IReadOnlyList<KeyValuePair<string, AttributeType>> added) => new(this, added);

    /// <summary>The slot of <paramref name="name"/>, or -1.</summary>
    public int SlotOf(string name) => _slots.TryGetValue(name, out var slot) ? slot : _base is null ? -1 : _base.SlotOf(name);

    /// <summary>The slot of the name with these UTF-8 bytes, or -1.</summary>
    public int SlotOf(ReadOnlySpan<byte> utf8) => _utf8.IndexOf(utf8);

    /// <summary>The index in the global dictionary of the name at <paramref name="slot"/>, or -1 if it is no global word.</summary>
    public int GlobalWordOf(int slot) => _globalWordOfSlot[slot];

    /// <summary>The slot of the global dictionary's word at <paramref name="index"/>, or -1.</summary>
    public int SlotOfGlobalWord(int index) => (uint)index < (uint)_slotOfGlobalWord.Length ? _slotOfGlobalWord[index] : -1;

    /// <summary>The name at <paramref name="slot"/>.</summary>
    public string NameOf(int slot) => _names[slot];

    /// <summary>The declared type at <paramref name="slot"/>.</summary>
    public AttributeType TypeOf(int slot) => _types[slot];

    /// <summary>True with slot and type if expressions may use <paramref name="name"/>.</summary>
    public bool TryGet(string name, out int slot, out AttributeType type)
    {
        slot = SlotOf(name);
        type = slot < 0 ? AttributeType.Unspecified : _types[slot];
        return slot >= 0;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>
/// The attribute sets of one request, read from its bytes but not yet turned into values: entries, words and map pairs in flat lists that take at
/// most a constant factor of the message's size. Written while parsing by one thread, then immutable but for the cache of texts, which any
/// thread may fill. Reset for the next request: that ends the values made from the last one, unless it was shared.
/// </summary>
internal sealed class WireAttributes(WordCache cache)
{
    private readonly List<WireStringMap> _maps = [];
    private ReadOnlyMemory<byte> _message;
    private WireList<WireEntry> _entries = new(32);
    private WireList<WireWord> _words = new(32);
    private WireList<WirePair> _pairs = new(0);
    private WireList<WireSet> _sets = new(1);
    private WireList<WireWord> _defaultWords = new(0);
    private string?[] _texts = [];
    private int _mapCount;
    private int _entryStart;
    private int _wordStart;

    /// <summary>True if a map was given away that may live longer than the call: never to be reset.</summary>
    public bool IsShared { get; private set; }

    public int PairCount => _pairs.Count;

    public int SetCount => _sets.Count;

    public ReadOnlySpan<WireSet> Sets => _sets.Items;

    /// <summary>Forgets everything and begins with <paramref name="message"/>, which must not change until the next reset.</summary>
    public void Reset(ReadOnlyMemory<byte> message)
    {
        Array.Clear(_texts, 0, Math.Min(_words.Count, _texts.Length));
        _message = message;
        _entries.Clear();
        _words.Clear();
        _pairs.Clear();
        _sets.Clear();
        _defaultWords.Clear();
        _mapCount = 0;
        _entryStart = 0;
        _wordStart = 0;
    }

    /// <summary>Makes the values independent of the caller's message.</summary>
    public void Share()
    {
        if (!IsShared)
        {
            IsShared = true;
            _message = _message.ToArray();
        }
    }

    public void AddWord(in WireWord word) => _words.Add(word);

    public void AddDefaultWord(in WireWord word) => _defaultWords.Add(word);

    public void AddPair(in WirePair pair) => _pairs.Add(pair);

    public void AddEntry(int name, AttributeKind kind, int nanos, long bits) =>
        _entries.Add(new WireEntry(name, _sets.Count, kind, nanos, bits));

    /// <summary>Ends the set to which the entries and words since the last call belong.</summary>
    public void EndSet()
    {
        _sets.Add(new WireSet(_entryStart, _entries.Count - _entryStart, _wordStart, _words.Count - _wordStart));
        _entryStart = _entries.Count;
        _wordStart = _words.Count;
    }

    /// <summary>Ends parsing: sets without words of their own take the default words.</summary>
    public void EndRequest()
    {
        if (_defaultWords.Count == 0)
        {
            return;
        }

        var start = _words.Count;
        foreach (ref readonly var word in _defaultWords.Items)
        {
            _words.Add(word);
        }

        foreach (ref var set in _sets.Writable)
        {
            if (set.WordCount == 0)
            {
                set = set with { WordStart = start, WordCount = _defaultWords.Count };
            }
        }
    }

    public ReadOnlySpan<WireEntry> EntriesOf(in WireSet set) => _entries.Items.Slice(set.EntryStart, set.EntryCount);

    public ref readonly WireEntry Entry(int index) => ref _entries[index];

    public ReadOnlySpan<WirePair> Pairs(in WireEntry entry) => _pairs.Items.Slice(entry.Range.Start, entry.Range.Count);

    /// <summary>True if <paramref name="index"/> is a word of the global dictionary or of the set.</summary>
    public static bool IsWord(int index, in WireSet set) => index >= 0 ? index < GlobalDictionary.Words.Count : -(index + 1) < set.WordCount;

    /// <summary>The text of the word, made once; false if there is no such word.</summary>
    public bool TryGetText(int index, in WireSet set, [MaybeNullWhen(false)] out string text)
    {
        text = null;
        if (!IsWord(index, set))
        {
            return false;
        }

        if (index >= 0)
        {
            text = GlobalDictionary.Words[index];
            return true;
        }

        var place = set.WordStart - (index + 1);
        if (_texts.Length < _words.Count)
        {
            _texts = new string?[Math.Max(32, _words.Count)];
        }

        text = _texts[place] ??= cache.TextOf(Utf8(place));
        return true;
    }

    /// <summary>The slot of the attribute that the word at <paramref name="index"/> names, or -1: no such word, or no attribute.</summary>
    public int SlotOf(int index, in WireSet set, Vocabulary vocabulary) =>
        index >= 0 ? vocabulary.SlotOfGlobalWord(index)
        : -(index + 1) < set.WordCount ? vocabulary.SlotOf(Utf8(set.WordStart - (index + 1)))
        : -1;

    /// <summary>True if the word at <paramref name="index"/>, which must exist, reads <paramref name="text"/>.</summary>
    public bool WordEquals(int index, in WireSet set, string text)
    {
        if (index >= 0)
        {
            return string.Equals(GlobalDictionary.Words[index], text, StringComparison.Ordinal);
        }

        var word = Utf8(set.WordStart - (index + 1));
        if (Ascii.Equals(word, text))
        {
            return true;
        }

        return !Ascii.IsValid(text) && TryGetText(index, set, out var known) && string.Equals(known, text, StringComparison.Ordinal);
    }

    /// <summary>The value of an entry; no value if an index in it names no word.</summary>
    public AttributeValue Decode(int entryIndex)
    {
        ref readonly var entry = ref _entries[entryIndex];
        switch (entry.Kind)
        {
            case AttributeKind.String:
                return TryGetText((int)entry.Bits, _sets[entry.Set], out var text) ? new AttributeValue(text) : default;
            case AttributeKind.Int64:
                return new AttributeValue(entry.Bits);
            case AttributeKind.Double:
                return new AttributeValue(BitConverter.Int64BitsToDouble(entry.Bits));
            case AttributeKind.Bool:
                return new AttributeValue(entry.Bits != 0);
            case AttributeKind.Timestamp:
                return new AttributeValue(new Timestamp(entry.Bits, entry.Nanos));
            case AttributeKind.Duration:
                return new AttributeValue(new Duration(entry.Bits));
            case AttributeKind.Bytes:
                return new AttributeValue(_message.Span.Slice(entry.Range.Start, entry.Range.Count).ToArray());
            default:
                return TryFindBadIndex(entry, out _) ? default : new AttributeValue(Map(entryIndex));
        }
    }

    /// <summary>The first index that names no word, of an entry that cannot be decoded.</summary>
    public int FirstBadIndex(int entryIndex)
    {
        ref readonly var entry = ref _entries[entryIndex];
        return entry.Kind == AttributeKind.StringMap && TryFindBadIndex(entry, out var bad) ? bad : (int)entry.Bits;
    }

    public ref readonly WireSet SetOf(in WireEntry entry) => ref _sets[entry.Set];

    private WireStringMap Map(int entryIndex)
    {
        if (_mapCount == _maps.Count)
        {
            _maps.Add(new WireStringMap(this));
        }

        var map = _maps[_mapCount++];
        map.Reset(entryIndex);
        return map;
    }

    private bool TryFindBadIndex(in WireEntry entry, out int bad)
    {
        ref readonly var set = ref _sets[entry.Set];
        foreach (ref readonly var pair in Pairs(entry))
        {
            bad = IsWord(pair.Key, set) ? pair.Value : pair.Key;
            if (!IsWord(bad, set))
            {
                return true;
            }
        }

        bad = 0;
        return false;
    }

    private ReadOnlySpan<byte> Utf8(int place) => _message.Span.Slice(_words[place].Offset, _words[place].Length);
}

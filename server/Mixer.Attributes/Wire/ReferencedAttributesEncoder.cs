using System.Numerics;
using System.Runtime.InteropServices;
using Condition = Mixer.Api.V1.ReferencedAttributes.Types.Condition;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Writes what a verdict depends on for one caller: sorted by name and key, words numbered in that order, no global word beyond those that the caller
/// knows. A map read as a whole is EXACT without key. The keys <c>source.ip</c> (index 0, which means no key) and the empty one are message words.
/// Reused; one thread.
/// </summary>
public sealed class ReferencedAttributesEncoder
{
    private readonly List<string> _words = [];
    private readonly List<Match> _matches = [];
    private readonly List<KeyReference> _keys = [];

    /// <summary>Writes the fields of the message ReferencedAttributes for a caller that knows <paramref name="globalWordCount"/> global words; more than there are means all.</summary>
    public void Write(BackwardWriter target, Vocabulary vocabulary, ReferencedAttributes references, uint globalWordCount)
    {
        _words.Clear();
        _matches.Clear();
        Collect(vocabulary, references, globalWordCount);
        for (var i = _matches.Count - 1; i >= 0; i--)
        {
            var end = target.Length;
            target.WriteSint32(4, _matches[i].Key);
            target.WriteNumber(2, (long)_matches[i].Condition);
            target.WriteSint32(1, _matches[i].Name);
            target.EndMessage(2, end);
        }

        for (var i = _words.Count - 1; i >= 0; i--)
        {
            target.WriteText(1, _words[i]);
        }
    }

    private void Collect(Vocabulary vocabulary, ReferencedAttributes references, uint globalWordCount)
    {
        var writer = new WordWriter(_words, globalWordCount);
        var keys = references.KeySpan;
        if (keys.Length > 1)
        {
            _keys.Clear();
            _keys.AddRange(keys);
            _keys.Sort(static (a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : string.CompareOrdinal(a.Key, b.Key));
            keys = CollectionsMarshal.AsSpan(_keys);
        }

        // Slots are in the order of names.
        var nextKey = 0;
        var present = references.Present;
        var absent = references.Absent;
        for (var word = 0; word < present.Length; word++)
        {
            for (var bits = present[word] | absent[word]; bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                var slot = (word << 6) + bit;
                nextKey = AddKeys(vocabulary, ref writer, keys, nextKey, slot);
                var condition = (present[word] & (1UL << bit)) != 0 ? Condition.Exact : Condition.Absence;
                _matches.Add(new Match(NameIndex(vocabulary, ref writer, slot), 0, condition));
            }
        }

        AddKeys(vocabulary, ref writer, keys, nextKey, int.MaxValue);
    }

    private int AddKeys(Vocabulary vocabulary, ref WordWriter writer, ReadOnlySpan<KeyReference> keys, int next, int beforeSlot)
    {
        for (; next < keys.Length && keys[next].Slot < beforeSlot; next++)
        {
            ref readonly var key = ref keys[next];
            var name = NameIndex(vocabulary, ref writer, key.Slot);
            var index = key.Key.Length == 0 || key.Key == GlobalDictionary.Words[0] ? writer.MessageIndexOf(key.Key) : writer.IndexOf(key.Key);
            _matches.Add(new Match(name, index, key.Present ? Condition.Exact : Condition.Absence));
        }

        return next;
    }

    private static int NameIndex(Vocabulary vocabulary, ref WordWriter writer, int slot) =>
        writer.IndexOf(vocabulary.NameOf(slot), vocabulary.GlobalWordOf(slot));

    private readonly record struct Match(int Name, int Key, Condition Condition);
}

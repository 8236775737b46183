using System.Numerics;
using Condition = Mixer.Api.V1.ReferencedAttributes.Types.Condition;
using Match = Mixer.Api.V1.ReferencedAttributes.Types.AttributeMatch;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Writes what a verdict depends on for one caller: sorted by name and key, words numbered in that order, no global word beyond those that the caller
/// knows. A map read as a whole is EXACT without key. The keys <c>source.ip</c> (index 0, which means no key) and the empty one are message words.
/// Stateless; any thread.
/// </summary>
public static class ReferencedAttributesEncoder
{
    /// <summary>The message for a caller that knows <paramref name="globalWordCount"/> global words; more than there are means all.</summary>
    public static Api.V1.ReferencedAttributes Encode(AttributeBag bag, ReferencedAttributes references, uint globalWordCount) =>
        Encode(bag.Vocabulary, references, globalWordCount);

    /// <summary>The message for a caller that knows <paramref name="globalWordCount"/> global words, of references by the slots of <paramref name="vocabulary"/>.</summary>
    public static Api.V1.ReferencedAttributes Encode(Vocabulary vocabulary, ReferencedAttributes references, uint globalWordCount)
    {
        var message = new Api.V1.ReferencedAttributes();
        var writer = new WordWriter(message.Words, globalWordCount);
        var keys = references.KeySpan;
        if (keys.Length > 1)
        {
            var sorted = keys.ToArray();
            Array.Sort(sorted, static (a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : string.CompareOrdinal(a.Key, b.Key));
            keys = sorted;
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
                nextKey = AddKeys(message, vocabulary, ref writer, keys, nextKey, slot);
                var condition = (present[word] & (1UL << bit)) != 0 ? Condition.Exact : Condition.Absence;
                message.AttributeMatches.Add(new Match { Name = NameIndex(vocabulary, ref writer, slot), Condition = condition });
            }
        }

        AddKeys(message, vocabulary, ref writer, keys, nextKey, int.MaxValue);
        return message;
    }

    private static int AddKeys(
        Api.V1.ReferencedAttributes message, Vocabulary vocabulary, ref WordWriter writer, ReadOnlySpan<KeyReference> keys, int next, int beforeSlot)
    {
        for (; next < keys.Length && keys[next].Slot < beforeSlot; next++)
        {
            ref readonly var key = ref keys[next];
            var name = NameIndex(vocabulary, ref writer, key.Slot);
            var index = key.Key.Length == 0 || key.Key == GlobalDictionary.Words[0] ? writer.MessageIndexOf(key.Key) : writer.IndexOf(key.Key);
            message.AttributeMatches.Add(new Match
            {
                Name = name,
                MapKey = index,
                Condition = key.Present ? Condition.Exact : Condition.Absence,
            });
        }

        return next;
    }

    private static int NameIndex(Vocabulary vocabulary, ref WordWriter writer, int slot) =>
        writer.IndexOf(vocabulary.NameOf(slot), vocabulary.GlobalWordOf(slot));
}

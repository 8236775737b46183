using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Applies a later set of a report over the state that the sets before it left (spec 01 section 4, eager update). Every entry must be decodable and
/// every name unique, known to the vocabulary or not; otherwise nothing is applied.
/// </summary>
internal static class DeltaSet
{
    private const int MaxListedErrors = 50;

    public static bool TryApply(WireAttributes source, int setIndex, AttributeBag bag, [NotNullWhen(false)] out string? error)
    {
        error = null;
        bag.Attach(source);
        ref readonly var set = ref source.Sets[setIndex];
        var entries = source.EntriesOf(set);
        if (!IsFaultless(source, set, entries, bag) && !IsAllowed(source, set, entries, out error))
        {
            return false;
        }

        for (var i = 0; i < entries.Length; i++)
        {
            var slot = source.SlotOf(entries[i].Name, set, bag.Vocabulary);
            if (slot >= 0)
            {
                bag.SetPending(slot, set.EntryStart + i);
            }
        }

        return true;
    }

    /// <summary>The quick answer to the ordinary case: all indexes good, no name twice. False means: look closer.</summary>
    private static bool IsFaultless(WireAttributes source, in WireSet set, ReadOnlySpan<WireEntry> entries, AttributeBag bag)
    {
        var seen = bag.RentMarks();
        Span<ulong> seenGlobal = stackalloc ulong[(GlobalDictionary.Count + 63) / 64];
        seenGlobal.Clear();
        foreach (ref readonly var entry in entries)
        {
            if (!WireAttributes.IsWord(entry.Name, set) || !HasGoodValue(source, set, entry))
            {
                return false;
            }

            var slot = source.SlotOf(entry.Name, set, bag.Vocabulary);
            if (slot >= 0)
            {
                if ((seen[slot >> 6] & (1UL << slot)) != 0)
                {
                    return false;
                }

                seen[slot >> 6] |= 1UL << slot;
            }
            else if (entry.Name < 0 || (seenGlobal[entry.Name >> 6] & (1UL << entry.Name)) != 0)
            {
                // A message word that is no attribute may be the twin of another one: compare the texts.
                return false;
            }
            else
            {
                seenGlobal[entry.Name >> 6] |= 1UL << entry.Name;
            }
        }

        return true;
    }

    /// <summary>The exact answer: later entries of one key replace earlier ones as in any protobuf map, then names are compared by text.</summary>
    private static bool IsAllowed(WireAttributes source, in WireSet set, ReadOnlySpan<WireEntry> entries, [NotNullWhen(false)] out string? error)
    {
        var last = new Dictionary<(AttributeKind, int), int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            last[(entries[i].Kind, entries[i].Name)] = i;
        }

        error = null;
        var seen = new Dictionary<string, AttributeKind>(last.Count, StringComparer.Ordinal);
        var bad = new List<int>();
        foreach (var kind in WireOrder)
        {
            for (var i = 0; i < entries.Length; i++)
            {
                ref readonly var entry = ref entries[i];
                if (entry.Kind != kind || last[(kind, entry.Name)] != i)
                {
                    continue;
                }

                if (!source.TryGetText(entry.Name, set, out var name))
                {
                    bad.Add(entry.Name);
                }
                else if (!seen.TryAdd(name, kind))
                {
                    error = $"duplicate attribute {Excerpt.Of(name)} (type {TypeWord(kind)}, was {TypeWord(seen[name])})";
                    return false;
                }

                CollectBadIndexes(source, set, entry, bad);
            }
        }

        if (bad.Count > 0)
        {
            error = ErrorList(bad);
            return false;
        }

        return true;
    }

    private static ReadOnlySpan<AttributeKind> WireOrder =>
    [
        AttributeKind.String, AttributeKind.Int64, AttributeKind.Double, AttributeKind.Bool,
        AttributeKind.Timestamp, AttributeKind.Duration, AttributeKind.Bytes, AttributeKind.StringMap,
    ];

    private static bool HasGoodValue(WireAttributes source, in WireSet set, in WireEntry entry)
    {
        if (entry.Kind == AttributeKind.String)
        {
            return WireAttributes.IsWord((int)entry.Bits, set);
        }

        if (entry.Kind == AttributeKind.StringMap)
        {
            foreach (ref readonly var pair in source.Pairs(entry))
            {
                if (!WireAttributes.IsWord(pair.Key, set) || !WireAttributes.IsWord(pair.Value, set))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void CollectBadIndexes(WireAttributes source, in WireSet set, in WireEntry entry, List<int> bad)
    {
        if (entry.Kind == AttributeKind.String && !WireAttributes.IsWord((int)entry.Bits, set))
        {
            bad.Add((int)entry.Bits);
        }
        else if (entry.Kind == AttributeKind.StringMap)
        {
            foreach (ref readonly var pair in source.Pairs(entry))
            {
                if (!WireAttributes.IsWord(pair.Key, set))
                {
                    bad.Add(pair.Key);
                }

                if (!WireAttributes.IsWord(pair.Value, set))
                {
                    bad.Add(pair.Value);
                }
            }
        }
    }

    private static string ErrorList(List<int> bad) =>
        ConfigErrors.Format(
            [.. bad.Take(MaxListedErrors).Select(index => string.Create(CultureInfo.InvariantCulture, $"attribute index {index} is not defined in the available dictionaries"))],
            bad.Count);

    private static string TypeWord(AttributeKind kind) => kind switch
    {
        AttributeKind.String => "string",
        AttributeKind.Int64 => "int64",
        AttributeKind.Double => "float64",
        AttributeKind.Bool => "bool",
        AttributeKind.Timestamp => "time.Time",
        AttributeKind.Duration => "time.Duration",
        AttributeKind.Bytes => "[]uint8",
        _ => "map[string]string",
    };
}

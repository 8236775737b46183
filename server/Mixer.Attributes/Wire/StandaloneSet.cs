using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Puts a set that stands alone (a check, the first set of a report) into a bag. Tolerant: entries that name no known attribute are stepped over and
/// values that cannot be decoded are absent when read (spec 01 section 4, lazy bag).
/// </summary>
internal static class StandaloneSet
{
    /// <summary>
    /// Of several entries for one attribute the one under the later message word wins, then any message word over the global dictionary, then
    /// the kind (string, string map, int64, double, bool, timestamp, duration, bytes), then the later entry.
    /// </summary>
    public static void Fill(WireAttributes source, int setIndex, AttributeBag bag)
    {
        bag.Attach(source);
        ref readonly var set = ref source.Sets[setIndex];
        var entries = source.EntriesOf(set);
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var entry = ref entries[i];
            var slot = source.SlotOf(entry.Name, set, bag.Vocabulary);
            if (slot < 0)
            {
                continue;
            }

            var known = bag.PendingEntry(slot);
            if (known < 0 || Wins(entry, source.Entry(known)))
            {
                bag.SetPending(slot, set.EntryStart + i);
            }
        }
    }

    private static bool Wins(in WireEntry later, in WireEntry known) =>
        later.Name == known.Name ? RankOf(later.Kind) <= RankOf(known.Kind)
        : later.Name < 0 && later.Name < known.Name;

    private static int RankOf(AttributeKind kind) => kind switch
    {
        AttributeKind.String => 0,
        AttributeKind.StringMap => 1,
        _ => (int)kind,
    };
}

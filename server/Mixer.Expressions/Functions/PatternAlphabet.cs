using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>Code points beyond ASCII, in groups that the sets of one pattern do not tell apart. Immutable, any thread.</summary>
internal sealed class PatternAlphabet
{
    private readonly int[] _starts;
    private readonly int[] _groups;
    private readonly int[] _representatives;

    private PatternAlphabet(int[] starts, int[] groups, int[] representatives)
    {
        _starts = starts;
        _groups = groups;
        _representatives = representatives;
    }

    /// <summary>Number of groups.</summary>
    public int Groups => _representatives.Length;

    public static PatternAlphabet Of(IEnumerable<CodePointSet> sets)
    {
        var all = sets.Where(set => set.Ranges.Length > 0 && set.Ranges[^1].Last >= 0x80).ToArray();
        var starts = new SortedSet<int> { 0x80 };
        foreach (var set in all)
        {
            foreach (var (first, last) in set.Ranges)
            {
                if (first >= 0x80)
                {
                    starts.Add(first);
                }

                if (last >= 0x7F && last < 0x10FFFF)
                {
                    starts.Add(last + 1);
                }
            }
        }

        var byMembership = new Dictionary<string, int>(StringComparer.Ordinal);
        var representatives = new List<int>();
        var groups = new List<int>();
        foreach (var start in starts)
        {
            var membership = string.Create(all.Length, (all, start), static (span, state) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = state.all[i].Contains(state.start) ? '1' : '0';
                }
            });
            if (!byMembership.TryGetValue(membership, out var group))
            {
                group = representatives.Count;
                byMembership.Add(membership, group);
                representatives.Add(start);
            }

            groups.Add(group);
        }

        return new PatternAlphabet([.. starts], [.. groups], [.. representatives]);
    }

    /// <summary>The groups that <paramref name="set"/>, one of those that this was made of, holds.</summary>
    public IEnumerable<int> GroupsIn(CodePointSet set) => Enumerable.Range(0, Groups).Where(group => set.Contains(_representatives[group]));

    /// <summary>Writes <paramref name="text"/> with every code point as one character; the number of characters.</summary>
    public int Translate(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            if (text[0] < 0x80)
            {
                output[length++] = text[0];
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            var interval = Array.BinarySearch(_starts, rune.Value);
            output[length++] = PatternTranslator.Substitute(_groups[interval >= 0 ? interval : ~interval - 1]);
            text = text[consumed..];
        }

        return length;
    }
}

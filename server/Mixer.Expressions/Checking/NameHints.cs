namespace Mixer.Expressions.Checking;

/// <summary>Finds what a misspelt name may have meant.</summary>
internal static class NameHints
{
    private const int MaxSuggestions = 3;

    /// <summary><c>did you mean 'a' or 'b'?</c>, or null if nothing is near.</summary>
    public static string? Suggest(string name, IEnumerable<string> known)
    {
        var limit = Math.Max(1, Math.Min(4, name.Length / 3));
        var near = known
            .Select(candidate => (candidate, distance: Distance(name, candidate, limit)))
            .Where(entry => entry.distance <= limit)
            .OrderBy(entry => entry.distance)
            .ThenBy(entry => entry.candidate, StringComparer.Ordinal)
            .Take(MaxSuggestions)
            .Select(entry => $"'{entry.candidate}'")
            .ToArray();
        return near.Length == 0 ? null : $"did you mean {string.Join(" or ", near)}?";
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours, without regard to case; more than <paramref name="limit"/> if so.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new int[b.Length + 1];
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0][j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }

        return rows[a.Length % 3][b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}

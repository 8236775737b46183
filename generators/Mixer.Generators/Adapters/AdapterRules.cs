using System.Text.RegularExpressions;

namespace Mixer.Generators.Adapters;

/// <summary>Rules about adapters that need no symbols.</summary>
internal static class AdapterRules
{
    private static readonly Regex Name = new("^[a-z]([-a-z0-9]*[a-z0-9])?$", RegexOptions.CultureInvariant);

    public static bool IsName(string name) => Name.IsMatch(name);

    /// <summary>The valid name that is most like <paramref name="name"/>.</summary>
    public static string NearestName(string name)
    {
        var letters = Regex.Replace(name.ToLowerInvariant(), "[^a-z0-9]+", "-").Trim('-').TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        return letters.Length == 0 ? "myadapter" : letters;
    }

    /// <summary>The candidate nearest to <paramref name="written"/>, if one is near enough to be meant.</summary>
    public static string? Nearest(string written, IEnumerable<string> candidates) =>
        candidates
            .Select(candidate => (Name: candidate, Distance: Distance(written.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(2, written.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}

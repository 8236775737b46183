using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mixer.Adapters.List;

/// <summary>Regular expressions, found anywhere in a value. Their cost is linear in the value.</summary>
internal sealed class PatternList : IEntryList
{
    private readonly Regex[] _patterns;

    private PatternList(Regex[] patterns) => _patterns = patterns;

    /// <inheritdoc/>
    public int Count => _patterns.Length;

    /// <summary>Reads one pattern a line; one that is wrong fails the whole list.</summary>
    public static bool TryParse(
        string body, IEnumerable<string> overrides, [NotNullWhen(true)] out PatternList? list, [NotNullWhen(false)] out string? error)
    {
        var patterns = new List<Regex>();
        list = null;
        foreach (var line in TextList.Lines(body).Where(line => line.Length > 0).Concat(overrides))
        {
            if (!Re2Pattern.TryCompile(line, out var pattern, out error))
            {
                return false;
            }

            patterns.Add(pattern);
        }

        list = new PatternList([.. patterns]);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public Membership Find(string value)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.IsMatch(value))
            {
                return Membership.Present;
            }
        }

        return Membership.Absent;
    }
}

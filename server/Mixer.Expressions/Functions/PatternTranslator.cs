using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Mixer.Expressions.Functions;

/// <summary>
/// Makes a searcher of linear time from a pattern of Go's regexp syntax. Code points beyond ASCII are put into groups that the pattern cannot tell apart, and each group is
/// one private-use character to the searcher: so a code point is always one character, and word boundaries are those of ASCII.
/// </summary>
internal static class PatternTranslator
{
    private const int FirstSubstitute = 0xE000;
    private const int MaxSubstitutes = 0x1900;

    public static Pattern Compile(string text)
    {
        var parser = new PatternParser(text);
        parser.Parse();
        if (parser.Error is not null)
        {
            return new Pattern(null, null, parser.Error);
        }

        var alphabet = PatternAlphabet.Of(parser.Pieces.Where(piece => piece.Set is not null).Select(piece => piece.Set!));
        if (alphabet.Groups > MaxSubstitutes)
        {
            return TooLarge(text);
        }

        var translated = new StringBuilder();
        foreach (var (piece, set) in parser.Pieces)
        {
            if (set is null)
            {
                translated.Append(piece);
            }
            else
            {
                AppendSet(translated, set, alphabet);
            }
        }

        try
        {
            return new Pattern(new Regex(translated.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), alphabet, null);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            // The parser has judged the syntax; what is left is size.
            return TooLarge(text);
        }
    }

    /// <summary>The character that stands for a group.</summary>
    public static char Substitute(int group) => (char)(FirstSubstitute + group);

    private static Pattern TooLarge(string text) => new(null, null, $"error parsing regexp: expression too large: `{text}`");

    private static void AppendSet(StringBuilder text, CodePointSet set, PatternAlphabet alphabet)
    {
        if (set.Ranges is [var (only, last)] && only == last && only < 0x80)
        {
            AppendPoint(text, only);
            return;
        }

        var inside = new StringBuilder();
        foreach (var (first, end) in set.Ranges)
        {
            if (first < 0x80)
            {
                AppendPoint(inside, first);
                inside.Append('-');
                AppendPoint(inside, Math.Min(end, 0x7F));
            }
        }

        foreach (var group in alphabet.GroupsIn(set))
        {
            inside.Append(Substitute(group));
        }

        text.Append(inside.Length == 0 ? "[^\\s\\S]" : $"[{inside}]");
    }

    private static void AppendPoint(StringBuilder text, int point)
    {
        if (char.IsAsciiLetterOrDigit((char)point))
        {
            text.Append((char)point);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"\\x{point:X2}");
        }
    }
}

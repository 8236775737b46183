using System.Collections.Frozen;
using System.Globalization;

namespace Mixer.Expressions.Functions;

/// <summary>The named classes of patterns: of Perl, of POSIX and of Unicode.</summary>
internal static class PatternClasses
{
    private static readonly FrozenDictionary<string, (int First, int Last)[]> Posix = new Dictionary<string, (int, int)[]>
    {
        ["alnum"] = [('0', '9'), ('A', 'Z'), ('a', 'z')],
        ["alpha"] = [('A', 'Z'), ('a', 'z')],
        ["ascii"] = [(0, 127)],
        ["blank"] = [('\t', '\t'), (' ', ' ')],
        ["cntrl"] = [(0, 31), (127, 127)],
        ["digit"] = [('0', '9')],
        ["graph"] = [('!', '~')],
        ["lower"] = [('a', 'z')],
        ["print"] = [(' ', '~')],
        ["punct"] = [('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        ["space"] = [('\t', '\r'), (' ', ' ')],
        ["upper"] = [('A', 'Z')],
        ["word"] = [('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
        ["xdigit"] = [('0', '9'), ('A', 'F'), ('a', 'f')],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, UnicodeCategory[]> Categories = new Dictionary<string, UnicodeCategory[]>
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter],
        ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter],
        ["Lm"] = [UnicodeCategory.ModifierLetter],
        ["Lo"] = [UnicodeCategory.OtherLetter],
        ["Mn"] = [UnicodeCategory.NonSpacingMark],
        ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark],
        ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber],
        ["No"] = [UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation],
        ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation],
        ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation],
        ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation],
        ["Sm"] = [UnicodeCategory.MathSymbol],
        ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol],
        ["So"] = [UnicodeCategory.OtherSymbol],
        ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator],
        ["Zp"] = [UnicodeCategory.ParagraphSeparator],
        ["Cc"] = [UnicodeCategory.Control],
        ["Cf"] = [UnicodeCategory.Format],
        ["Co"] = [UnicodeCategory.PrivateUse],
        ["Cs"] = [UnicodeCategory.Surrogate],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The class of <c>\d</c>, <c>\s</c> or <c>\w</c>, by its small letter.</summary>
    public static CodePointSet? Perl(char letter) =>
        letter switch
        {
            'd' => CodePointSet.Of(Posix["digit"]),
            's' => CodePointSet.Of([('\t', '\n'), ('\f', '\r'), (' ', ' ')]),
            'w' => CodePointSet.Of(Posix["word"]),
            _ => null,
        };

    /// <summary>The class of <c>[:name:]</c>.</summary>
    public static CodePointSet? OfPosix(string name) => Posix.TryGetValue(name, out var ranges) ? CodePointSet.Of(ranges) : null;

    /// <summary>A category of one or two letters, a script, or <c>Any</c>.</summary>
    public static CodePointSet? OfUnicode(string name)
    {
        if (name == "Any")
        {
            return CodePointSet.Of([(0, 0x10FFFF)]);
        }

        if (Categories.TryGetValue(name, out var exact))
        {
            return CodePointSet.OfCategory(category => category == exact[0]);
        }

        if (name.Length == 1 && "LMNPSZC".Contains(name[0], StringComparison.Ordinal))
        {
            var members = Categories.Where(entry => entry.Key[0] == name[0]).Select(entry => entry.Value[0]).ToHashSet();
            return CodePointSet.OfCategory(members.Contains);
        }

        return UnicodeScripts.Find(name);
    }
}

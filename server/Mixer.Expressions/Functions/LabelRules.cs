using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>What a label of a domain name must keep to (UTS 46 section 4.1, RFC 5893).</summary>
internal static class LabelRules
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    // Code points of combining class 9 (virama).
    private static readonly int[] Viramas =
    [
        0x94D, 0x9CD, 0xA4D, 0xACD, 0xB4D, 0xBCD, 0xC4D, 0xCCD, 0xD3B, 0xD3C, 0xD4D, 0xDCA, 0xE3A, 0xEBA, 0xF84, 0x1039, 0x103A, 0x1714,
        0x1715, 0x1734, 0x17D2, 0x1A60, 0x1B44, 0x1BAA, 0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953, 0xA9C0, 0xAAF6,
        0xABED, 0x10A3F, 0x11046, 0x11070, 0x1107F, 0x110B9, 0x11133, 0x11134, 0x111C0, 0x11235, 0x112EA, 0x1134D, 0x11442, 0x114C2,
        0x115BF, 0x1163F, 0x116B6, 0x1172B, 0x11839, 0x1193D, 0x1193E, 0x119E0, 0x11A34, 0x11A47, 0x11A99, 0x11C3F, 0x11D44, 0x11D45,
        0x11D97,
    ];

    /// <summary>Hyphens, the first character, and joiners.</summary>
    public static bool IsValid(string label)
    {
        if (label.Length == 0)
        {
            return true;
        }

        if (label[0] == '-' || label[^1] == '-' || (Encoding.UTF8.GetByteCount(label) > 4 && HyphensAtThird(label)))
        {
            return false;
        }

        var runes = label.EnumerateRunes().ToArray();
        if (IsMark(runes[0]))
        {
            return false;
        }

        for (var i = 0; i < runes.Length; i++)
        {
            if (runes[i].Value is NonJoiner or Joiner
                && (i == 0 || Array.BinarySearch(Viramas, runes[i - 1].Value) < 0)
                && (runes[i].Value == Joiner || !JoinsAcross(runes, i)))
            {
                return false;
            }
        }

        return true;
    }

    public static bool HasRightToLeft(string label) => label.EnumerateRunes().Any(IsRightToLeft);

    /// <summary>The Bidi rule for one label of a name that has right-to-left letters somewhere.</summary>
    public static bool KeepsDirection(string label)
    {
        var runes = label.EnumerateRunes().Where(rune => !IsMark(rune)).ToArray();
        if (runes.Length == 0)
        {
            return label.Length == 0;
        }

        if (IsRightToLeft(runes[0]))
        {
            var last = runes[^1];
            return !runes.Any(rune => Rune.IsLetter(rune) && !IsRightToLeft(rune))
                && (IsRightToLeft(last) || Rune.IsDigit(last))
                && !(runes.Any(IsArabicDigit) && runes.Any(rune => rune.Value is >= '0' and <= '9'));
        }

        return Rune.IsLetter(runes[0]) && !runes.Any(IsRightToLeft) && Rune.IsLetterOrDigit(runes[^1]);
    }

    private static bool HyphensAtThird(string label) =>
        Encoding.UTF8.GetBytes(label) is [_, _, (byte)'-', (byte)'-', ..];

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is >= 0x590 and <= 0x8FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFE or >= 0x10800 and <= 0x10FFF
            or >= 0x1E800 and <= 0x1EFFF
        && !IsMark(rune) && !IsArabicDigit(rune);

    private static bool IsArabicDigit(Rune rune) => rune.Value is >= 0x660 and <= 0x669;

    // RFC 5892 A.1: between letters that join; those are of Arabic and its kin.
    private static bool JoinsAcross(Rune[] runes, int at)
    {
        var before = Array.FindLastIndex(runes, at, rune => rune.Value != NonJoiner && !IsMark(rune));
        var after = Array.FindIndex(runes, at, rune => rune.Value != NonJoiner && !IsMark(rune));
        return before >= 0 && after >= 0 && IsCursive(runes[before]) && IsCursive(runes[after]);
    }

    private static bool IsCursive(Rune rune) => Rune.IsLetter(rune) && rune.Value is >= 0x620 and <= 0x8FF or >= 0x1807 and <= 0x18AA;
}

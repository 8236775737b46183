using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>The mapping of UTS 46, non-transitional, with the rules of STD 3.</summary>
internal static class DomainMapping
{
    /// <summary>Maps <paramref name="name"/>; null, or the first rune that is not allowed.</summary>
    public static Rune? Map(string name, out string mapped)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsIgnored(rune.Value))
            {
                continue;
            }

            var replacement = UnicodeNormalizer.FoldCompatibility(rune);
            if (replacement.EnumerateRunes().Any(IsDisallowed))
            {
                mapped = "";
                return rune;
            }

            text.Append(replacement);
        }

        mapped = UnicodeNormalizer.Compose(text.ToString());
        return null;
    }

    /// <summary>The first rune that a decoded label must not have: one that the mapping would change or refuse; null if there is none.</summary>
    public static Rune? FindInvalid(string label)
    {
        foreach (var rune in label.EnumerateRunes())
        {
            if (IsIgnored(rune.Value) || IsDisallowed(rune) || !string.Equals(UnicodeNormalizer.FoldCompatibility(rune), rune.ToString(), StringComparison.Ordinal))
            {
                return rune;
            }
        }

        return null;
    }

    private static bool IsIgnored(int point) =>
        point is 0xAD or 0x34F or >= 0x180B and <= 0x180D or 0x180F or 0x200B or 0x2060 or 0x2064 or >= 0xFE00 and <= 0xFE0F or 0xFEFF
            or >= 0xE0100 and <= 0xE01EF;

    private static bool IsDisallowed(Rune rune)
    {
        if (rune.IsAscii)
        {
            return !(rune.Value is '-' or '.' or >= '0' and <= '9' or >= 'a' and <= 'z');
        }

        return rune.Value is not (0x200C or 0x200D)
            && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
    }
}

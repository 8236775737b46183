using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>Composition and folding of Unicode texts from tables of its own: the server runs without the platform's.</summary>
internal static class UnicodeNormalizer
{
    /// <summary>Normalization form C.</summary>
    public static string Compose(string text) => Ascii.IsValid(text) ? text : UnicodeTables.Instance.Compose(text);

    /// <summary>What UTS 46 maps a rune to: small letters, ordinary width, no compatibility forms.</summary>
    public static string FoldCompatibility(Rune rune) =>
        rune.IsAscii
            ? char.ToLower((char)rune.Value, CultureInfo.InvariantCulture).ToString()
            : UnicodeTables.Instance.Fold(rune);
}

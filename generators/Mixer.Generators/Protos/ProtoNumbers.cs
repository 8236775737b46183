using System.Globalization;

namespace Mixer.Generators.Protos;

/// <summary>Field numbers as protocol buffers have them.</summary>
internal static class ProtoNumbers
{
    public const long Max = 536_870_911;

    /// <summary>The value of a decimal, hexadecimal (0x) or octal (0) literal; null if it is none or too large to be a field number.</summary>
    public static long? Parse(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return long.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) && text.Length <= 10 ? hex : null;
        }

        if (text.Length > 1 && text[0] == '0')
        {
            return text.Length <= 12 && text.All(digit => digit is >= '0' and <= '7') ? text.Aggregate(0L, (value, digit) => (value * 8) + (digit - '0')) : null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>True for a number that a field may have.</summary>
    public static bool IsUsable(long number) => number is >= 1 and <= Max and not (>= 19_000 and <= 19_999);
}

using System.Globalization;

namespace Mixer.Config.Yaml;

/// <summary>What a scalar without quotes means: the YAML 1.1 rules of the reference (spec 03 section 2.2).</summary>
internal static class PlainScalar
{
    public static ScalarKind Resolve(string text, out long integer, out double number)
    {
        (integer, number) = (0, 0);
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ScalarKind.Null;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "true" or "True" or "TRUE":
                integer = 1;
                return ScalarKind.Bool;
            case "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" or "false" or "False" or "FALSE":
                return ScalarKind.Bool;
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                number = double.PositiveInfinity;
                return ScalarKind.Float;
            case "-.inf" or "-.Inf" or "-.INF":
                number = double.NegativeInfinity;
                return ScalarKind.Float;
            case ".nan" or ".NaN" or ".NAN":
                number = double.NaN;
                return ScalarKind.Float;
        }

        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
        {
            return ScalarKind.Text;
        }

        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (TryInteger(plain, out integer))
        {
            number = integer;
            return ScalarKind.Integer;
        }

        return IsDecimal(plain) && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number) ? ScalarKind.Float : ScalarKind.Text;
    }

    private static bool TryInteger(string text, out long value)
    {
        value = 0;
        var negative = text is ['-', ..];
        var digits = text is ['-' or '+', ..] ? text.AsSpan(1) : text.AsSpan();
        var (style, start) = digits switch
        {
            ['0', 'x' or 'X', ..] => (NumberStyles.AllowHexSpecifier, 2),
            ['0', 'b' or 'B', ..] => (NumberStyles.AllowBinarySpecifier, 2),
            _ => (NumberStyles.None, 0),
        };
        if (style == NumberStyles.None && digits is ['0', _, ..])
        {
            return TryOctal(digits[1..], negative, out value);
        }

        // The bound of the negative side is not reachable by negating the positive one.
        if (style == NumberStyles.None && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return digits.Length > 0 && char.IsAsciiDigit(digits[0]);
        }

        if (style == NumberStyles.None || !ulong.TryParse(digits[start..], style, CultureInfo.InvariantCulture, out var magnitude) || magnitude > long.MaxValue)
        {
            return false;
        }

        value = negative ? -(long)magnitude : (long)magnitude;
        return true;
    }

    private static bool TryOctal(ReadOnlySpan<char> digits, bool negative, out long value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || value > long.MaxValue >> 3)
            {
                return false;
            }

            value = (value << 3) + (digit - '0');
        }

        value = negative ? -value : value;
        return true;
    }

    private static bool IsDecimal(string text)
    {
        var sawDigit = false;
        for (var i = text is ['-' or '+', ..] ? 1 : 0; i < text.Length; i++)
        {
            var c = text[i];
            sawDigit |= char.IsAsciiDigit(c);
            if (!char.IsAsciiDigit(c) && c != '.' && !(sawDigit && c is 'e' or 'E') && !(c is '+' or '-' && text[i - 1] is 'e' or 'E'))
            {
                return false;
            }
        }

        return sawDigit;
    }
}

using System.Globalization;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.CommandLine;

/// <summary>
/// Values as the command lines of the reference read them, with the same complaints: every parser returns null or the reason
/// (spec 07 sections 1 and 11).
/// </summary>
public static class GoText
{
    /// <summary>The text in double quotes, with quotes, backslashes and control characters escaped.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u007f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A decimal 64-bit integer.</summary>
    public static string? ParseInt64(string text, out long value) => ParseDecimal("ParseInt", text, long.MinValue, long.MaxValue, out value);

    /// <summary>An integer in a range, decimal or with the prefixes <c>0x</c>, <c>0b</c>, <c>0o</c>; the reason speaks of unsigned numbers when the range does.</summary>
    public static string? ParseInteger(string text, long minimum, long maximum, out long value)
    {
        var function = minimum >= 0 ? "ParseUint" : "ParseInt";
        var negative = minimum < 0 && text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var numberBase = digits.Length > 2 && digits[0] == '0'
            ? char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'b' => 2, 'o' => 8, _ => 10 }
            : 10;
        if (numberBase == 10)
        {
            return ParseDecimal(function, text, minimum, maximum, out value);
        }

        if (!TryReadDigits(digits.AsSpan(2), (uint)numberBase, out var magnitude, out var tooLarge))
        {
            value = 0;
            return Syntax(function, text);
        }

        value = negative ? -(long)magnitude : (long)magnitude;
        return tooLarge || magnitude > long.MaxValue || value < minimum || value > maximum ? Range(function, text) : null;
    }

    /// <summary>A floating point number: decimal, hexadecimal with a binary exponent, <c>inf</c>, <c>infinity</c> or <c>nan</c>.</summary>
    public static string? ParseDouble(string text, out double value)
    {
        var unsigned = text.StartsWith('-') || text.StartsWith('+') ? text[1..] : text;
        var sign = text.StartsWith('-') ? -1.0 : 1.0;
        switch (unsigned.ToLowerInvariant())
        {
            case "inf" or "infinity":
                value = sign * double.PositiveInfinity;
                return null;
            case "nan" when unsigned.Length == text.Length:
                value = double.NaN;
                return null;
        }

        const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var numeric = unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.');
        if (unsigned.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            if (!TryReadHexadecimal(unsigned.AsSpan(2), out value))
            {
                return Syntax("ParseFloat", text);
            }
        }
        else if (!numeric || !double.TryParse(unsigned, Decimal, CultureInfo.InvariantCulture, out value))
        {
            value = 0;
            return Syntax("ParseFloat", text);
        }

        value *= sign;
        return double.IsInfinity(value) ? Range("ParseFloat", text) : null;
    }

    /// <summary>One of <c>1 t T TRUE true True 0 f F FALSE false False</c>.</summary>
    public static string? ParseBool(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return value || text is "0" or "f" or "F" or "FALSE" or "false" or "False" ? null : Syntax("ParseBool", text);
    }

    /// <summary>A span of time such as <c>1m30s</c>.</summary>
    public static string? ParseDuration(string text, out Duration value)
    {
        if (Duration.TryParse(text, out value))
        {
            return null;
        }

        var number = text.TrimStart('+', '-');
        var digits = number.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (digits == 0 || number[..digits] == ".")
        {
            return "time: invalid duration " + Quote(text);
        }

        var unit = string.Concat(number.Skip(digits).TakeWhile(c => !char.IsAsciiDigit(c) && c != '.'));
        return unit switch
        {
            "" => "time: missing unit in duration " + Quote(text),
            "ns" or "us" or "\u00b5s" or "\u03bcs" or "ms" or "s" or "m" or "h" => "time: invalid duration " + Quote(text),
            _ => $"time: unknown unit {Quote(unit)} in duration {Quote(text)}",
        };
    }

    /// <summary>A point in time as RFC 3339 writes it, to the nanosecond.</summary>
    public static string? ParseTimestamp(string text, out Timestamp value)
    {
        value = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = text;
        var nanos = 0;
        if (dot == 19)
        {
            var digits = text.Skip(20).TakeWhile(char.IsAsciiDigit).Count();
            whole = digits == 0 ? "" : text.Remove(19, digits + 1);
            nanos = digits == 0 ? 0 : int.Parse(text.Substring(20, Math.Min(digits, 9)).PadRight(9, '0'), CultureInfo.InvariantCulture);
        }

        if (!DateTimeOffset.TryParseExact(
            whole, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return $"parsing time {Quote(text)} as \"2006-01-02T15:04:05Z07:00\": cannot parse {Quote(text)} as \"2006\"";
        }

        value = new Timestamp(time.ToUnixTimeSeconds(), nanos);
        return null;
    }

    /// <summary>Hexadecimal bytes separated by colons.</summary>
    public static string? ParseBytes(string text, out byte[] value)
    {
        var parts = text.Split(':');
        value = new byte[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryReadDigits(parts[i], 16, out var part, out var tooLarge))
            {
                return Syntax("ParseUint", parts[i]);
            }

            if (tooLarge || part > byte.MaxValue)
            {
                return Range("ParseUint", parts[i]);
            }

            value[i] = (byte)part;
        }

        return null;
    }

    private static string? ParseDecimal(string function, string text, long minimum, long maximum, out long value)
    {
        var signed = function == "ParseInt" && text.Length > 0 && text[0] is '-' or '+';
        if (!TryReadDigits(text.AsSpan(signed ? 1 : 0), 10, out var magnitude, out var tooLarge))
        {
            value = 0;
            return Syntax(function, text);
        }

        var number = text[0] == '-' ? -(Int128)magnitude : magnitude;
        if (tooLarge || number < minimum || number > maximum)
        {
            value = 0;
            return Range(function, text);
        }

        value = (long)number;
        return null;
    }

    private static bool TryReadDigits(ReadOnlySpan<char> text, uint numberBase, out ulong value, out bool tooLarge)
    {
        UInt128 total = 0;
        tooLarge = false;
        foreach (var c in text)
        {
            var digit = char.IsAsciiHexDigit(c) ? (uint)Convert.ToInt32(c.ToString(), 16) : uint.MaxValue;
            if (digit >= numberBase)
            {
                value = 0;
                return false;
            }

            total = tooLarge ? total : total * numberBase + digit;
            tooLarge |= total > ulong.MaxValue;
        }

        value = tooLarge ? ulong.MaxValue : (ulong)total;
        return !text.IsEmpty;
    }

    private static bool TryReadHexadecimal(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        var exponentAt = text.IndexOfAny('p', 'P');
        if (exponentAt <= 0 || !int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
        {
            return false;
        }

        var mantissa = text[..exponentAt];
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa.ToString() : mantissa.ToString().Remove(point, 1);
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            value = value * 16 + Convert.ToInt32(c.ToString(), 16);
        }

        value = Math.ScaleB(value, exponent - (point < 0 ? 0 : 4 * (mantissa.Length - point - 1)));
        return digits.Length > 0;
    }

    private static string Syntax(string function, string text) => $"strconv.{function}: parsing {Quote(text)}: invalid syntax";

    private static string Range(string function, string text) => $"strconv.{function}: parsing {Quote(text)}: value out of range";
}

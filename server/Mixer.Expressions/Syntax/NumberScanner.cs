using System.Globalization;
using System.Numerics;

namespace Mixer.Expressions.Syntax;

/// <summary>Number literals as Go writes them; only some of what scans has a value (spec 02 section 5).</summary>
internal static class NumberScanner
{
    /// <summary>Scans the number at <paramref name="position"/> and moves past it.</summary>
    public static TokenKind Scan(string source, ref int position, out string? error, out int errorPosition)
    {
        error = null;
        var start = position;
        errorPosition = start;
        var radix = 10;
        var prefix = '\0';
        var kind = TokenKind.Integer;
        var invalidDigit = -1;
        var digits = 0;
        var i = position;
        if (Peek(source, i) != '.')
        {
            if (Peek(source, i) == '0')
            {
                i++;
                prefix = char.ToLowerInvariant(Peek(source, i));
                (radix, var skip) = prefix switch { 'x' => (16, 1), 'o' => (8, 1), 'b' => (2, 1), _ => (8, 0) };
                prefix = skip == 1 ? prefix : '0';
                i += skip;
                digits = skip == 1 ? 0 : 1;
            }

            digits += Digits(source, ref i, radix, ref invalidDigit);
        }

        if (Peek(source, i) == '.')
        {
            kind = TokenKind.Float;
            if (prefix is 'o' or 'b')
            {
                error ??= "invalid radix point in " + NameOf(prefix);
            }

            i++;
            digits += Digits(source, ref i, prefix == 'x' ? 16 : 10, ref invalidDigit);
        }

        if (digits == 0)
        {
            error ??= NameOf(prefix) + " has no digits";
        }

        var e = char.ToLowerInvariant(Peek(source, i));
        if (e == 'e' && prefix != 'x' || e == 'p')
        {
            if (e == 'e' && prefix is not ('\0' or '0'))
            {
                error ??= $"'{source[i]}' exponent requires decimal mantissa";
            }
            else if (e == 'p' && prefix != 'x')
            {
                error ??= $"'{source[i]}' exponent requires hexadecimal mantissa";
            }

            i++;
            kind = TokenKind.Float;
            if (Peek(source, i) is '+' or '-')
            {
                i++;
            }

            var ignored = -1;
            if (Digits(source, ref i, 10, ref ignored) == 0)
            {
                error ??= "exponent has no digits";
            }
        }
        else if (prefix == 'x' && kind == TokenKind.Float)
        {
            error ??= "hexadecimal mantissa requires a 'p' exponent";
        }

        if (Peek(source, i) == 'i')
        {
            kind = TokenKind.Imaginary;
            i++;
        }

        if (kind == TokenKind.Integer && invalidDigit >= 0 && error is null)
        {
            error = $"invalid digit '{source[invalidDigit]}' in {NameOf(prefix)}";
            errorPosition = invalidDigit;
        }

        if (error is null && !UnderscoresSeparateDigits(source.AsSpan(start, i - start)))
        {
            error = "'_' must separate successive digits";
        }

        position = i;
        return kind;
    }

    /// <summary>The value of a floating point literal that scanned well; false if it is beyond double.</summary>
    public static bool TryParseFloat(string literal, out double value)
    {
        var text = literal.Replace("_", "", StringComparison.Ordinal);
        value = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ParseHexadecimal(text[2..])
            : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value);
    }

    private static double ParseHexadecimal(string text)
    {
        var split = text.IndexOfAny(['p', 'P']);
        var mantissa = text[..split];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var number = BigInteger.Parse(
            "0" + mantissa.Replace(".", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (number.IsZero)
        {
            return 0;
        }

        // Beyond these, the result is infinite or zero whatever the mantissa of a bounded text is.
        var written = BigInteger.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var exponent = (int)BigInteger.Max(-1_000_000, BigInteger.Min(1_000_000, written)) - 4 * fraction;

        // Round half to even at the last bit that a double of this magnitude has.
        var top = (int)number.GetBitLength() + exponent;
        var drop = Math.Max(top - 53, -1074) - exponent;
        if (drop > 0)
        {
            var rest = number & ((BigInteger.One << drop) - 1);
            number >>= drop;
            exponent += drop;
            var half = BigInteger.One << (drop - 1);
            if (rest > half || (rest == half && !number.IsEven))
            {
                number += 1;
            }
        }

        return Math.ScaleB((double)number, exponent);
    }

    private static char Peek(string source, int position) => position < source.Length ? source[position] : '\0';

    private static int Digits(string source, ref int position, int radix, ref int invalidDigit)
    {
        var digits = 0;
        for (; position < source.Length; position++)
        {
            var c = source[position];
            if (c == '_')
            {
                continue;
            }

            if (!(radix == 16 ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c)))
            {
                break;
            }

            if (radix < 10 && c - '0' >= radix && invalidDigit < 0)
            {
                invalidDigit = position;
            }

            digits++;
        }

        return digits;
    }

    private static string NameOf(char prefix) =>
        prefix switch
        {
            'x' => "hexadecimal literal",
            'o' or '0' => "octal literal",
            'b' => "binary literal",
            _ => "decimal literal",
        };

    private static bool UnderscoresSeparateDigits(ReadOnlySpan<char> text)
    {
        var before = '.';
        var start = 0;
        var hexadecimal = false;
        if (text.Length >= 2 && text[0] == '0' && char.ToLowerInvariant(text[1]) is 'x' or 'o' or 'b')
        {
            hexadecimal = char.ToLowerInvariant(text[1]) == 'x';
            before = '0';
            start = 2;
        }

        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            var now = c == '_' ? '_' : char.IsAsciiDigit(c) || (hexadecimal && char.IsAsciiHexDigit(c)) ? '0' : '.';
            if ((now == '_' && before != '0') || (now == '.' && before == '_'))
            {
                return false;
            }

            before = now;
        }

        return before != '_';
    }
}

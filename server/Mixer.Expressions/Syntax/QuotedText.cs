using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Syntax;

/// <summary>The text inside the three kinds of quotes (spec 02 section 5). The lexer has already found it well-formed.</summary>
internal static class QuotedText
{
    /// <summary>Removes quotes and escapes. Escapes may write single bytes, so the result is put together as UTF-8; what is no UTF-8 becomes U+FFFD.</summary>
    public static string Unquote(string literal)
    {
        var quote = literal[0];
        var inner = literal[1..^1];
        if (quote == '`')
        {
            return inner.Replace("\r", "", StringComparison.Ordinal);
        }

        if (!inner.Contains('\\', StringComparison.Ordinal))
        {
            return inner;
        }

        Span<byte> encoded = stackalloc byte[4];
        var bytes = new List<byte>(inner.Length);
        for (var i = 0; i < inner.Length;)
        {
            if (inner[i] == '\\')
            {
                TryReadEscape(inner, i, quote, out var length, out var value, out var isByte);
                i += length;
                if (isByte && quote == '"')
                {
                    bytes.Add((byte)value);
                    continue;
                }

                bytes.AddRange(encoded[..new Rune(value).EncodeToUtf8(encoded)]);
                continue;
            }

            Rune.DecodeFromUtf16(inner.AsSpan(i), out var rune, out var consumed);
            i += consumed;
            bytes.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>As Go's <c>%q</c> writes a text: in double quotes, with escapes for what cannot be seen. Error texts of the reference have it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var rune in text.EnumerateRunes())
        {
            AppendEscaped(quoted, rune, '"');
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>As Go's <c>%q</c> writes a character.</summary>
    public static string QuoteRune(char c)
    {
        var quoted = new StringBuilder("'");
        AppendEscaped(quoted, Rune.TryCreate(c, out var rune) ? rune : Rune.ReplacementChar, '\'');
        return quoted.Append('\'').ToString();
    }

    /// <summary>Reads the escape at <paramref name="position"/>; null, or what is wrong with it.</summary>
    public static string? TryReadEscape(string text, int position, char quote, out int length, out int value, out bool isByte)
    {
        (length, value, isByte) = (2, 0, false);
        if (position + 1 >= text.Length)
        {
            return "escape sequence not terminated";
        }

        var c = text[position + 1];
        var simple = "abfnrtv\\".IndexOf(c, StringComparison.Ordinal);
        if (simple >= 0)
        {
            value = "\a\b\f\n\r\t\v\\"[simple];
            return null;
        }

        if (c == quote)
        {
            value = quote;
            return null;
        }

        var (first, digits, radix) = c switch
        {
            >= '0' and <= '7' => (1, 3, 8),
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            _ => (0, 0, 0),
        };
        if (digits == 0)
        {
            return "unknown escape sequence";
        }

        isByte = digits <= 3;
        length = first + digits;
        long number = 0;
        for (var i = position + first; i < position + length; i++)
        {
            var digit = i < text.Length && char.IsAsciiHexDigit(text[i])
                ? int.Parse(text.AsSpan(i, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                : 16;
            if (digit >= radix)
            {
                return "illegal character in escape sequence";
            }

            number = number * radix + digit;
        }

        if (isByte ? number > 255 : number > 0x10FFFF || number is >= 0xD800 and < 0xE000)
        {
            return "escape sequence is invalid Unicode code point";
        }

        value = (int)number;
        return null;
    }

    private static void AppendEscaped(StringBuilder text, Rune rune, char quote)
    {
        var simple = rune.IsAscii ? "\a\b\f\n\r\t\v\\".IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        if (simple >= 0 || rune.Value == quote)
        {
            text.Append('\\').Append(simple >= 0 ? "abfnrtv\\"[simple] : quote);
            return;
        }

        var isVisible = rune.Value == ' '
            || Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherNumber or >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol;
        if (isVisible)
        {
            text.Append(rune);
            return;
        }

        var (prefix, format) = rune.IsAscii ? ("\\x", "x2") : rune.IsBmp ? ("\\u", "x4") : ("\\U", "x8");
        text.Append(prefix).Append(rune.Value.ToString(format, CultureInfo.InvariantCulture));
    }
}

using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>A pattern and how far it has been read: characters, escapes and counts. One use, one thread.</summary>
internal sealed class PatternReader(string pattern)
{
    /// <summary>Where the reader stands.</summary>
    public int Position { get; set; }

    /// <summary>The whole pattern.</summary>
    public string Text => pattern;

    /// <summary>The first mistake; null if there was none.</summary>
    public string? Error { get; private set; }

    public bool AtEnd => Position >= pattern.Length;

    /// <summary>The character here; a NUL at the end.</summary>
    public char Current => AtEnd ? '\0' : pattern[Position];

    public void Fail(string why, string fragment) => Error ??= $"error parsing regexp: {why}: `{fragment}`";

    public int NextPoint()
    {
        Rune.DecodeFromUtf16(pattern.AsSpan(Position), out var rune, out var length);
        Position += length;
        return rune.Value;
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> (no maximum: -1) or <c>{n,m}</c>; stays if it is something else.</summary>
    public bool TryReadCounts(out int minimum, out int maximum)
    {
        var at = Position + 1;
        maximum = -1;
        if (!TryReadCount(ref at, out minimum))
        {
            return false;
        }

        if (at < pattern.Length && pattern[at] == ',')
        {
            at++;
            if (at < pattern.Length && pattern[at] != '}' && !TryReadCount(ref at, out maximum))
            {
                return false;
            }
        }
        else
        {
            maximum = minimum;
        }

        if (at >= pattern.Length || pattern[at] != '}')
        {
            return false;
        }

        Position = at + 1;
        return true;
    }

    private bool TryReadCount(ref int at, out int count)
    {
        var start = at;
        count = 0;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            count = Math.Min(100_000, count * 10 + (pattern[at++] - '0'));
        }

        return at > start && (at == start + 1 || pattern[start] != '0');
    }

    /// <summary>The code point of the escape here; -1 with <see cref="Error"/> set if it is none.</summary>
    public int ParseEscape()
    {
        var start = Position++;
        if (Position >= pattern.Length)
        {
            Fail("trailing backslash at end of expression", "");
            return -1;
        }

        var c = NextPoint();
        switch (c)
        {
            case >= '0' and <= '7' when c == '0' || (Position < pattern.Length && pattern[Position] is >= '0' and <= '7'):
                var value = c - '0';
                for (var i = 1; i < 3 && Position < pattern.Length && pattern[Position] is >= '0' and <= '7'; i++)
                {
                    value = value * 8 + (pattern[Position++] - '0');
                }

                return value;
            case 'x':
                if (TryReadHexadecimal(out var point))
                {
                    return point;
                }

                break;
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case < 0x80 when !char.IsAsciiLetterOrDigit((char)c):
                return c;
        }

        Fail("invalid escape sequence", pattern[start..Position]);
        return -1;
    }

    private bool TryReadHexadecimal(out int point)
    {
        point = 0;
        if (Position >= pattern.Length)
        {
            return false;
        }

        var braces = pattern[Position] == '{';
        if (braces)
        {
            Position++;
        }

        var digits = 0;
        var valid = true;
        while (Position < pattern.Length && (braces ? valid : digits < 2))
        {
            var c = NextPoint();
            if (braces && c == '}')
            {
                return digits > 0;
            }

            // Without braces, both are read before either is judged: the error shows them.
            valid &= c < 0x80 && char.IsAsciiHexDigit((char)c);
            point = valid ? point * 16 + (char.IsAsciiDigit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10) : 0;
            valid &= point <= 0x10FFFF;
            digits++;
        }

        return valid && !braces && digits == 2;
    }
}

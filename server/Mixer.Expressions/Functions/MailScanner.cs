using System.Text;
using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Functions;

/// <summary>The words, spaces and comments of RFC 5322. One use, one thread.</summary>
internal sealed class MailScanner(string text)
{
    /// <summary>Where the scanner stands.</summary>
    public int Position { get; set; }

    /// <summary>The first mistake, until it is taken back.</summary>
    public string? Error { get; set; }

    public bool AtEnd => Position >= text.Length;

    /// <summary>What has not been read.</summary>
    public string Rest => text[Position..];

    /// <summary>Notes a mistake unless there was one; null.</summary>
    public string? Fail(string error)
    {
        Error ??= error;
        return null;
    }

    public string? ParseAtom(bool permissive)
    {
        var start = Position;
        while (!AtEnd)
        {
            Rune.DecodeFromUtf16(text.AsSpan(Position), out var rune, out var length);
            if (!IsAtomText(rune.Value, true, permissive))
            {
                break;
            }

            Position += length;
        }

        if (Position == start)
        {
            return Fail("mail: invalid string");
        }

        var atom = text[start..Position];
        if (permissive)
        {
            return atom;
        }

        return atom.StartsWith('.') ? Fail("mail: leading dot in atom")
            : atom.Contains("..", StringComparison.Ordinal) ? Fail("mail: double dot in atom")
            : atom.EndsWith('.') ? Fail("mail: trailing dot in atom")
            : atom;
    }

    public string? ParseQuoted()
    {
        var content = new StringBuilder();
        for (Position++; !AtEnd; Position++)
        {
            var c = text[Position];
            if (c == '"')
            {
                Position++;
                return content.ToString();
            }

            if (c == '\\')
            {
                if (++Position >= text.Length)
                {
                    break;
                }

                c = text[Position];
            }

            if (!IsVisible(c) && c is not (' ' or '\t'))
            {
                return Fail($"mail: bad character in quoted-string: {QuotedText.QuoteRune(c)}");
            }

            content.Append(c);
        }

        return Fail("mail: unclosed quoted-string");
    }

    public bool SkipComments()
    {
        SkipSpace();
        while (Consume('('))
        {
            if (!SkipComment(null))
            {
                return false;
            }

            SkipSpace();
        }

        return true;
    }

    public bool SkipComment(StringBuilder? inner)
    {
        var depth = 1;
        for (; !AtEnd; Position++)
        {
            var c = text[Position];
            if (c == '\\' && Position + 1 < text.Length)
            {
                c = text[++Position];
            }
            else
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }

            if (depth == 0)
            {
                Position++;
                return true;
            }

            inner?.Append(c);
        }

        return false;
    }

    public void SkipSpace()
    {
        while (!AtEnd && text[Position] is ' ' or '\t')
        {
            Position++;
        }
    }

    public char Peek() => AtEnd ? '\0' : text[Position];

    public bool Consume(char wanted)
    {
        if (AtEnd || text[Position] != wanted)
        {
            return false;
        }

        Position++;
        return true;
    }

    private static bool IsVisible(int point) => point is >= '!' and <= '~' or >= 0x80;

    public static bool IsAtomText(int point, bool dot, bool permissive) =>
        point switch
        {
            '.' => dot,
            '(' or ')' or '[' or ']' or ';' or '@' or '\\' or ',' => permissive,
            '<' or '>' or '"' or ':' => false,
            _ => IsVisible(point),
        };
}

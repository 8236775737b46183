using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>An address in two parts.</summary>
/// <param name="DisplayName">The name before or after the address; empty if there is none.</param>
/// <param name="Spec">Local part, unquoted, then <c>@</c> and the domain.</param>
internal sealed record MailAddress(string DisplayName, string Spec)
{
    /// <summary>What is before the first <c>@</c>.</summary>
    public string Local => Spec[..Spec.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>What is after the first <c>@</c>.</summary>
    public string Domain => Spec[(Spec.IndexOf('@', StringComparison.Ordinal) + 1)..];
}

/// <summary>Reads one address of RFC 5322 with the liberties and error texts of Go's mail package (spec 02 section 11). One use, one thread.</summary>
internal sealed class MailParser
{
    private readonly string _text;
    private int _position;
    private string? _error;

    private MailParser(string text) => _text = text;

    private bool AtEnd => _position >= _text.Length;

    /// <summary>Null with <paramref name="error"/> set if <paramref name="text"/> is no single address.</summary>
    public static MailAddress? Parse(string text, out string? error)
    {
        var parser = new MailParser(text);
        var addresses = parser.ParseAddress(mayBeGroup: true);
        if (addresses is not null)
        {
            if (!parser.SkipComments())
            {
                parser._error = "mail: misformatted parenthetical comment";
            }
            else if (!parser.AtEnd)
            {
                parser._error = $"mail: expected single address, got \"{parser._text[parser._position..]}\"";
            }
            else if (addresses.Count != 1)
            {
                parser._error = addresses.Count == 0 ? "mail: empty group" : "mail: group with multiple addresses";
            }
        }

        error = parser._error;
        return error is null ? addresses![0] : null;
    }

    private List<MailAddress>? ParseAddress(bool mayBeGroup)
    {
        SkipSpace();
        if (AtEnd)
        {
            return Fail("mail: no address");
        }

        var start = _position;
        if (ParseSpec() is { } plain)
        {
            SkipSpace();
            var comment = "";
            if (Peek() == '(')
            {
                _position++;
                var inner = new StringBuilder();
                if (!SkipComment(inner))
                {
                    return Fail("mail: misformatted parenthetical comment");
                }

                comment = string.Join(' ', inner.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
            }

            return [new MailAddress(comment, plain)];
        }

        _position = start;
        _error = null;
        var name = "";
        if (Peek() != '<' && !TryParsePhrase(out name))
        {
            return null;
        }

        SkipSpace();
        if (mayBeGroup && Consume(':'))
        {
            return ParseGroup();
        }

        if (!Consume('<'))
        {
            return Fail(name.EnumerateRunes().All(rune => IsAtomText(rune.Value, true, false))
                ? "mail: missing '@' or angle-addr"
                : "mail: no angle-addr");
        }

        if (ParseSpec() is not { } spec)
        {
            return null;
        }

        return Consume('>') ? [new MailAddress(name, spec)] : Fail("mail: unclosed angle-addr");
    }

    private List<MailAddress>? ParseGroup()
    {
        var members = new List<MailAddress>();
        SkipSpace();
        if (Consume(';'))
        {
            return SkipComments() ? members : Fail("mail: misformatted parenthetical comment");
        }

        while (true)
        {
            SkipSpace();
            if (ParseAddress(mayBeGroup: false) is not { } member)
            {
                return null;
            }

            members.AddRange(member);
            if (!SkipComments())
            {
                return Fail("mail: misformatted parenthetical comment");
            }

            if (Consume(';'))
            {
                return SkipComments() ? members : Fail("mail: misformatted parenthetical comment");
            }

            if (!Consume(','))
            {
                return Fail("mail: expected comma");
            }
        }
    }

    private string? ParseSpec()
    {
        SkipSpace();
        if (AtEnd)
        {
            return FailText("mail: no addr-spec");
        }

        string? local;
        if (Peek() == '"')
        {
            local = ParseQuoted();
            if (local is { Length: 0 })
            {
                return FailText("mail: empty quoted string in addr-spec");
            }
        }
        else
        {
            local = ParseAtom(permissive: false);
        }

        if (local is null)
        {
            return null;
        }

        if (!Consume('@'))
        {
            return FailText("mail: missing @ in addr-spec");
        }

        SkipSpace();
        if (AtEnd)
        {
            return FailText("mail: no domain in addr-spec");
        }

        return ParseAtom(permissive: false) is { } domain ? local + "@" + domain : null;
    }

    private bool TryParsePhrase(out string phrase)
    {
        var words = new List<string>();
        phrase = "";
        while (true)
        {
            if (words.Count > 0 && !SkipComments())
            {
                Fail("mail: misformatted parenthetical comment");
                return false;
            }

            SkipSpace();
            var word = Peek() == '"' ? ParseQuoted() : ParseAtom(permissive: true);
            if (word is null)
            {
                break;
            }

            words.Add(word);
        }

        if (words.Count == 0)
        {
            _error = $"mail: missing word in phrase: {_error}";
            return false;
        }

        _error = null;
        phrase = string.Join(' ', words);
        return true;
    }

    private string? ParseAtom(bool permissive)
    {
        var start = _position;
        while (!AtEnd)
        {
            Rune.DecodeFromUtf16(_text.AsSpan(_position), out var rune, out var length);
            if (!IsAtomText(rune.Value, true, permissive))
            {
                break;
            }

            _position += length;
        }

        if (_position == start)
        {
            return FailText("mail: invalid string");
        }

        var atom = _text[start.._position];
        if (permissive)
        {
            return atom;
        }

        return atom.StartsWith('.') ? FailText("mail: leading dot in atom")
            : atom.Contains("..", StringComparison.Ordinal) ? FailText("mail: double dot in atom")
            : atom.EndsWith('.') ? FailText("mail: trailing dot in atom")
            : atom;
    }

    private string? ParseQuoted()
    {
        var text = new StringBuilder();
        for (_position++; !AtEnd; _position++)
        {
            var c = _text[_position];
            if (c == '"')
            {
                _position++;
                return text.ToString();
            }

            if (c == '\\')
            {
                if (++_position >= _text.Length)
                {
                    break;
                }

                c = _text[_position];
            }

            if (!IsVisible(c) && c is not (' ' or '\t'))
            {
                return FailText($"mail: bad character in quoted-string: '{c}'");
            }

            text.Append(c);
        }

        return FailText("mail: unclosed quoted-string");
    }

    private bool SkipComments()
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

    private bool SkipComment(StringBuilder? inner)
    {
        var depth = 1;
        for (; !AtEnd; _position++)
        {
            var c = _text[_position];
            if (c == '\\' && _position + 1 < _text.Length)
            {
                c = _text[++_position];
            }
            else
            {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }

            if (depth == 0)
            {
                _position++;
                return true;
            }

            inner?.Append(c);
        }

        return false;
    }

    private void SkipSpace()
    {
        while (!AtEnd && _text[_position] is ' ' or '\t')
        {
            _position++;
        }
    }

    private char Peek() => AtEnd ? '\0' : _text[_position];

    private bool Consume(char wanted)
    {
        if (AtEnd || _text[_position] != wanted)
        {
            return false;
        }

        _position++;
        return true;
    }

    private static bool IsVisible(int point) => point is >= '!' and <= '~' or >= 0x80;

    private static bool IsAtomText(int point, bool dot, bool permissive) =>
        point switch
        {
            '.' => dot,
            '(' or ')' or '[' or ']' or ';' or '@' or '\\' or ',' => permissive,
            '<' or '>' or '"' or ':' => false,
            _ => IsVisible(point),
        };

    private List<MailAddress>? Fail(string error)
    {
        _error ??= error;
        return null;
    }

    private string? FailText(string error)
    {
        _error ??= error;
        return null;
    }
}

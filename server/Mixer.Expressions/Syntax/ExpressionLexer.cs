using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Syntax;

/// <summary>Cuts a text into tokens by the rules of Go, newline rule included (spec 02 section 4). One use, one thread.</summary>
internal sealed class ExpressionLexer(string source)
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto", "if",
        "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var");

    // Longest first.
    private static readonly string[] Symbols =
    [
        "<<=", ">>=", "&^=", "...", "<<", ">>", "&^", "&&", "||", "==", "!=", "<=", ">=", "<-", "++", "--", ":=", "+=", "-=", "*=", "/=",
        "%=", "&=", "|=", "^=", "+", "-", "*", "/", "%", "&", "|", "^", "<", ">", "=", "!", "(", ")", "[", "]", "{", "}", ",", ";", ".",
        ":", "~",
    ];

    private const char ByteOrderMark = '\uFEFF';

    private int _position;
    private bool _newlineEnds;

    /// <summary>The first mistake; null if there was none.</summary>
    public string? Error { get; private set; }

    /// <summary>Where <see cref="Error"/> is.</summary>
    public int ErrorPosition { get; private set; }

    public ExpressionToken Next()
    {
        if (!SkipBlanks(out var newline))
        {
            return new ExpressionToken(TokenKind.End, source.Length, source.Length, "");
        }

        if (newline >= 0)
        {
            _newlineEnds = false;
            return new ExpressionToken(TokenKind.Newline, newline, newline, "");
        }

        if (_position >= source.Length)
        {
            return new ExpressionToken(TokenKind.End, source.Length, source.Length, "");
        }

        var start = _position;
        var kind = Scan();
        var text = source[start.._position];
        if (kind is TokenKind.String or TokenKind.Rune && text.AsSpan().IndexOfAny('\0', ByteOrderMark) is >= 0 and var at)
        {
            Fail(start + at, text[at] == '\0' ? "illegal character NUL" : "illegal byte order mark");
        }

        if (kind == TokenKind.Identifier && Keywords.Contains(text))
        {
            kind = TokenKind.Keyword;
        }

        _newlineEnds = kind switch
        {
            TokenKind.Keyword => text is "break" or "continue" or "fallthrough" or "return",
            TokenKind.Symbol => text is ")" or "]" or "}" or "++" or "--",
            _ => true,
        };
        return new ExpressionToken(kind, start, _position, text);
    }

    private void Fail(int position, string error)
    {
        if (Error is null)
        {
            Error = error;
            ErrorPosition = position;
        }
    }

    private bool SkipBlanks(out int newline)
    {
        newline = -1;
        if (_position == 0 && source.StartsWith(ByteOrderMark))
        {
            _position = 1;
        }

        while (_position < source.Length)
        {
            var c = source[_position];
            if (c == '\n' && _newlineEnds)
            {
                newline = _position++;
                return true;
            }

            if (c is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
                continue;
            }

            if (c != '/' || _position + 1 >= source.Length || source[_position + 1] is not ('/' or '*'))
            {
                return true;
            }

            var start = _position;
            if (source[_position + 1] == '/')
            {
                var end = source.IndexOf('\n', _position);
                _position = end < 0 ? source.Length : end;
                continue;
            }

            var close = source.IndexOf("*/", _position + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                Fail(start, "comment not terminated");
                _position = source.Length;
                return false;
            }

            _position = close + 2;
            if (_newlineEnds && source.AsSpan(start, close - start).Contains('\n'))
            {
                newline = start;
                return true;
            }
        }

        return true;
    }

    private TokenKind Scan()
    {
        var c = source[_position];
        if (char.IsAsciiDigit(c) || (c == '.' && _position + 1 < source.Length && char.IsAsciiDigit(source[_position + 1])))
        {
            var kind = NumberScanner.Scan(source, ref _position, out var error, out var at);
            if (error is not null)
            {
                Fail(at, error);
            }

            return kind;
        }

        if (TryReadLetter(out var length))
        {
            do
            {
                _position += length;
            }
            while (TryReadLetter(out length) || TryReadDigit(out length));
            return TokenKind.Identifier;
        }

        switch (c)
        {
            case '"':
            case '\'':
                return ScanQuoted(c);
            case '`':
                var end = source.IndexOf('`', _position + 1);
                if (end < 0)
                {
                    Fail(_position, "raw string literal not terminated");
                }

                _position = end < 0 ? source.Length : end + 1;
                return TokenKind.String;
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(source, _position, symbol, 0, symbol.Length) == 0)
            {
                _position += symbol.Length;
                return TokenKind.Symbol;
            }
        }

        Rune.DecodeFromUtf16(source.AsSpan(_position), out var rune, out var consumed);
        var shown = Rune.IsControl(rune) ? "" : $" '{rune}'";
        Fail(_position, string.Create(CultureInfo.InvariantCulture, $"illegal character U+{rune.Value:X4}{shown}"));
        _position += consumed;
        return TokenKind.Symbol;
    }

    private TokenKind ScanQuoted(char quote)
    {
        var start = _position++;
        var runes = 0;
        while (true)
        {
            if (_position >= source.Length || source[_position] == '\n')
            {
                Fail(start, quote == '"' ? "string literal not terminated" : "rune literal not terminated");
                return TokenKind.String;
            }

            if (source[_position] == quote)
            {
                _position++;
                break;
            }

            runes++;
            if (source[_position] != '\\')
            {
                Rune.DecodeFromUtf16(source.AsSpan(_position), out _, out var consumed);
                _position += consumed;
            }
            else if (QuotedText.TryReadEscape(source, _position, quote, out var length, out _, out _) is { } error)
            {
                Fail(_position, error);
                _position += Math.Min(2, source.Length - _position);
            }
            else
            {
                _position += length;
            }
        }

        if (quote == '"')
        {
            return TokenKind.String;
        }

        if (runes != 1)
        {
            Fail(start, "illegal rune literal");
        }

        return TokenKind.Rune;
    }

    private bool TryReadLetter(out int length)
    {
        if (_position < source.Length && (source[_position] == '_' || char.IsAsciiLetter(source[_position])))
        {
            length = 1;
            return true;
        }

        length = 0;
        return _position < source.Length && source[_position] >= 0x80
            && Rune.DecodeFromUtf16(source.AsSpan(_position), out var rune, out length) == System.Buffers.OperationStatus.Done
            && Rune.IsLetter(rune);
    }

    private bool TryReadDigit(out int length)
    {
        length = 0;
        return _position < source.Length
            && Rune.DecodeFromUtf16(source.AsSpan(_position), out var rune, out length) == System.Buffers.OperationStatus.Done
            && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
    }
}

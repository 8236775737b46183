using System.Globalization;
using System.Text;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Splits a template into tokens: text, and what stands between <c>{{</c> and <c>}}</c>. Trim markers and comments are gone afterwards.</summary>
internal sealed class TemplateLexer(string source)
{
    private readonly List<TemplateToken> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _parens;

    /// <summary>All tokens, the last of kind <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="TemplateFault">Not a template; the message starts with the line.</exception>
    public List<TemplateToken> Read()
    {
        var trim = false;
        while (true)
        {
            var open = source.IndexOf("{{", _position, StringComparison.Ordinal);
            var text = open < 0 ? source[_position..] : source[_position..open];
            var trimmed = trim ? text.TrimStart(' ', '\t', '\r', '\n') : text;
            var trimEnd = open >= 0 && open + 3 < source.Length && source[open + 2] == '-' && char.IsWhiteSpace(source[open + 3]);
            trimmed = trimEnd ? trimmed.TrimEnd(' ', '\t', '\r', '\n') : trimmed;
            if (trimmed.Length > 0)
            {
                Add(TokenKind.Text, trimmed);
            }

            _line += text.AsSpan().Count('\n');
            if (open < 0)
            {
                Add(TokenKind.End, "");
                return _tokens;
            }

            _position = open + (trimEnd ? 3 : 2);
            trim = ReadComment(trimEnd) ?? ReadAction();
        }
    }

    private bool? ReadComment(bool trimmed)
    {
        var start = trimmed ? SkipSpace(_position) : _position;
        if (!source.AsSpan(start).StartsWith("/*"))
        {
            return null;
        }

        var end = source.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Fault("unclosed comment");
        }

        _line += source.AsSpan(start, end - start).Count('\n');
        _position = end + 2;
        var rest = source.AsSpan(_position);
        var trims = rest.StartsWith(" -}}");
        if (!trims && !rest.StartsWith("}}"))
        {
            throw Fault("comment ends before closing delimiter");
        }

        _position += trims ? 4 : 2;
        return trims;
    }

    private bool ReadAction()
    {
        Add(TokenKind.Open, "{{");
        _parens = 0;
        while (true)
        {
            var spaced = SkipSpace(_position) is var next && next > _position;
            var trims = spaced && source.AsSpan(next).StartsWith("-}}");
            _line += source.AsSpan(_position, next - _position).Count('\n');
            _position = next;
            if (trims || source.AsSpan(_position).StartsWith("}}"))
            {
                if (_parens > 0)
                {
                    throw Fault("unclosed left paren");
                }

                _position += trims ? 3 : 2;
                Add(TokenKind.Close, "}}");
                return trims;
            }

            if (_position >= source.Length)
            {
                throw Fault("unclosed action");
            }

            ReadToken(spaced);
        }
    }

    private void ReadToken(bool spaced)
    {
        var c = source[_position];
        switch (c)
        {
            case '|':
                Take(TokenKind.Pipe, 1, spaced);
                break;
            case ',':
                Take(TokenKind.Comma, 1, spaced);
                break;
            case '=':
                Take(TokenKind.Assign, 1, spaced);
                break;
            case ':' when Peek(1) == '=':
                Take(TokenKind.Declare, 2, spaced);
                break;
            case '(':
                _parens++;
                Take(TokenKind.LeftParen, 1, spaced);
                break;
            case ')':
                if (--_parens < 0)
                {
                    throw Fault("unexpected right paren");
                }

                Take(TokenKind.RightParen, 1, spaced);
                break;
            case '"' or '\'':
                ReadQuoted(c, spaced);
                break;
            case '`':
                ReadRaw(spaced);
                break;
            case '$':
                Take(TokenKind.Variable, 1 + NameLength(_position + 1), spaced);
                break;
            case '.' when !char.IsAsciiDigit(Peek(1)):
                var length = NameLength(_position + 1);
                var name = source.Substring(_position + 1, length);
                _position += length + 1;
                Add(length == 0 ? TokenKind.Dot : TokenKind.Field, name, spaced: spaced);
                break;
            default:
                if (char.IsAsciiDigit(c) || c is '.' or '+' or '-')
                {
                    ReadNumber(spaced);
                }
                else if (NameLength(_position) is > 0 and var letters)
                {
                    ReadWord(letters, spaced);
                }
                else
                {
                    throw Fault(string.Create(CultureInfo.InvariantCulture, $"unrecognized character in action: U+{(int)c:X4} '{c}'"));
                }

                break;
        }
    }

    private void ReadWord(int length, bool spaced)
    {
        var word = source.Substring(_position, length);
        _position += length;
        switch (word)
        {
            case "true" or "false":
                Add(TokenKind.Constant, word, word == "true", spaced);
                break;
            case "nil":
                Add(TokenKind.Constant, word, null, spaced);
                break;
            default:
                Add(TokenKind.Identifier, word, spaced: spaced);
                break;
        }
    }

    private void ReadNumber(bool spaced)
    {
        var end = _position + 1;
        while (end < source.Length && (char.IsAsciiLetterOrDigit(source[end]) || source[end] is '.' or '_' || (source[end] is '+' or '-' && source[end - 1] is 'e' or 'E')))
        {
            end++;
        }

        var text = source[_position..end];
        _position = end;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            Add(TokenKind.Constant, text, integer, spaced);
        }
        else if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out integer))
        {
            Add(TokenKind.Constant, text, integer, spaced);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Add(TokenKind.Constant, text, number, spaced);
        }
        else
        {
            throw Fault($"bad number syntax: \"{text}\"");
        }
    }

    private void ReadRaw(bool spaced)
    {
        var end = source.IndexOf('`', _position + 1);
        if (end < 0)
        {
            throw Fault("unterminated raw quoted string");
        }

        var text = source[(_position + 1)..end];
        _position = end + 1;
        Add(TokenKind.Constant, text, text, spaced);
        _line += text.AsSpan().Count('\n');
    }

    private void ReadQuoted(char quote, bool spaced)
    {
        var text = new StringBuilder();
        var i = _position + 1;
        while (i < source.Length && source[i] != quote && source[i] != '\n')
        {
            if (source[i] != '\\')
            {
                text.Append(source[i++]);
            }
            else
            {
                i = ReadEscape(i + 1, text);
            }
        }

        if (i >= source.Length || source[i] != quote)
        {
            throw Fault(quote == '"' ? "unterminated quoted string" : "unterminated character constant");
        }

        _position = i + 1;
        var value = text.ToString();
        if (quote == '"')
        {
            Add(TokenKind.Constant, value, value, spaced);
        }
        else if (Rune.TryGetRuneAt(value.Length == 0 ? "\ufffd" : value, 0, out var rune) && rune.Utf16SequenceLength == value.Length)
        {
            Add(TokenKind.Constant, value, (long)rune.Value, spaced);
        }
        else
        {
            throw Fault("malformed character constant: '" + value + "'");
        }
    }

    private int ReadEscape(int at, StringBuilder text)
    {
        var c = at < source.Length ? source[at] : '\0';
        var digits = c switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (at + digits < source.Length && int.TryParse(source.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
            {
                text.Append(new Rune(code).ToString());
                return at + 1 + digits;
            }

            throw Fault("invalid syntax");
        }

        text.Append(c switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\a',
            'b' => '\b',
            'f' => '\f',
            'v' => '\v',
            '\\' or '"' or '\'' => c,
            _ => throw Fault("invalid syntax"),
        });
        return at + 1;
    }

    private int NameLength(int start)
    {
        var end = start;
        while (end < source.Length && (char.IsLetterOrDigit(source[end]) || source[end] == '_'))
        {
            end++;
        }

        return end - start;
    }

    private int SkipSpace(int at)
    {
        while (at < source.Length && source[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }

        return at;
    }

    private char Peek(int ahead) => _position + ahead < source.Length ? source[_position + ahead] : '\0';

    private void Take(TokenKind kind, int length, bool spaced)
    {
        var text = source.Substring(_position, length);
        _position += length;
        Add(kind, text, spaced: spaced);
    }

    private void Add(TokenKind kind, string text, object? value = null, bool spaced = false) =>
        _tokens.Add(new TemplateToken(kind, text, value, _line, spaced));

    private TemplateFault Fault(string message) => new(string.Create(CultureInfo.InvariantCulture, $"{_line}: {message}"));
}

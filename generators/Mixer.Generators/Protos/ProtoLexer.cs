using System.Text;

namespace Mixer.Generators.Protos;

internal enum ProtoTokenKind
{
    End,
    Identifier,
    Number,
    Text,
    Symbol,
    Bad,
}

/// <summary>One token with the comment block that stands directly above it.</summary>
internal readonly record struct ProtoToken(ProtoTokenKind Kind, string Text, ProtoSpan Span, string Comment);

/// <summary>Cuts .proto text into tokens. Never fails: what it does not know becomes a <see cref="ProtoTokenKind.Bad"/> token.</summary>
internal sealed class ProtoLexer(string text)
{
    private int _position;
    private int _line;
    private int _lineStart;
    private StringBuilder? _comment;
    private int _commentEndLine = -1;

    public List<ProtoToken> ReadAll()
    {
        var tokens = new List<ProtoToken>();
        var previousLine = -1;
        while (true)
        {
            SkipSpaceAndComments(previousLine);
            var token = ReadToken();
            tokens.Add(token);
            if (token.Kind == ProtoTokenKind.End)
            {
                return tokens;
            }

            previousLine = token.Span.EndLine;
        }
    }

    private ProtoToken ReadToken()
    {
        // A detached block (blank line below it) documents nothing.
        var comment = _comment is not null && _commentEndLine >= _line - 1 ? Dedent(_comment.ToString()) : "";
        _comment = null;
        var (start, line, column) = (_position, _line, _position - _lineStart);
        var kind = ReadKind(out var value);
        return new ProtoToken(kind, value, new ProtoSpan(start, _position - start, line, column, _line, _position - _lineStart), comment);
    }

    private ProtoTokenKind ReadKind(out string value)
    {
        if (_position >= text.Length)
        {
            value = "end of file";
            return ProtoTokenKind.End;
        }

        var start = _position;
        var first = text[_position];
        if (first is '"' or '\'')
        {
            return ReadText(first, out value);
        }

        if (IsWordCharacter(first))
        {
            while (_position < text.Length && (IsWordCharacter(text[_position]) || (text[_position] == '.' && IsDigit(first))))
            {
                _position++;
            }

            value = text.Substring(start, _position - start);
            return IsDigit(first) ? ProtoTokenKind.Number : ProtoTokenKind.Identifier;
        }

        _position++;
        value = first.ToString();
        return "{}[]()<>=;,.-+:/".IndexOf(first) >= 0 ? ProtoTokenKind.Symbol : ProtoTokenKind.Bad;
    }

    private ProtoTokenKind ReadText(char quote, out string value)
    {
        var content = new StringBuilder();
        for (_position++; _position < text.Length && text[_position] != '\n'; _position++)
        {
            var character = text[_position];
            if (character == quote)
            {
                _position++;
                value = content.ToString();
                return ProtoTokenKind.Text;
            }

            if (character == '\\' && _position + 1 < text.Length && text[_position + 1] != '\n')
            {
                character = text[++_position];
            }

            content.Append(character);
        }

        value = "text without closing quote";
        return ProtoTokenKind.Bad;
    }

    private void SkipSpaceAndComments(int previousLine)
    {
        while (_position < text.Length)
        {
            var character = text[_position];
            if (character == '\n')
            {
                NewLine();
            }
            else if (char.IsWhiteSpace(character) || character == '\uFEFF')
            {
                _position++;
            }
            else if (character == '/' && _position + 1 < text.Length && text[_position + 1] is '/' or '*')
            {
                ReadComment(text[_position + 1] == '*', previousLine);
            }
            else
            {
                return;
            }
        }
    }

    private void ReadComment(bool block, int previousLine)
    {
        var startLine = _line;
        var content = new StringBuilder();
        for (_position += 2; _position < text.Length; _position++)
        {
            if (block && text[_position] == '*' && _position + 1 < text.Length && text[_position + 1] == '/')
            {
                _position += 2;
                break;
            }

            if (text[_position] == '\n')
            {
                if (!block)
                {
                    break;
                }

                content.Append('\n');
                _line++;
                _lineStart = _position + 1;
            }
            else if (text[_position] != '\r')
            {
                content.Append(text[_position]);
            }
        }

        if (startLine == previousLine)
        {
            // A trailing comment belongs to what stands before it.
            return;
        }

        if (_comment is null || block || _commentEndLine < startLine - 1)
        {
            _comment = new StringBuilder();
        }

        if (_comment.Length > 0)
        {
            _comment.Append('\n');
        }

        _comment.Append(content);
        _commentEndLine = _line;
    }

    private void NewLine()
    {
        _position++;
        _line++;
        _lineStart = _position;
    }

    private static string Dedent(string comment)
    {
        var lines = comment.Split('\n').Select(line =>
        {
            var trimmed = line.TrimEnd();
            var star = trimmed.TrimStart();
            trimmed = star.StartsWith("* ", StringComparison.Ordinal) || star == "*" ? star.Substring(1) : trimmed;
            return trimmed.StartsWith(" ", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed;
        });
        return string.Join("\n", lines).Trim('\n');
    }

    private static bool IsWordCharacter(char character) => IsDigit(character) || character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}

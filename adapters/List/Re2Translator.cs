using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Mixer.Adapters.List;

/// <summary>
/// Rewrites one pattern from RE2 to .NET syntax: what means the same is kept, what means something else is spelled out (<c>\d</c>, <c>$</c>,
/// <c>.</c>, flags), what RE2 does not have is refused. One use.
/// </summary>
internal sealed class Re2Translator(string pattern)
{
    private const int MaxRepeat = 1000;

    private readonly StringBuilder _output = new();
    private readonly Stack<(Flags Flags, int Start)> _groups = new();
    private Flags _flags;
    private int _at;
    private string? _error;

    /// <summary>Where in the output the last operand starts, for a repetition to stand behind; -1 if there is none.</summary>
    private int _operand = -1;

    /// <summary>True if the last operand has a repetition.</summary>
    private bool _isRepeated;

    /// <summary>Where in the pattern the repetition starts that was just read; -1 behind anything else.</summary>
    private int _repetition = -1;

    [Flags]
    private enum Flags
    {
        None = 0,
        IgnoreCase = 1,
        MultiLine = 2,
        DotAll = 4,
        Ungreedy = 8,
    }

    /// <summary>Translates; the error is without the prefix <c>error parsing regexp: </c>.</summary>
    public bool TryTranslate([NotNullWhen(true)] out string? translation, [NotNullWhen(false)] out string? error)
    {
        while (_error is null && _at < pattern.Length)
        {
            Step();
        }

        if (_error is null && _groups.Count > 0)
        {
            Fail("missing closing )", pattern);
        }

        error = _error;
        translation = error is null ? _output.ToString() : null;
        return error is null;
    }

    private void Step()
    {
        var c = pattern[_at];
        switch (c)
        {
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '|':
                _at++;
                _output.Append('|');
                (_operand, _repetition) = (-1, -1);
                break;
            case '*' or '+' or '?':
                Repeat(_at, _at + 1, c.ToString());
                break;
            case '{' when TryReadCount(out var end, out var count):
                Repeat(_at, end, count);
                break;
            case '[':
                Operand(ReadClass());
                break;
            case '.':
                _at++;
                Operand(_flags.HasFlag(Flags.DotAll) ? @"[\s\S]" : @"[^\n]");
                break;
            case '^':
                _at++;
                Operand(_flags.HasFlag(Flags.MultiLine) ? "(?m:^)" : @"\A");
                break;
            case '$':
                _at++;
                Operand(_flags.HasFlag(Flags.MultiLine) ? "(?m:$)" : @"\z");
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                var rune = Rune.TryGetRuneAt(pattern, _at, out var r) ? r : Rune.ReplacementChar;
                _at += char.IsHighSurrogate(c) && rune.Utf16SequenceLength == 2 ? 2 : 1;
                Operand(Re2Class.Literal(rune.Value));
                break;
        }
    }

    private void Operand(string text)
    {
        (_operand, _isRepeated, _repetition) = (_output.Length, false, -1);
        _output.Append(_flags.HasFlag(Flags.IgnoreCase) ? $"(?i:{text})" : text);
    }

    private void Fail(string fault, string where) => _error ??= $"{fault}: `{where}`";

    private void Repeat(int start, int end, string operation)
    {
        var lazy = end < pattern.Length && pattern[end] == '?';
        end += lazy ? 1 : 0;
        if (_repetition >= 0)
        {
            Fail("invalid nested repetition operator", pattern[_repetition..end]);
            return;
        }

        if (_operand < 0)
        {
            Fail("missing argument to repetition operator", pattern[start..end]);
            return;
        }

        if (_isRepeated)
        {
            // Flags stand between two repetitions, as in a*(?i)*.
            _output.Insert(_operand, "(?:").Append(')');
        }

        _output.Append(operation).Append(lazy != _flags.HasFlag(Flags.Ungreedy) ? "?" : "");
        (_isRepeated, _repetition, _at) = (true, start, end);
    }

    /// <summary>Reads <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; anything else with a brace is text.</summary>
    private bool TryReadCount(out int end, out string count)
    {
        count = "";
        end = pattern.IndexOf('}', _at) + 1;
        if (end == 0)
        {
            return false;
        }

        var parts = pattern[(_at + 1)..(end - 1)].Split(',');
        if (parts.Length > 2 || !IsNumber(parts[0]) || (parts.Length == 2 && parts[1].Length > 0 && !IsNumber(parts[1])))
        {
            return false;
        }

        count = pattern[_at..end];
        var least = Number(parts[0]);
        var most = parts.Length == 2 && parts[1].Length > 0 ? Number(parts[1]) : least;
        if (least > MaxRepeat || most > MaxRepeat || most < least)
        {
            Fail("invalid repeat count", count);
        }

        return true;
    }

    private static bool IsNumber(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && (text.Length == 1 || text[0] != '0');

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private void OpenGroup()
    {
        if (!pattern.AsSpan(_at).StartsWith("(?"))
        {
            _at++;
            Push(_flags);
            return;
        }

        if (pattern.AsSpan(_at).StartsWith("(?P<"))
        {
            OpenNamedGroup();
            return;
        }

        var flags = _flags;
        var (negative, any) = (false, false);
        for (var i = _at + 2; i < pattern.Length; i++)
        {
            var c = pattern[i];
            var flag = c switch
            {
                'i' => Flags.IgnoreCase,
                'm' => Flags.MultiLine,
                's' => Flags.DotAll,
                'U' => Flags.Ungreedy,
                _ => Flags.None,
            };
            if (flag != Flags.None)
            {
                flags = negative ? flags & ~flag : flags | flag;
                any = true;
            }
            else if (c == '-' && !negative)
            {
                (negative, any) = (true, false);
            }
            else if (c is ':' or ')' && (!negative || any))
            {
                _at = i + 1;
                EndFlags(flags, c == ':');
                return;
            }
            else
            {
                Fail("invalid or unsupported Perl syntax", pattern[_at..(i + 1)]);
                return;
            }
        }

        Fail("missing closing )", pattern);
    }

    private void OpenNamedGroup()
    {
        var end = pattern.IndexOf('>', _at);
        if (end < 0)
        {
            Fail("invalid named capture", pattern[_at..]);
            return;
        }

        var name = pattern[(_at + 4)..end];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            Fail("invalid named capture", pattern[_at..(end + 1)]);
            return;
        }

        _at = end + 1;
        Push(_flags);
    }

    private void EndFlags(Flags flags, bool opensGroup)
    {
        if (opensGroup)
        {
            Push(flags);
        }
        else
        {
            (_flags, _repetition) = (flags, -1);
        }
    }

    private void Push(Flags inside)
    {
        _groups.Push((_flags, _output.Length));
        _flags = inside;
        _output.Append("(?:");
        (_operand, _repetition) = (-1, -1);
    }

    private void CloseGroup()
    {
        if (!_groups.TryPop(out var outside))
        {
            Fail("unexpected )", pattern);
            return;
        }

        _at++;
        _flags = outside.Flags;
        _output.Append(')');
        (_operand, _isRepeated, _repetition) = (outside.Start, false, -1);
    }

    private string ReadClass()
    {
        var reader = new Re2Class(pattern, _at);
        if (!reader.TryRead(out var text, out var end, out var error))
        {
            _error ??= error;
        }

        _at = end;
        return text;
    }

    private void ReadEscape()
    {
        var rest = pattern.AsSpan(_at + 1);
        if (rest.StartsWith("Q"))
        {
            var end = pattern.IndexOf(@"\E", _at + 2, StringComparison.Ordinal);
            var literal = end < 0 ? pattern[(_at + 2)..] : pattern[(_at + 2)..end];
            _at = end < 0 ? pattern.Length : end + 2;
            foreach (var rune in literal.EnumerateRunes())
            {
                Operand(Re2Class.Literal(rune.Value));
            }

            return;
        }

        if (!rest.IsEmpty && rest[0] is 'A' or 'z' or 'b' or 'B')
        {
            _at += 2;
            Operand("\\" + rest[0]);
            return;
        }

        var reader = new Re2Class(pattern, _at);
        if (!reader.TryReadEscape(out var text, out var end2, out var error))
        {
            _error ??= error;
        }

        _at = end2;
        Operand(text);
    }
}

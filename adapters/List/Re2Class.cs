using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Mixer.Adapters.List;

/// <summary>Reads a character class, or an escape that stands for characters, at one place of an RE2 pattern, and spells it in .NET syntax.</summary>
internal sealed class Re2Class(string pattern, int position)
{
    private const string Digits = "0-9";
    private const string NotDigits = @"\u0000-/:-\uffff";
    private const string Space = @"\t\n\f\r ";
    private const string NotSpace = @"\u0000-\u0008\u000b\u000e-\u001f!-\uffff";
    private const string Word = "0-9A-Za-z_";
    private const string NotWord = @"\u0000-/:-@\u005b-\u005e`\u007b-\uffff";

    private static readonly FrozenDictionary<string, (string In, string Out)> Named = new Dictionary<string, (string In, string Out)>
    {
        ["alnum"] = ("0-9A-Za-z", @"\u0000-/:-@\u005b-`\u007b-\uffff"),
        ["alpha"] = ("A-Za-z", @"\u0000-@\u005b-`\u007b-\uffff"),
        ["ascii"] = (@"\u0000-\u007f", @"\u0080-\uffff"),
        ["blank"] = (@"\t ", @"\u0000-\u0008\u000a-\u001f!-\uffff"),
        ["cntrl"] = (@"\u0000-\u001f\u007f", @" -~\u0080-\uffff"),
        ["digit"] = (Digits, NotDigits),
        ["graph"] = ("!-~", @"\u0000- \u007f-\uffff"),
        ["lower"] = ("a-z", @"\u0000-`\u007b-\uffff"),
        ["print"] = (" -~", @"\u0000-\u001f\u007f-\uffff"),
        ["punct"] = (@"!-/:-@\u005b-`\u007b-~", @"\u0000- 0-9A-Za-z\u007f-\uffff"),
        ["space"] = (@"\t\n\v\f\r ", @"\u0000-\u0008\u000e-\u001f!-\uffff"),
        ["upper"] = ("A-Z", @"\u0000-@\u005b-\uffff"),
        ["word"] = (Word, NotWord),
        ["xdigit"] = ("0-9A-Fa-f", @"\u0000-/:-@G-`g-\uffff"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private int _at = position;
    private string? _error;

    /// <summary>A code point outside a class, in a form that means nothing else.</summary>
    public static string Literal(int rune) =>
        rune > char.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $@"(?:\u{(int)char.ConvertFromUtf32(rune)[0]:x4}\u{(int)char.ConvertFromUtf32(rune)[1]:x4})")
            : Member(rune);

    /// <summary>Reads <c>[...]</c>.</summary>
    public bool TryRead(out string text, out int end, [NotNullWhen(false)] out string? error)
    {
        var members = new StringBuilder("[");
        var start = _at++;
        if (_at < pattern.Length && pattern[_at] == '^')
        {
            members.Append('^');
            _at++;
        }

        for (var first = true; _error is null; first = false)
        {
            if (_at >= pattern.Length)
            {
                Fail("missing closing ]", pattern[start..]);
                break;
            }

            if (pattern[_at] == ']' && !first)
            {
                _at++;
                break;
            }

            members.Append(ReadNamed() ?? ReadSet() ?? ReadRange());
        }

        text = members.Append(']').ToString();
        end = _error is null ? _at : pattern.Length;
        error = _error;
        return error is null;
    }

    /// <summary>Reads an escape outside a class: a set such as <c>\d</c>, or one character.</summary>
    public bool TryReadEscape(out string text, out int end, [NotNullWhen(false)] out string? error)
    {
        text = ReadSet() is { } set ? "[" + set + "]" : Literal(ReadCharacter());
        end = _error is null ? _at : pattern.Length;
        error = _error;
        return error is null;
    }

    private static string Member(int rune) =>
        char.IsAsciiLetterOrDigit((char)rune) ? ((char)rune).ToString() : string.Create(CultureInfo.InvariantCulture, $@"\u{rune:x4}");

    private void Fail(string fault, string where) => _error ??= $"{fault}: `{where}`";

    /// <summary>Reads <c>[:name:]</c>; null if there is none.</summary>
    private string? ReadNamed()
    {
        if (!pattern.AsSpan(_at).StartsWith("[:"))
        {
            return null;
        }

        var end = pattern.IndexOf(":]", _at + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var name = pattern[(_at + 2)..end];
        var negative = name.StartsWith('^');
        if (!Named.TryGetValue(negative ? name[1..] : name, out var ranges))
        {
            Fail("invalid character class range", pattern[_at..(end + 2)]);
            return "";
        }

        _at = end + 2;
        return negative ? ranges.Out : ranges.In;
    }

    /// <summary>Reads <c>\d \s \w \p...</c> and their opposites; null if there is none.</summary>
    private string? ReadSet()
    {
        if (_at + 1 >= pattern.Length || pattern[_at] != '\\')
        {
            return null;
        }

        var c = pattern[_at + 1];
        if (c is 'p' or 'P')
        {
            return ReadCategory(c == 'P');
        }

        var set = c switch
        {
            'd' => Digits,
            'D' => NotDigits,
            's' => Space,
            'S' => NotSpace,
            'w' => Word,
            'W' => NotWord,
            _ => null,
        };
        _at += set is null ? 0 : 2;
        return set;
    }

    private string ReadCategory(bool negative)
    {
        var begin = _at;
        var braced = _at + 2 < pattern.Length && pattern[_at + 2] == '{';
        var end = braced ? pattern.IndexOf('}', _at) : _at + 2;
        if (end < 0 || end >= pattern.Length)
        {
            Fail("invalid character class range", pattern[begin..]);
            return "";
        }

        var name = braced ? pattern[(_at + 3)..end] : pattern[end].ToString();
        if (name.StartsWith('^'))
        {
            (negative, name) = (!negative, name[1..]);
        }

        _at = end + 1;
        switch (name)
        {
            case "Any":
                return negative ? @"\u0000-\uffff-[\u0000-\uffff]" : @"\u0000-\uffff";
            case "C" or "Cc" or "Cf" or "Co" or "Cs" or "L" or "Ll" or "Lm" or "Lo" or "Lt" or "Lu" or "M" or "Mc" or "Me" or "Mn"
                or "N" or "Nd" or "Nl" or "No" or "P" or "Pc" or "Pd" or "Pe" or "Pf" or "Pi" or "Po" or "Ps"
                or "S" or "Sc" or "Sk" or "Sm" or "So" or "Z" or "Zl" or "Zp" or "Zs":
                return (negative ? @"\P{" : @"\p{") + name + "}";
            default:
                Fail("invalid character class range", pattern[begin.._at]);
                return "";
        }
    }

    private string ReadRange()
    {
        var begin = _at;
        var low = ReadMember();
        if (_error is not null || _at + 1 >= pattern.Length || pattern[_at] != '-' || pattern[_at + 1] == ']')
        {
            return Member(low);
        }

        _at++;
        var high = ReadMember();
        if (_error is null && high < low)
        {
            Fail("invalid character class range", pattern[begin.._at]);
        }

        return Member(low) + "-" + Member(high);
    }

    private int ReadMember()
    {
        var begin = _at;
        var rune = ReadCharacter();
        if (rune > char.MaxValue)
        {
            Fail("characters beyond U+FFFF in a class are not supported", pattern[begin.._at]);
        }

        return rune;
    }

    private int ReadCharacter()
    {
        if (pattern[_at] != '\\')
        {
            var rune = Rune.TryGetRuneAt(pattern, _at, out var value) ? value : Rune.ReplacementChar;
            _at += char.IsHighSurrogate(pattern[_at]) ? rune.Utf16SequenceLength : 1;
            return rune.Value;
        }

        var begin = _at++;
        if (_at >= pattern.Length)
        {
            Fail("trailing backslash at end of expression", "");
            return 0;
        }

        var c = pattern[_at++];
        switch (c)
        {
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
            case 'x':
                return ReadHexadecimal(begin);
            case >= '0' and <= '7' when c == '0' || (_at < pattern.Length && pattern[_at] is >= '0' and <= '7'):
                return ReadOctal(c - '0');
            case < '\u0080' when !char.IsAsciiLetterOrDigit(c):
                return c;
            default:
                Fail("invalid escape sequence", pattern[begin.._at]);
                return 0;
        }
    }

    private int ReadOctal(int value)
    {
        for (var i = 0; i < 2 && _at < pattern.Length && pattern[_at] is >= '0' and <= '7'; i++)
        {
            value = value * 8 + (pattern[_at++] - '0');
        }

        return value;
    }

    private int ReadHexadecimal(int begin)
    {
        var braced = _at < pattern.Length && pattern[_at] == '{';
        var end = braced ? pattern.IndexOf('}', _at) : _at + 2;
        var from = braced ? _at + 1 : _at;
        if (end < 0 || end > pattern.Length || end == from || end - from > 8
            || !int.TryParse(pattern.AsSpan(from, end - from), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || value is < 0 or > 0x10ffff or (>= 0xd800 and <= 0xdfff))
        {
            Fail("invalid escape sequence", pattern[begin..Math.Min(pattern.Length, _at + 1)]);
            return 0;
        }

        _at = braced ? end + 1 : end;
        return value;
    }
}

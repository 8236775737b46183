using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>
/// Reads a pattern of Go's regexp syntax (Perl flags) with its error texts, and yields the pieces of an equivalent .NET pattern: text, and sets of code points.
/// Greediness and captures are left out, since patterns are only searched for. One use, one thread.
/// </summary>
internal sealed class PatternParser(string pattern)
{
    private const int MaxRepeat = 1_000;
    private const int MaxDepth = 1_000;

    private readonly List<(string? Text, CodePointSet? Set)> _pieces = [];
    private readonly Stack<(Flags Flags, int Factor)> _groups = new();
    private int _position;
    private Flags _flags;
    private int _factor = 1;
    private int _atomFactor;
    private bool _hasAtom;

    [Flags]
    private enum Flags
    {
        None = 0,
        FoldCase = 1,
        Multiline = 2,
        DotNewline = 4,
        Ungreedy = 8,
    }

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>The pieces, if <see cref="Error"/> is null.</summary>
    public IReadOnlyList<(string? Text, CodePointSet? Set)> Pieces => _pieces;

    public void Parse()
    {
        var lastRepeat = -1;
        while (_position < pattern.Length && Error is null)
        {
            var start = _position;
            var repeat = -1;
            switch (pattern[_position])
            {
                case '(':
                    Open();
                    break;
                case '|':
                    _position++;
                    _pieces.Add(("|", null));
                    _hasAtom = false;
                    break;
                case ')':
                    Close();
                    break;
                case '^':
                    _position++;
                    Assertion(_flags.HasFlag(Flags.Multiline) ? "(?m:^)" : "(?:\\A)");
                    break;
                case '$':
                    _position++;
                    Assertion(_flags.HasFlag(Flags.Multiline) ? "(?m:$)" : "(?:\\z)");
                    break;
                case '.':
                    _position++;
                    var newline = CodePointSet.Of([('\n', '\n')]).Negate();
                    Atom(_flags.HasFlag(Flags.DotNewline) ? CodePointSet.Of([(0, 0x10FFFF)]) : newline);
                    break;
                case '[':
                    ParseClass();
                    break;
                case '*':
                case '+':
                case '?':
                    _position++;
                    Repeat(start, pattern[start].ToString(), 0, lastRepeat);
                    repeat = start;
                    break;
                case '{':
                    if (TryReadCounts(out var minimum, out var maximum))
                    {
                        if (minimum > MaxRepeat || maximum > MaxRepeat || (maximum >= 0 && minimum > maximum))
                        {
                            Fail("invalid repeat count", pattern[start.._position]);
                            break;
                        }

                        var upper = maximum < 0 ? "," : maximum == minimum ? "" : string.Create(CultureInfo.InvariantCulture, $",{maximum}");
                        Repeat(start, string.Create(CultureInfo.InvariantCulture, $"{{{minimum}{upper}}}"), maximum < 0 ? minimum : maximum, lastRepeat);
                        repeat = start;
                        break;
                    }

                    _position++;
                    Literal('{');
                    break;
                case '\\':
                    ParseBackslash();
                    break;
                default:
                    Literal(NextPoint());
                    break;
            }

            lastRepeat = repeat;
        }

        if (Error is null && _groups.Count > 0)
        {
            Fail("missing closing )", pattern);
        }
    }

    private void Fail(string why, string fragment) => Error ??= $"error parsing regexp: {why}: `{fragment}`";

    private int NextPoint()
    {
        Rune.DecodeFromUtf16(pattern.AsSpan(_position), out var rune, out var length);
        _position += length;
        return rune.Value;
    }

    private void Atom(CodePointSet set)
    {
        _pieces.Add((null, set));
        (_hasAtom, _atomFactor) = (true, 1);
    }

    private void Assertion(string text)
    {
        _pieces.Add((text, null));
        (_hasAtom, _atomFactor) = (true, 1);
    }

    private void Literal(int point)
    {
        var set = CodePointSet.Of([(point, point)]);
        Atom(_flags.HasFlag(Flags.FoldCase) ? set.Fold() : set);
    }

    private CodePointSet Folded(CodePointSet set) => _flags.HasFlag(Flags.FoldCase) ? set.Fold() : set;

    private void Open()
    {
        var start = _position;
        var outer = _flags;
        if (_position + 1 < pattern.Length && pattern[_position + 1] == '?')
        {
            if (!ParseFlags(start, out var isGroup) || !isGroup)
            {
                return;
            }
        }
        else
        {
            _position++;
        }

        _groups.Push((outer, _factor));
        if (_groups.Count > MaxDepth)
        {
            Fail("expression nests too deeply", pattern);
        }

        _pieces.Add(("(?:", null));
        (_factor, _hasAtom) = (1, false);
    }

    private void Close()
    {
        if (!_groups.TryPop(out var group))
        {
            Fail("unexpected )", pattern);
            return;
        }

        _position++;
        _pieces.Add((")", null));
        (_hasAtom, _atomFactor) = (true, _factor);
        _flags = group.Flags;
        _factor = Math.Max(group.Factor, _factor);
    }

    // "(?P<name>", "(?flags)" or "(?flags:".
    private bool ParseFlags(int start, out bool isGroup)
    {
        isGroup = true;
        if (start + 4 < pattern.Length && pattern[start + 2] == 'P' && pattern[start + 3] == '<')
        {
            var end = pattern.IndexOf('>', start);
            if (end < 0)
            {
                Fail("invalid named capture", pattern[start..]);
                return false;
            }

            var name = pattern[(start + 4)..end];
            _position = end + 1;
            if (name.Length == 0 || !name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c)))
            {
                Fail("invalid named capture", pattern[start.._position]);
                return false;
            }

            return true;
        }

        _position = start + 2;
        var flags = _flags;
        var negative = false;
        var any = false;
        while (_position < pattern.Length)
        {
            var c = NextPoint();
            var flag = c switch
            {
                'i' => Flags.FoldCase,
                'm' => Flags.Multiline,
                's' => Flags.DotNewline,
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
                negative = true;
                any = false;
            }
            else if (c is ':' or ')' && (!negative || any))
            {
                isGroup = c == ':';
                if (!isGroup)
                {
                    _flags = flags;
                    return true;
                }

                // The flags end with the group; Open has kept those from before it.
                _flags = flags;
                return true;
            }
            else
            {
                Fail("invalid or unsupported Perl syntax", pattern[start.._position]);
                return false;
            }
        }

        Fail("missing closing )", pattern);
        return false;
    }

    private void Repeat(int start, string quantifier, int factor, int lastRepeat)
    {
        if (_position < pattern.Length && pattern[_position] == '?')
        {
            _position++;
        }

        if (lastRepeat >= 0)
        {
            Fail("invalid nested repetition operator", pattern[lastRepeat.._position]);
            return;
        }

        if (!_hasAtom)
        {
            Fail("missing argument to repetition operator", pattern[start.._position]);
            return;
        }

        if (factor >= 2)
        {
            _atomFactor *= factor;
            if (_atomFactor > MaxRepeat)
            {
                Fail("invalid repeat count", pattern[start.._position]);
                return;
            }
        }

        _factor = Math.Max(_factor, _atomFactor);
        _pieces.Add((quantifier, null));
    }

    private bool TryReadCounts(out int minimum, out int maximum)
    {
        var at = _position + 1;
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

        _position = at + 1;
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

    private void ParseBackslash()
    {
        var next = _position + 1 < pattern.Length ? pattern[_position + 1] : '\0';
        switch (next)
        {
            case 'A':
                _position += 2;
                Assertion("(?:\\A)");
                return;
            case 'z':
                _position += 2;
                Assertion("(?:\\z)");
                return;
            case 'b':
            case 'B':
                _position += 2;
                Assertion(next == 'b' ? "(?:\\b)" : "(?:\\B)");
                return;
            case 'C':
                Fail("invalid escape sequence", "\\C");
                return;
            case 'Q':
                var end = pattern.IndexOf("\\E", _position, StringComparison.Ordinal);
                var stop = end < 0 ? pattern.Length : end;
                for (_position += 2; _position < stop;)
                {
                    Literal(NextPoint());
                }

                _position = end < 0 ? pattern.Length : end + 2;
                return;
        }

        if (ParseNamedClass() is { } set)
        {
            Atom(set);
        }
        else if (Error is null && ParseEscape() is >= 0 and var point)
        {
            Literal(point);
        }
    }

    // \d \s \w \pL \p{..} and their negations; null, without moving, if it is something else.
    private CodePointSet? ParseNamedClass()
    {
        if (_position + 1 >= pattern.Length || pattern[_position] != '\\')
        {
            return null;
        }

        var letter = pattern[_position + 1];
        if (PatternClasses.Perl(char.ToLowerInvariant(letter)) is { } perl)
        {
            _position += 2;
            return char.IsAsciiLetterUpper(letter) ? Folded(perl).Negate() : Folded(perl);
        }

        if (letter is not ('p' or 'P'))
        {
            return null;
        }

        var start = _position;
        _position += 2;
        if (_position >= pattern.Length)
        {
            Fail("invalid character class range", pattern[start..]);
            return null;
        }

        string name;
        if (pattern[_position] == '{')
        {
            var end = pattern.IndexOf('}', _position);
            if (end < 0)
            {
                Fail("invalid character class range", pattern[start..]);
                return null;
            }

            name = pattern[(_position + 1)..end];
            _position = end + 1;
        }
        else
        {
            var first = _position;
            NextPoint();
            name = pattern[first.._position];
        }

        var negated = letter == 'P';
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (PatternClasses.OfUnicode(name) is not { } set)
        {
            Fail("invalid character class range", pattern[start.._position]);
            return null;
        }

        return negated ? Folded(set).Negate() : Folded(set);
    }

    // The code point of an escape; -1 with Error set if it is none.
    private int ParseEscape()
    {
        var start = _position++;
        if (_position >= pattern.Length)
        {
            Fail("trailing backslash at end of expression", "");
            return -1;
        }

        var c = NextPoint();
        switch (c)
        {
            case >= '0' and <= '7' when c == '0' || (_position < pattern.Length && pattern[_position] is >= '0' and <= '7'):
                var value = c - '0';
                for (var i = 1; i < 3 && _position < pattern.Length && pattern[_position] is >= '0' and <= '7'; i++)
                {
                    value = value * 8 + (pattern[_position++] - '0');
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

        Fail("invalid escape sequence", pattern[start.._position]);
        return -1;
    }

    private bool TryReadHexadecimal(out int point)
    {
        point = 0;
        if (_position >= pattern.Length)
        {
            return false;
        }

        var braces = pattern[_position] == '{';
        if (braces)
        {
            _position++;
        }

        var digits = 0;
        while (_position < pattern.Length && (braces || digits < 2))
        {
            var c = NextPoint();
            if (braces && c == '}')
            {
                return digits > 0;
            }

            if (c >= 0x80 || !char.IsAsciiHexDigit((char)c))
            {
                return false;
            }

            point = point * 16 + (char.IsAsciiDigit((char)c) ? c - '0' : (c | 0x20) - 'a' + 10);
            if (point > 0x10FFFF)
            {
                return false;
            }

            digits++;
        }

        return !braces && digits == 2;
    }

    private void ParseClass()
    {
        var start = _position++;
        var negated = _position < pattern.Length && pattern[_position] == '^';
        if (negated)
        {
            _position++;
        }

        var ranges = new List<(int First, int Last)>();
        for (var first = true; first || _position >= pattern.Length || pattern[_position] != ']'; first = false)
        {
            if (TryParsePosixClass(ranges))
            {
                continue;
            }

            if (Error is null && ParseNamedClass() is { } named)
            {
                ranges.AddRange(named.Ranges.ToArray());
                continue;
            }

            var from = _position;
            var low = ClassPoint(start);
            var high = low;
            if (_position + 1 < pattern.Length && pattern[_position] == '-' && pattern[_position + 1] != ']')
            {
                _position++;
                high = ClassPoint(start);
                if (high < low)
                {
                    Fail("invalid character class range", pattern[from.._position]);
                }
            }

            if (Error is not null)
            {
                return;
            }

            ranges.AddRange(Folded(CodePointSet.Of([(low, high)])).Ranges.ToArray());
        }

        _position++;
        var set = CodePointSet.Of(ranges);
        Atom(negated ? set.Negate() : set);
    }

    private int ClassPoint(int start)
    {
        if (Error is not null)
        {
            return -1;
        }

        if (_position >= pattern.Length)
        {
            Fail("missing closing ]", pattern[start..]);
            return -1;
        }

        return pattern[_position] == '\\' ? ParseEscape() : NextPoint();
    }

    private bool TryParsePosixClass(List<(int First, int Last)> ranges)
    {
        if (_position + 2 >= pattern.Length || pattern[_position] != '[' || pattern[_position + 1] != ':')
        {
            return false;
        }

        var end = pattern.IndexOf(":]", _position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var name = pattern[(_position + 2)..end];
        var negated = name.StartsWith('^');
        if (PatternClasses.OfPosix(negated ? name[1..] : name) is not { } set)
        {
            Fail("invalid character class range", pattern[_position..(end + 2)]);
            return false;
        }

        _position = end + 2;
        ranges.AddRange((negated ? Folded(set).Negate() : Folded(set)).Ranges.ToArray());
        return true;
    }
}

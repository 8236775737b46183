using System.Globalization;

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
    private readonly Stack<(Flags Flags, int Factor, int Start)> _groups = new();
    private readonly PatternReader _reader = new(pattern);
    private Flags _flags;
    private int _factor = 1;
    private int _atomFactor;
    private bool _hasAtom;
    private bool _isRepeated;
    private int _atomStart;

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
    public string? Error => _reader.Error;

    /// <summary>The pieces, if <see cref="Error"/> is null.</summary>
    public IReadOnlyList<(string? Text, CodePointSet? Set)> Pieces => _pieces;

    public void Parse()
    {
        var lastRepeat = -1;
        while (_reader.Position < pattern.Length && Error is null)
        {
            var start = _reader.Position;
            var repeat = -1;
            switch (pattern[_reader.Position])
            {
                case '(':
                    Open();
                    break;
                case '|':
                    _reader.Position++;
                    _pieces.Add(("|", null));
                    _hasAtom = false;
                    break;
                case ')':
                    Close();
                    break;
                case '^':
                    _reader.Position++;
                    Assertion(_flags.HasFlag(Flags.Multiline) ? "(?m:^)" : "(?:\\A)");
                    break;
                case '$':
                    _reader.Position++;
                    Assertion(_flags.HasFlag(Flags.Multiline) ? "(?m:$)" : "(?:\\z)");
                    break;
                case '.':
                    _reader.Position++;
                    var newline = CodePointSet.Of([('\n', '\n')]).Negate();
                    Atom(_flags.HasFlag(Flags.DotNewline) ? CodePointSet.Of([(0, 0x10FFFF)]) : newline);
                    break;
                case '[':
                    Atom(PatternClassReader.Read(_reader, _flags.HasFlag(Flags.FoldCase)));
                    break;
                case '*':
                case '+':
                case '?':
                    _reader.Position++;
                    Repeat(start, pattern[start].ToString(), 0, lastRepeat);
                    repeat = start;
                    break;
                case '{':
                    if (_reader.TryReadCounts(out var minimum, out var maximum))
                    {
                        if (minimum > MaxRepeat || maximum > MaxRepeat || (maximum >= 0 && minimum > maximum))
                        {
                            _reader.Fail("invalid repeat count", pattern[start.._reader.Position]);
                            break;
                        }

                        var upper = maximum < 0 ? "," : maximum == minimum ? "" : string.Create(CultureInfo.InvariantCulture, $",{maximum}");
                        Repeat(start, string.Create(CultureInfo.InvariantCulture, $"{{{minimum}{upper}}}"), maximum < 0 ? minimum : maximum, lastRepeat);
                        repeat = start;
                        break;
                    }

                    _reader.Position++;
                    Literal('{');
                    break;
                case '\\':
                    ParseBackslash();
                    break;
                default:
                    Literal(_reader.NextPoint());
                    break;
            }

            lastRepeat = repeat;
        }

        if (Error is null && _groups.Count > 0)
        {
            _reader.Fail("missing closing )", pattern);
        }
    }

    private void Atom(CodePointSet set)
    {
        BeginAtom(_pieces.Count, 1);
        _pieces.Add((null, set));
    }

    private void Assertion(string text)
    {
        BeginAtom(_pieces.Count, 1);
        _pieces.Add((text, null));
    }

    private void BeginAtom(int start, int factor) => (_hasAtom, _isRepeated, _atomStart, _atomFactor) = (true, false, start, factor);

    private void Literal(int point)
    {
        var set = CodePointSet.Of([(point, point)]);
        Atom(_flags.HasFlag(Flags.FoldCase) ? set.Fold() : set);
    }

    private void Open()
    {
        var start = _reader.Position;
        var outer = _flags;
        if (_reader.Position + 1 < pattern.Length && pattern[_reader.Position + 1] == '?')
        {
            if (!ParseFlags(start, out var isGroup) || !isGroup)
            {
                return;
            }
        }
        else
        {
            _reader.Position++;
        }

        _groups.Push((outer, _factor, _pieces.Count));
        if (_groups.Count > MaxDepth)
        {
            _reader.Fail("expression nests too deeply", pattern);
        }

        _pieces.Add(("(?:", null));
        (_factor, _hasAtom) = (1, false);
    }

    private void Close()
    {
        if (!_groups.TryPop(out var group))
        {
            _reader.Fail("unexpected )", pattern);
            return;
        }

        _reader.Position++;
        _pieces.Add((")", null));
        BeginAtom(group.Start, _factor);
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
                _reader.Fail("invalid named capture", pattern[start..]);
                return false;
            }

            var name = pattern[(start + 4)..end];
            _reader.Position = end + 1;
            if (name.Length == 0 || !name.All(c => c == '_' || char.IsAsciiLetterOrDigit(c)))
            {
                _reader.Fail("invalid named capture", pattern[start.._reader.Position]);
                return false;
            }

            return true;
        }

        _reader.Position = start + 2;
        var flags = _flags;
        var negative = false;
        var any = false;
        while (_reader.Position < pattern.Length)
        {
            var c = _reader.NextPoint();
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
                _reader.Fail("invalid or unsupported Perl syntax", pattern[start.._reader.Position]);
                return false;
            }
        }

        _reader.Fail("invalid or unsupported Perl syntax", pattern[start..]);
        return false;
    }

    private void Repeat(int start, string quantifier, int factor, int lastRepeat)
    {
        if (_reader.Position < pattern.Length && pattern[_reader.Position] == '?')
        {
            _reader.Position++;
        }

        if (lastRepeat >= 0)
        {
            _reader.Fail("invalid nested repetition operator", pattern[lastRepeat.._reader.Position]);
            return;
        }

        if (!_hasAtom)
        {
            _reader.Fail("missing argument to repetition operator", pattern[start.._reader.Position]);
            return;
        }

        if (factor >= 2)
        {
            _atomFactor *= factor;
            if (_atomFactor > MaxRepeat)
            {
                _reader.Fail("invalid repeat count", pattern[start.._reader.Position]);
                return;
            }
        }

        _factor = Math.Max(_factor, _atomFactor);
        if (_isRepeated)
        {
            // Flags between two operators, as in a+(?i)+, keep them from being one.
            _pieces.Insert(_atomStart, ("(?:", null));
            _pieces.Add((")", null));
        }

        _isRepeated = true;
        _pieces.Add((quantifier, null));
    }

    private void ParseBackslash()
    {
        var next = _reader.Position + 1 < pattern.Length ? pattern[_reader.Position + 1] : '\0';
        switch (next)
        {
            case 'A':
                _reader.Position += 2;
                Assertion("(?:\\A)");
                return;
            case 'z':
                _reader.Position += 2;
                Assertion("(?:\\z)");
                return;
            case 'b':
            case 'B':
                _reader.Position += 2;
                Assertion(next == 'b' ? "(?:\\b)" : "(?:\\B)");
                return;
            case 'C':
                _reader.Fail("invalid escape sequence", "\\C");
                return;
            case 'Q':
                var end = pattern.IndexOf("\\E", _reader.Position, StringComparison.Ordinal);
                var stop = end < 0 ? pattern.Length : end;
                for (_reader.Position += 2; _reader.Position < stop;)
                {
                    Literal(_reader.NextPoint());
                }

                _reader.Position = end < 0 ? pattern.Length : end + 2;
                return;
        }

        if (PatternClassReader.ReadNamed(_reader, _flags.HasFlag(Flags.FoldCase)) is { } set)
        {
            Atom(set);
        }
        else if (Error is null && _reader.ParseEscape() is >= 0 and var point)
        {
            Literal(point);
        }
    }
}

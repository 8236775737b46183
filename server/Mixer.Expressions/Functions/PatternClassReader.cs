namespace Mixer.Expressions.Functions;

/// <summary>Reads the classes of a pattern: in brackets, of Perl, of POSIX and of Unicode.</summary>
internal static class PatternClassReader
{
    /// <summary><c>\d \s \w \pL \p{..}</c> and their negations; null, without moving, if it is something else.</summary>
    public static CodePointSet? ReadNamed(PatternReader reader, bool foldCase)
    {
        if (reader.Position + 1 >= reader.Text.Length || reader.Text[reader.Position] != '\\')
        {
            return null;
        }

        var letter = reader.Text[reader.Position + 1];
        if (PatternClasses.Perl(char.ToLowerInvariant(letter)) is { } perl)
        {
            reader.Position += 2;
            return char.IsAsciiLetterUpper(letter) ? Folded(foldCase, perl).Negate() : Folded(foldCase, perl);
        }

        if (letter is not ('p' or 'P'))
        {
            return null;
        }

        var start = reader.Position;
        reader.Position += 2;
        if (reader.Position >= reader.Text.Length)
        {
            reader.Fail("invalid character class range", reader.Text[start..]);
            return null;
        }

        string name;
        if (reader.Text[reader.Position] == '{')
        {
            var end = reader.Text.IndexOf('}', reader.Position);
            if (end < 0)
            {
                reader.Fail("invalid character class range", reader.Text[start..]);
                return null;
            }

            name = reader.Text[(reader.Position + 1)..end];
            reader.Position = end + 1;
        }
        else
        {
            var first = reader.Position;
            reader.NextPoint();
            name = reader.Text[first..reader.Position];
        }

        var negated = letter == 'P';
        if (name.StartsWith('^'))
        {
            negated = !negated;
            name = name[1..];
        }

        if (PatternClasses.OfUnicode(name) is not { } set)
        {
            reader.Fail("invalid character class range", reader.Text[start..reader.Position]);
            return null;
        }

        return negated ? Folded(foldCase, set).Negate() : Folded(foldCase, set);
    }

    /// <summary>A class in brackets; whatever, with an error, if it is none.</summary>
    public static CodePointSet Read(PatternReader reader, bool foldCase)
    {
        var start = reader.Position++;
        var negated = reader.Position < reader.Text.Length && reader.Text[reader.Position] == '^';
        if (negated)
        {
            reader.Position++;
        }

        var ranges = new List<(int First, int Last)>();
        for (var first = true; first || reader.Position >= reader.Text.Length || reader.Text[reader.Position] != ']'; first = false)
        {
            if (TryReadPosix(reader, foldCase, ranges))
            {
                continue;
            }

            if (reader.Error is null && ReadNamed(reader, foldCase) is { } named)
            {
                ranges.AddRange(named.Ranges.ToArray());
                continue;
            }

            var from = reader.Position;
            var low = ReadPoint(reader, start);
            var high = low;
            if (reader.Position + 1 < reader.Text.Length && reader.Text[reader.Position] == '-' && reader.Text[reader.Position + 1] != ']')
            {
                reader.Position++;
                high = ReadPoint(reader, start);
                if (high < low)
                {
                    reader.Fail("invalid character class range", reader.Text[from..reader.Position]);
                }
            }

            if (reader.Error is not null)
            {
                return CodePointSet.Of(ranges);
            }

            ranges.AddRange(Folded(foldCase, CodePointSet.Of([(low, high)])).Ranges.ToArray());
        }

        reader.Position++;
        var set = CodePointSet.Of(ranges);
        return negated ? set.Negate() : set;
    }

    private static int ReadPoint(PatternReader reader, int start)
    {
        if (reader.Error is not null)
        {
            return -1;
        }

        if (reader.Position >= reader.Text.Length)
        {
            reader.Fail("missing closing ]", reader.Text[start..]);
            return -1;
        }

        return reader.Text[reader.Position] == '\\' ? reader.ParseEscape() : reader.NextPoint();
    }

    private static bool TryReadPosix(PatternReader reader, bool foldCase, List<(int First, int Last)> ranges)
    {
        if (reader.Position + 2 >= reader.Text.Length || reader.Text[reader.Position] != '[' || reader.Text[reader.Position + 1] != ':')
        {
            return false;
        }

        var end = reader.Text.IndexOf(":]", reader.Position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var name = reader.Text[(reader.Position + 2)..end];
        var negated = name.StartsWith('^');
        if (PatternClasses.OfPosix(negated ? name[1..] : name) is not { } set)
        {
            reader.Fail("invalid character class range", reader.Text[reader.Position..(end + 2)]);
            return false;
        }

        reader.Position = end + 2;
        ranges.AddRange((negated ? Folded(foldCase, set).Negate() : Folded(foldCase, set)).Ranges.ToArray());
        return true;
    }

    private static CodePointSet Folded(bool foldCase, CodePointSet set) => foldCase ? set.Fold() : set;
}

using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>
/// What UTS 46 and RFC 5893 need to know of each code point, in Unicode 10 as the reference has it; read once from the file beside this one. Its lines: first and last code point;
/// V (valid), M (mapped), I (ignored) or D (disallowed) under the rules of STD 3; class of bidirectionality; three flags: joining type (D L R T), M for a combining mark and V or v for a
/// virama, R if the code point makes a name bidirectional; what it is mapped to. Immutable, any thread.
/// </summary>
internal sealed class DomainTable
{
    private const string Table = "Mixer.Expressions.Functions.DomainTable.txt";

    private static readonly Lazy<DomainTable> Shared = new(() => new DomainTable());

    private readonly int[] _starts;
    private readonly DomainCodePoint[] _entries;

    private DomainTable()
    {
        var starts = new List<int>();
        var entries = new List<DomainCodePoint>();
        using var reader = new StreamReader(typeof(DomainTable).Assembly.GetManifestResourceStream(Table)!);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            starts.Add(Hexadecimal(fields[0]));
            entries.Add(new DomainCodePoint(
                fields[2][0],
                Enum.TryParse<DomainDirection>(fields[3], out var direction) ? direction : DomainDirection.Control,
                fields[4][0],
                fields[4][1] is 'M' or 'V',
                fields[4][1] is 'V' or 'v',
                fields[4][2] == 'R',
                string.Concat(fields.Skip(5).Select(field => char.ConvertFromUtf32(Hexadecimal(field))))));
        }

        _starts = [.. starts];
        _entries = [.. entries];
    }

    public static DomainTable Instance => Shared.Value;

    public DomainCodePoint this[Rune rune]
    {
        get
        {
            var place = Array.BinarySearch(_starts, rune.Value);
            return _entries[place >= 0 ? place : ~place - 1];
        }
    }

    private static int Hexadecimal(string field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

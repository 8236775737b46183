using System.Globalization;

namespace Mixer.Expressions.Functions;

/// <summary>
/// Tables of Unicode 14, read once from the file beside this one. Its lines: <c>C class first last</c> combining classes, <c>D</c> and <c>X</c> canonical decompositions (X:
/// never composed again). Immutable, any thread.
/// </summary>
internal sealed class UnicodeTables
{
    private const string Table = "Mixer.Expressions.Functions.UnicodeTables.txt";
    private const int HangulBase = 0xAC00;
    private const int HangulCount = 11_172;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int VowelCount = 21;
    private const int TrailCount = 28;

    private static readonly Lazy<UnicodeTables> Shared = new(() => new UnicodeTables());

    private readonly Dictionary<int, byte> _classes = [];
    private readonly Dictionary<int, int[]> _decompositions = [];
    private readonly Dictionary<(int First, int Second), int> _compositions = [];

    private UnicodeTables()
    {
        using var reader = new StreamReader(typeof(UnicodeTables).Assembly.GetManifestResourceStream(Table)!);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            if (fields[0] == "C")
            {
                for (var point = Hexadecimal(fields[2]); point <= Hexadecimal(fields[3]); point++)
                {
                    _classes[point] = byte.Parse(fields[1], CultureInfo.InvariantCulture);
                }

                continue;
            }

            var from = Hexadecimal(fields[1]);
            var to = fields.Skip(2).Select(Hexadecimal).ToArray();
            _decompositions[from] = to;
            if (fields[0] == "D" && to.Length == 2)
            {
                _compositions[(to[0], to[1])] = from;
            }
        }
    }

    public static UnicodeTables Instance => Shared.Value;

    public string Compose(string text)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        Reorder(points);
        var result = new List<int>(points.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var point in points)
        {
            var own = ClassOf(point);
            if (starter >= 0 && (lastClass < own || (lastClass == 0 && starter == result.Count - 1)) && ComposePair(result[starter], point) is { } composed)
            {
                result[starter] = composed;
                continue;
            }

            if (own == 0)
            {
                starter = result.Count;
            }

            lastClass = own;
            result.Add(point);
        }

        return string.Concat(result.Select(char.ConvertFromUtf32));
    }

    private static int Hexadecimal(string field) => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private int ClassOf(int point) => _classes.TryGetValue(point, out var found) ? found : 0;

    private void Decompose(int point, List<int> output)
    {
        if (_decompositions.TryGetValue(point, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, output);
            }
        }
        else if (point is >= HangulBase and < HangulBase + HangulCount)
        {
            var index = point - HangulBase;
            output.Add(LeadBase + index / (VowelCount * TrailCount));
            output.Add(VowelBase + index % (VowelCount * TrailCount) / TrailCount);
            if (index % TrailCount != 0)
            {
                output.Add(TrailBase + index % TrailCount);
            }
        }
        else
        {
            output.Add(point);
        }
    }

    // By class within each run of combining marks; marks of one class keep their order.
    private void Reorder(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var end = start;
            while (end < points.Count && ClassOf(points[end]) != 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                var run = points.GetRange(start, end - start).OrderBy(ClassOf).ToArray();
                for (var i = 0; i < run.Length; i++)
                {
                    points[start + i] = run[i];
                }
            }

            start = end;
        }
    }

    private int? ComposePair(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + 19 && second is >= VowelBase and < VowelBase + VowelCount)
        {
            return HangulBase + ((first - LeadBase) * VowelCount + second - VowelBase) * TrailCount;
        }

        if (first is >= HangulBase and < HangulBase + HangulCount && (first - HangulBase) % TrailCount == 0
            && second is > TrailBase and < TrailBase + TrailCount)
        {
            return first + second - TrailBase;
        }

        return _compositions.TryGetValue((first, second), out var composed) ? composed : null;
    }
}

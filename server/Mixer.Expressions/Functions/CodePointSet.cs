using System.Globalization;

namespace Mixer.Expressions.Functions;

/// <summary>A set of code points as sorted ranges. Immutable.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private const string FoldTable = "Mixer.Expressions.Functions.UnicodeFolds.txt";

    private static readonly Lazy<(int Point, int[] Others)[]> Folds = new(ReadFolds);
    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>Sorted, apart from each other.</summary>
    public ReadOnlySpan<(int First, int Last)> Ranges => _ranges;

    public static CodePointSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet([.. merged]);
    }

    /// <summary>All code points of the categories for which <paramref name="contains"/> holds.</summary>
    public static CodePointSet OfCategory(Func<UnicodeCategory, bool> contains)
    {
        var ranges = new List<(int First, int Last)>();
        var first = -1;
        for (var point = 0; point <= Last + 1; point++)
        {
            var inside = point <= Last && contains(CharUnicodeInfo.GetUnicodeCategory(point));
            if (inside && first < 0)
            {
                first = point;
            }
            else if (!inside && first >= 0)
            {
                ranges.Add((first, point - 1));
                first = -1;
            }
        }

        return new CodePointSet([.. ranges]);
    }

    public bool Contains(int point)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (point < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (point > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public CodePointSet Negate()
    {
        var ranges = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
            {
                ranges.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            ranges.Add((next, Last));
        }

        return new CodePointSet([.. ranges]);
    }

    /// <summary>With every code point that differs only by case.</summary>
    public CodePointSet Fold()
    {
        var added = new List<(int First, int Last)>();
        foreach (var (point, others) in Folds.Value)
        {
            if (Contains(point))
            {
                added.AddRange(others.Select(other => (other, other)));
            }
        }

        return added.Count == 0 ? this : Of(_ranges.Concat(added));
    }

    // Its lines are the code points that differ only by case.
    private static (int Point, int[] Others)[] ReadFolds()
    {
        var folds = new List<(int Point, int[] Others)>();
        using var reader = new StreamReader(typeof(CodePointSet).Assembly.GetManifestResourceStream(FoldTable)!);
        while (reader.ReadLine() is { } line)
        {
            var group = line.Split(' ').Select(field => int.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            folds.AddRange(group.Select(point => (point, group.Where(other => other != point).ToArray())));
        }

        return [.. folds];
    }
}

using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>RFC 3492, the way from ASCII to Unicode.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int MinimumThreshold = 1;
    private const int MaximumThreshold = 26;
    private const int MaximumPoints = 1_024;

    /// <summary>The label that <paramref name="encoded"/> (without <c>xn--</c>) stands for; null if it stands for none.</summary>
    public static string? Decode(string encoded)
    {
        if (encoded.Length == 0)
        {
            return "";
        }

        var position = encoded.LastIndexOf('-') + 1;
        if (position == 1)
        {
            return null;
        }

        if (position == encoded.Length)
        {
            return encoded[..^1];
        }

        var output = new List<Rune>(encoded[..Math.Max(0, position - 1)].EnumerateRunes());

        var point = 128L;
        var bias = 72L;
        var index = 0L;
        while (position < encoded.Length)
        {
            var before = index;
            var weight = 1L;
            for (var k = Base; ; k += Base)
            {
                if (position >= encoded.Length || DigitOf(encoded[position++]) is not (>= 0 and var digit))
                {
                    return null;
                }

                index += digit * weight;
                var threshold = Math.Clamp(k - bias, MinimumThreshold, MaximumThreshold);
                if (index > int.MaxValue)
                {
                    return null;
                }

                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
                if (weight >= int.MaxValue / Base)
                {
                    return null;
                }
            }

            bias = Adapt(index - before, output.Count + 1, before == 0);
            point += index / (output.Count + 1);
            index %= output.Count + 1;
            if (point > 0x10FFFF || output.Count >= MaximumPoints)
            {
                return null;
            }

            output.Insert((int)index++, Rune.TryCreate((int)point, out var rune) ? rune : Rune.ReplacementChar);
        }

        return string.Concat(output.Select(rune => rune.ToString()));
    }

    private static int DigitOf(char c) =>
        char.IsAsciiDigit(c) ? c - '0' + 26 : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' : -1;

    private static long Adapt(long delta, int points, bool first)
    {
        delta /= first ? 700 : 2;
        delta += delta / points;
        var k = 0;
        while (delta > (Base - MinimumThreshold) * MaximumThreshold / 2)
        {
            delta /= Base - MinimumThreshold;
            k += Base;
        }

        return k + (Base - MinimumThreshold + 1) * delta / (delta + 38);
    }
}

using System.Globalization;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>Reads points in time as RFC 3339 writes them, to the nanosecond.</summary>
internal static class Rfc3339
{
    private static readonly string[] Zones = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    /// <summary>False if the text is not a point in time, with its zone.</summary>
    public static bool TryParse(string text, out Timestamp timestamp)
    {
        timestamp = default;
        var nanos = 0;
        var whole = text;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var digits = text.AsSpan(dot + 1, end - dot - 1);
            if (digits.Length is 0 or > 9)
            {
                return false;
            }

            nanos = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            for (var i = digits.Length; i < 9; i++)
            {
                nanos *= 10;
            }

            whole = string.Concat(text.AsSpan(0, dot), text.AsSpan(end));
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(whole, Zones, CultureInfo.InvariantCulture, Styles, out var time))
        {
            return false;
        }

        timestamp = Timestamp.FromDateTimeOffset(time) with { Nanos = nanos };
        return true;
    }
}

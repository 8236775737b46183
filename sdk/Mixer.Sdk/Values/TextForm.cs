using System.Globalization;
using System.Text;

namespace Mixer.Sdk.Values;

/// <summary>
/// The common conversion of a value to text for telemetry backends (spec 06 section 1.4): labels, tags, names. It differs from
/// <see cref="AttributeValue.ToString"/>, which is for people, in numbers, times, addresses and maps. Pure; any thread.
/// </summary>
public static class TextForm
{
    private const int TimeLength = 27;

    /// <summary>The text of <paramref name="value"/>; empty for no value.</summary>
    public static string Of(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.String => value.AsString,
            AttributeKind.Int64 => value.AsInt64.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Double => Of(value.AsDouble),
            AttributeKind.Bool => value.AsBool ? "true" : "false",
            AttributeKind.Timestamp => Of(value.AsTimestamp),
            AttributeKind.Duration => value.AsDuration.ToString(),
            AttributeKind.Bytes => new IpAddress(value.AsBytes).ToString(),
            AttributeKind.StringMap => Of(value.AsStringMap),
            _ => "",
        };

    /// <summary>Writes the text of <paramref name="value"/>, as <see cref="Of(AttributeValue)"/> gives it, in UTF-8; false if it does not fit.</summary>
    public static bool TryFormat(AttributeValue value, Span<byte> utf8, out int written) =>
        value.Kind switch
        {
            AttributeKind.Int64 => value.AsInt64.TryFormat(utf8, out written, default, CultureInfo.InvariantCulture),
            AttributeKind.Timestamp => TryFormat(value.AsTimestamp, utf8, out written),
            AttributeKind.Duration => value.AsDuration.TryFormat(utf8, out written),
            AttributeKind.Bytes => new IpAddress(value.AsBytes).TryFormat(utf8, out written),
            _ => Encoding.UTF8.TryGetBytes(Of(value), utf8, out written),
        };

    /// <summary>Shortest digits that read back as the same number, never an exponent; <c>NaN</c>, <c>+Inf</c>, <c>-Inf</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        return mark < 0 ? text : Expand(text.AsSpan(0, mark), Exponent(text, mark));
    }

    /// <summary>As <see cref="Of(double)"/>, but with an exponent below 1e-4 and from 1e21 on (<c>1e+21</c>).</summary>
    public static string WithExponent(double value)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
        {
            return text;
        }

        var exponent = Exponent(text, mark);
        return exponent is >= -4 and < 21 ? Expand(text.AsSpan(0, mark), exponent) : text.Replace('E', 'e');
    }

    /// <summary>UTC with exactly six fraction digits, cut, not rounded: <c>2018-09-01T10:11:12.123456Z</c>. Times outside the years 1 to 9999 are moved to the nearest of them.</summary>
    public static string Of(Timestamp value)
    {
        Span<byte> utf8 = stackalloc byte[TimeLength + 1];
        return TryFormat(value, utf8, out var written) ? Encoding.ASCII.GetString(utf8[..written]) : "";
    }

    /// <summary><c>k1=v1&amp;k2=v2</c>, sorted by key.</summary>
    public static string Of(StringMap value) =>
        string.Join('&', value.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key + "=" + entry.Value));

    // The round-trip form, one digit shorter: a custom layout takes ten times as long.
    private static bool TryFormat(Timestamp value, Span<byte> utf8, out int written)
    {
        var seconds = Math.Clamp(value.Seconds, Timestamp.MinSeconds, Timestamp.MaxSeconds);
        var ticks = DateTime.UnixEpoch.Ticks + seconds * TimeSpan.TicksPerSecond + Math.Clamp(value.Nanos, 0, 999_999_999) / 100;
        var formatted = new DateTime(ticks, DateTimeKind.Utc).TryFormat(utf8, out written, "O", CultureInfo.InvariantCulture);
        if (formatted)
        {
            utf8[TimeLength - 1] = (byte)'Z';
            written = TimeLength;
        }

        return formatted;
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";

    private static int Exponent(string text, int mark) => int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static string Expand(ReadOnlySpan<char> mantissa, int exponent)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa[sign.Length..].ToString().Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? sign + "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1
                ? sign + digits.PadRight(exponent + 1, '0')
                : sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}

using System.Globalization;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>Reads a number from the value of an instance. Pure; any thread.</summary>
internal static class NumericValue
{
    /// <summary>Numbers as they are, durations in seconds, text as the number that it spells.</summary>
    /// <param name="value">The value.</param>
    /// <param name="number">The number.</param>
    /// <returns>Null, or why there is none.</returns>
    public static string? Read(AttributeValue value, out double number)
    {
        switch (value.Kind)
        {
            case AttributeKind.Double:
                number = value.AsDouble;
                return null;
            case AttributeKind.Int64:
                number = value.AsInt64;
                return null;
            case AttributeKind.Duration:
                var nanoseconds = value.AsDuration.Nanoseconds;
                number = nanoseconds / Duration.Second + (nanoseconds % Duration.Second) / 1e9;
                return null;
            case AttributeKind.String:
                return Parse(value.AsString, out number);
            default:
                number = 0;
                return "could not extract numeric value for " + TextForm.Of(value);
        }
    }

    private static string? Parse(string text, out double number)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var unsigned = text.TrimStart('+', '-');
        var known = text.Length - unsigned.Length <= 1;
        if (known && unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && double.TryParse(text, style, CultureInfo.InvariantCulture, out number))
        {
            return double.IsFinite(number) ? null : $"strconv.ParseFloat: parsing {Quote(text)}: value out of range";
        }

        number = unsigned.ToUpperInvariant() switch
        {
            "INF" or "INFINITY" when known => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
            _ => double.NaN,
        };
        return !double.IsNaN(number) || string.Equals(text, "nan", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"strconv.ParseFloat: parsing {Quote(text)}: invalid syntax";
    }

    private static string Quote(string text) =>
        "\""
        + text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
        + "\"";
}

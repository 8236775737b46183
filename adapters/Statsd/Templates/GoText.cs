using System.Globalization;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Values as the reference's language prints and judges them by default. Pure; any thread.</summary>
internal static class GoText
{
    /// <summary>A value of an instance as templates handle it; null for no value.</summary>
    public static object? Unwrap(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.String => value.AsString,
            AttributeKind.Int64 => value.AsInt64,
            AttributeKind.Double => value.AsDouble,
            AttributeKind.Bool => value.AsBool,
            AttributeKind.Timestamp => value.AsTimestamp,
            AttributeKind.Duration => value.AsDuration,
            AttributeKind.Bytes => new IpAddress(value.AsBytes),
            AttributeKind.StringMap => value.AsStringMap,
            _ => null,
        };

    /// <summary>The default form; the same as of the value unwrapped, without boxing it.</summary>
    public static string Of(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.Double => TextForm.WithExponent(value.AsDouble),
            AttributeKind.Timestamp => Of(value.AsTimestamp),
            AttributeKind.StringMap => value.AsStringMap.ToString(),
            AttributeKind.None => "<no value>",
            _ => TextForm.Of(value),
        };

    /// <summary>The default form.</summary>
    public static string Of(object? value) =>
        value switch
        {
            null => "<nil>",
            string text => text,
            long number => number.ToString(CultureInfo.InvariantCulture),
            double number => TextForm.WithExponent(number),
            bool flag => flag ? "true" : "false",
            Timestamp time => Of(time),
            IReadOnlyDictionary<string, AttributeValue> map =>
                "map[" + string.Join(' ', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Key + ":" + Of(entry.Value))) + "]",
            _ => value.ToString() ?? "",
        };

    /// <summary>False for nothing, false, zero and what is empty.</summary>
    public static bool IsTrue(object? value) =>
        value switch
        {
            null => false,
            bool flag => flag,
            string text => text.Length > 0,
            long number => number != 0,
            double number => number != 0,
            Duration span => span.Nanoseconds != 0,
            IpAddress address => address.Bytes.Length > 0,
            StringMap map => map.Count > 0,
            IReadOnlyDictionary<string, AttributeValue> map => map.Count > 0,
            _ => true,
        };

    private static string Of(Timestamp time) => GoTimeLayout.Format(time, "2006-01-02 15:04:05.999999999 -0700") + " UTC";
}

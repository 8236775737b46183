using System.Globalization;
using Mixer.Adapters.Statsd.Templates;
using Mixer.Sdk.Values;
using MetricType = Mixer.Adapters.Statsd.Params.Types.MetricInfo.Types.Type;

namespace Mixer.Adapters.Statsd.Sending;

/// <summary>The lines of the statsd protocol (spec 06 section 11). Pure; any thread.</summary>
internal static class StatsdLine
{
    /// <summary>What stands between colon and end: value, bar and type; or why the value cannot be sent.</summary>
    /// <param name="type">How the daemon is to treat it.</param>
    /// <param name="metric">Full name of the instance, for the error.</param>
    /// <param name="value">The value.</param>
    /// <param name="error">Null, or why the value cannot be sent.</param>
    public static string Measurement(MetricType type, string metric, AttributeValue value, out string? error)
    {
        error = null;
        switch (type)
        {
            case MetricType.Counter or MetricType.Gauge when value.Kind == AttributeKind.Int64:
                return value.AsInt64.ToString(CultureInfo.InvariantCulture) + (type == MetricType.Counter ? "|c" : "|g");
            case MetricType.Distribution when value.Kind == AttributeKind.Duration:
                return TextForm.Of(value.AsDuration.Nanoseconds / 1e6) + "|ms";
            case MetricType.Distribution when value.Kind == AttributeKind.Int64:
                return value.AsInt64.ToString(CultureInfo.InvariantCulture) + "|c";
            case MetricType.Counter or MetricType.Gauge:
                // Gauges, too, read "counter" here, as operators know the text.
                error = $"could not record counter '{metric}' expected int value, got {GoText.Of(value)}";
                return "";
            case MetricType.Distribution:
                error = $"could not record distribution '{metric}'; expected int or duration, got {GoText.Of(value)}";
                return "";
            default:
                error = $"unknown metric type 'UNKNOWN' for metric: {metric}";
                return "";
        }
    }

    /// <summary>What follows a measurement when only a share of values is sent; nothing when all are.</summary>
    public static string RateSuffix(double rate) => rate < 1 ? string.Create(CultureInfo.InvariantCulture, $"|@{rate:F6}") : "";

    /// <summary>A name as it may stand before the colon: line feeds, which would start a line of their own, become spaces. Nothing else changes.</summary>
    public static string Name(string name) => name.AsSpan().IndexOfAny('\n', '\r') < 0 ? name : name.Replace('\n', ' ').Replace('\r', ' ');
}

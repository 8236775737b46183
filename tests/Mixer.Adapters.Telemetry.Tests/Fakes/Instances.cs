using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Telemetry.Tests.Fakes;

/// <summary>Short spellings of instances and values.</summary>
internal static class Instances
{
    public static readonly Timestamp Noon = new(1535796672, 123456789);

    public static MetricInstance Metric(string name, AttributeValue value, params (string Name, AttributeValue Value)[] dimensions) =>
        new()
        {
            Name = name,
            Value = value,
            Dimensions = dimensions.ToDictionary(d => d.Name, d => d.Value),
            MonitoredResourceType = "",
            MonitoredResourceDimensions = new Dictionary<string, AttributeValue>(),
        };

    public static LogEntryInstance Log(string name, string severity, params (string Name, AttributeValue Value)[] variables) =>
        new()
        {
            Name = name,
            Severity = severity,
            Timestamp = Noon,
            Variables = variables.ToDictionary(d => d.Name, d => d.Value),
            MonitoredResourceType = "",
            MonitoredResourceDimensions = new Dictionary<string, AttributeValue>(),
        };

    public static Dictionary<string, MetricType> Types(params (string Name, string[] Dimensions)[] metrics) =>
        metrics.ToDictionary(
            metric => metric.Name,
            metric => new MetricType
            {
                Value = AttributeType.Int64,
                Dimensions = metric.Dimensions.ToDictionary(name => name, _ => AttributeType.String),
                MonitoredResourceDimensions = new Dictionary<string, AttributeType>(),
            });

    public static AttributeValue Text(string value) => new(value);

    public static AttributeValue Number(long value) => new(value);

    public static AttributeValue Real(double value) => new(value);

    public static AttributeValue Span(string value) =>
        Duration.TryParse(value, out var span) ? new AttributeValue(span) : throw new ArgumentException(value);

    public static AttributeValue Ip(params byte[] value) => new(value);

    /// <summary>The sentences that a report failed with.</summary>
    public static async Task<string[]> ErrorsOf(ValueTask report)
    {
        var failure = await Assert.ThrowsAsync<ReportFailedException>(async () => await report);
        return [.. failure.Errors];
    }
}

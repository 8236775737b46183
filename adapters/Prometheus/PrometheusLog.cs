using Microsoft.Extensions.Logging;

namespace Mixer.Adapters.Prometheus;

/// <summary>What the adapter logs.</summary>
internal static partial class PrometheusLog
{
    [LoggerMessage(1, LogLevel.Information, "serving prometheus metrics on {Port}")]
    public static partial void Serving(ILogger logger, int port);

    [LoggerMessage(2, LogLevel.Warning, "Metric {Metric} redefined. It starts from zero with the new definition.")]
    public static partial void Redefined(ILogger logger, string metric);

    [LoggerMessage(3, LogLevel.Warning, "Instance {Instance} has no dimension for label '{Label}' of metric {Metric}; the label stays empty.")]
    public static partial void LabelWithoutDimension(ILogger logger, string instance, string label, string metric);

    [LoggerMessage(4, LogLevel.Warning, "Dimension '{Dimension}' of instance {Instance} is no label of metric {Metric} and is left out.")]
    public static partial void DimensionWithoutLabel(ILogger logger, string dimension, string instance, string metric);
}

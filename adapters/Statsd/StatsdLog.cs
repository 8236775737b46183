using Microsoft.Extensions.Logging;

namespace Mixer.Adapters.Statsd;

/// <summary>What the adapter logs.</summary>
internal static partial class StatsdLog
{
    [LoggerMessage(1, LogLevel.Information, "template registered for nonexistent metric '{Metric}'")]
    public static partial void NoSuchMetric(ILogger logger, string metric);

    [LoggerMessage(2, LogLevel.Warning, "statsd host {Host} cannot be found now, metrics wait: {Reason}")]
    public static partial void Unresolved(ILogger logger, string host, string reason);

    [LoggerMessage(3, LogLevel.Debug, "a datagram of {Length} bytes was not sent: {Reason}")]
    public static partial void NotSent(ILogger logger, int length, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Count} datagrams dropped, as they came faster than they could be sent")]
    public static partial void Dropped(ILogger logger, long count);
}

using Microsoft.Extensions.Logging;

namespace Mixer.Tracing;

internal static partial class TracingLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Reporting span")]
    public static partial void Reporting(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "No traces go to {Url}: it is no http or https URL")]
    public static partial void BadUrl(ILogger log, string url);

    [LoggerMessage(Level = LogLevel.Error, Message = "Cannot export {Count} spans to {Url}: {Error}")]
    public static partial void CannotExport(ILogger log, long count, string url, string error);
}

using Microsoft.Extensions.Logging;
using Mixer.Tracing;

namespace Mixer.Server.Hosting;

internal static partial class TracingLog
{
    /// <summary>What the tracer says, as lines of the server's log.</summary>
    public static TraceReport ReportTo(ILogger log) =>
        new(
            (operation, span) =>
            {
                if (log.IsEnabled(LogLevel.Information))
                {
                    using (log.BeginScope(new KeyValuePair<string, object>[] { new("operation", operation), new("span", span) }))
                    {
                        Reporting(log);
                    }
                }
            },
            problem => Problem(log, problem));

    [LoggerMessage(Level = LogLevel.Information, SkipEnabledCheck = true, Message = "Reporting span")]
    private static partial void Reporting(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "Tracing: {Problem}")]
    private static partial void Problem(ILogger log, string problem);
}

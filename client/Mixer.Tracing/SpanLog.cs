using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Mixer.Tracing;

/// <summary>Logs each span that ends: <c>Reporting span</c> with its operation and its ids (spec 07 section 14). Thread-safe.</summary>
internal sealed class SpanLog(ILogger log) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            return;
        }

        var parent = data.ParentSpanId == default ? "0" : data.ParentSpanId.ToHexString();
        var flags = data.Recorded ? "1" : "0";
        using (log.BeginScope(new KeyValuePair<string, object>[]
        {
            new("operation", data.DisplayName),
            new("span", $"{data.TraceId.ToHexString()}:{data.SpanId.ToHexString()}:{parent}:{flags}"),
        }))
        {
            TracingLog.Reporting(log);
        }
    }
}

using System.Diagnostics;
using OpenTelemetry;

namespace Mixer.Tracing;

/// <summary>Reports each span that ends (spec 07 section 14). Thread-safe.</summary>
internal sealed class SpanLog(TraceReport report) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        var parent = data.ParentSpanId == default ? "0" : data.ParentSpanId.ToHexString();
        report.Span(data.DisplayName, $"{data.TraceId.ToHexString()}:{data.SpanId.ToHexString()}:{parent}:{(data.Recorded ? '1' : '0')}");
    }
}

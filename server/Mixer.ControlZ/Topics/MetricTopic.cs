using System.Text;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Prometheus;

namespace Mixer.ControlZ.Topics;

/// <summary>All metrics; answers to any method, as the reference does.</summary>
internal sealed class MetricTopic(CollectorRegistry registry, string group) : Topic("metric", "Metrics", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Any(Json, ShowAsync);

    private async Task ShowAsync(HttpContext context)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, context.RequestAborted).ConfigureAwait(false);
        var families = MetricText.Parse(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
        await Reply.JsonAsync(context, families, ControlZJson.Instance.IReadOnlyListMetricFamilyView).ConfigureAwait(false);
    }
}

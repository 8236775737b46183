using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Prometheus;

namespace Mixer.ControlZ.Topics;

/// <summary>All metrics; answers to any method, as the reference does.</summary>
internal sealed class MetricTopic(CollectorRegistry registry, string group) : Topic("metric", "Metrics", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Any(Json, ShowAsync);

    private async Task ShowAsync(HttpContext context) =>
        await Reply.JsonAsync(context, await MetricText.CollectAsync(registry, context.RequestAborted).ConfigureAwait(false), ControlZJson.Instance.IReadOnlyListMetricFamilyView)
            .ConfigureAwait(false);
}

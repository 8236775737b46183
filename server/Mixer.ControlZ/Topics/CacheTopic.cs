using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The cache of verdicts, and the worker pools as their metrics show them.</summary>
internal sealed class CacheTopic(ControlZSources sources, string group) : Topic("cache", "Cache and Pools", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Get(Json, ShowAsync);

    private async Task ShowAsync(HttpContext context)
    {
        var metrics = new MetricLookup(await MetricText.CollectAsync(sources.Metrics, context.RequestAborted).ConfigureAwait(false));
        var pools = metrics.Series("mixer_worker_pool_limit").Select(series => PoolOf(series, metrics));
        await Reply.JsonAsync(context, new CacheAndPools(sources.Cache(), [.. pools]), ControlZJson.Instance.CacheAndPools).ConfigureAwait(false);
    }

    private PoolView PoolOf(MetricView limit, MetricLookup metrics)
    {
        var name = limit.Labels["pool"];
        return new PoolView(
            name,
            MetricLookup.ValueOf(limit),
            sources.PoolQueues.TryGetValue(name, out var queue) ? queue : null,
            Sum("mixer_worker_pool_running"),
            Sum("mixer_worker_pool_waiting"),
            Sum("mixer_worker_pool_rejected_total"));

        double Sum(string metric) => metrics.Series(metric, "pool", name).Sum(MetricLookup.ValueOf);
    }
}

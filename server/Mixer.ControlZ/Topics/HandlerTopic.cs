using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The handlers with their workers and error rates, which are read from the metrics.</summary>
internal sealed class HandlerTopic(ControlZSources sources, string group) : Topic("handler", "Handlers", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Get(Json, ShowAsync);

    private async Task ShowAsync(HttpContext context)
    {
        var metrics = new MetricLookup(await MetricText.CollectAsync(sources.Metrics, context.RequestAborted).ConfigureAwait(false));
        await Reply.JsonAsync(context, [.. sources.Handlers().Select(handler => WithNumbers(handler, metrics))], ControlZJson.Instance.IReadOnlyListHandlerView).ConfigureAwait(false);
    }

    private static HandlerView WithNumbers(HandlerView handler, MetricLookup metrics)
    {
        var calls = metrics.Series("mixer_runtime_dispatch_count", "handler", handler.RuntimeName);
        var durations = metrics.Series("mixer_runtime_dispatch_duration", "handler", handler.RuntimeName);
        return handler with
        {
            Templates = [.. calls.Select(series => series.Labels["meshFunction"]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Calls = calls.Sum(MetricLookup.ValueOf),
            Failures = calls.Where(series => series.Labels["error"] == "true").Sum(MetricLookup.ValueOf),
            Seconds = durations.Sum(MetricLookup.SumOf),
            Workers = metrics.Series("mixer_handler_worker_count", "handlerName", handler.RuntimeName).Sum(MetricLookup.ValueOf),
            Daemons = metrics.Series("mixer_handler_daemon_count", "handlerName", handler.RuntimeName).Sum(MetricLookup.ValueOf),
        };
    }
}

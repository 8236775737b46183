using Microsoft.Extensions.Logging;
using Mixer.Runtime.Reloading;
using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Dispatching;

/// <summary>What the sessions of all routes share. Thread-safe.</summary>
internal sealed class RouteServices(RuntimeMetrics metrics, ILogger log, TimeProvider time, RuntimeOptions options, HandlerRetirement retirement)
{
    public ILogger Log { get; } = log;

    public Invoker Invoker { get; } = new(log, time, options.HandleTimeout, new AbandonedCalls(metrics, retirement));

    public RoutingFaults Faults { get; } = new(metrics, log);

    /// <summary>A quota that no rule serves is refused instead of granted.</summary>
    public bool DenyUnknownQuotas { get; } = options.DenyUnknownQuotas;

    /// <summary>Records one pass over the rules.</summary>
    public void Passed(int groups, int instances)
    {
        metrics.Destinations.Observe(groups);
        metrics.Instances.Observe(instances);
    }

    public void QuotaNotConfigured(string quota)
    {
        metrics.UnconfiguredQuotas.Inc();
        RuntimeLog.QuotaNotConfigured(Log, quota);
    }
}

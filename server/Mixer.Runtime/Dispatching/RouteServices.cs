using Microsoft.Extensions.Logging;
using Mixer.Runtime.Reloading;
using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Dispatching;

/// <summary>What the sessions of all routes share. Thread-safe.</summary>
internal sealed class RouteServices : IDisposable
{
    private readonly RuntimeMetrics _metrics;
    private readonly BlockingCalls _blocking;

    public RouteServices(RuntimeMetrics metrics, ILogger log, TimeProvider time, RuntimeOptions options, HandlerRetirement retirement)
    {
        (_metrics, Log, DenyUnknownQuotas) = (metrics, log, options.DenyUnknownQuotas);
        _blocking = new BlockingCalls(options.HandleTimeout, time, metrics.BlockingCalls, log);
        Invoker = new Invoker(log, time, options.HandleTimeout, new AbandonedCalls(metrics, retirement), _blocking);
        Faults = new RoutingFaults(metrics, log);
    }

    public ILogger Log { get; }

    public Invoker Invoker { get; }

    public RoutingFaults Faults { get; }

    /// <summary>A quota that no rule serves is refused instead of granted.</summary>
    public bool DenyUnknownQuotas { get; }

    /// <summary>Records one pass over the rules.</summary>
    public void Passed(int groups, int instances)
    {
        _metrics.Destinations.Observe(groups);
        _metrics.Instances.Observe(instances);
    }

    public void QuotaNotConfigured(string quota)
    {
        _metrics.UnconfiguredQuotas.Inc();
        RuntimeLog.QuotaNotConfigured(Log, quota);
    }

    public void Dispose() => _blocking.Dispose();
}

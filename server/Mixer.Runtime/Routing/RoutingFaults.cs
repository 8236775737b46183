using Microsoft.Extensions.Logging;

namespace Mixer.Runtime.Routing;

/// <summary>Counts and logs what goes wrong while a call is routed. Thread-safe.</summary>
internal sealed class RoutingFaults(RuntimeMetrics metrics, ILogger log)
{
    /// <summary>Logs the first failure of a condition (calls may come by the thousand), counts all.</summary>
    public void ConditionFailed(int id, string? error, ref int logged)
    {
        metrics.ConditionErrors.Inc();
        if (Volatile.Read(ref logged) == 0 && Interlocked.Exchange(ref logged, 1) == 0)
        {
            RuntimeLog.ConditionFailed(log, id, error ?? "");
        }
    }
}

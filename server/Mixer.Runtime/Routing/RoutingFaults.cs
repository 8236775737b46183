using Microsoft.Extensions.Logging;

namespace Mixer.Runtime.Routing;

/// <summary>Counts and logs what goes wrong while a call is routed. Thread-safe.</summary>
internal sealed class RoutingFaults(RuntimeMetrics metrics, ILogger log)
{
    /// <summary>Logs the first failure of a condition (calls may come by the thousand), counts all.</summary>
    public void ConditionFailed(int id, string rule, string match, string? error, ref int logged)
    {
        if (IsFirst(ref logged))
        {
            RuntimeLog.ConditionFailed(log, id, error ?? "", rule, match);
        }
    }

    /// <summary>The same for a value of a header operation.</summary>
    public void HeaderFailed(string rule, string header, string? error, ref int logged)
    {
        if (IsFirst(ref logged))
        {
            RuntimeLog.HeaderFailed(log, rule, header, error ?? "");
        }
    }

    private bool IsFirst(ref int logged)
    {
        metrics.ConditionErrors.Inc();
        return Volatile.Read(ref logged) == 0 && Interlocked.Exchange(ref logged, 1) == 0;
    }
}

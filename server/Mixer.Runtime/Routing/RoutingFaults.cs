using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mixer.Runtime.Routing;

/// <summary>Counts and logs what goes wrong while a call is routed. Thread-safe.</summary>
internal sealed class RoutingFaults(RuntimeMetrics metrics, ILogger log)
{
    /// <summary>Logs the first failure of a condition (calls may come by the thousand), counts all, with those of <paramref name="others"/> that fail for the same reason.</summary>
    public void ConditionFailed(int id, string rule, string match, string? error, int others, ref int logged)
    {
        if (IsFirst(ref logged, 1 + others))
        {
            var more = others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {others} more conditions on the same value");
            RuntimeLog.ConditionFailed(log, id, error ?? "", rule, match, more);
        }
    }

    /// <summary>The same for a value of a header operation.</summary>
    public void HeaderFailed(string rule, string header, string? error, ref int logged)
    {
        if (IsFirst(ref logged, 1))
        {
            RuntimeLog.HeaderFailed(log, rule, header, error ?? "");
        }
    }

    private bool IsFirst(ref int logged, int failures)
    {
        metrics.ConditionErrors.Inc(failures);
        return Volatile.Read(ref logged) == 0 && Interlocked.Exchange(ref logged, 1) == 0;
    }
}

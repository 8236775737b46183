using Mixer.ControlZ.Views;
using Prometheus;

namespace Mixer.ControlZ;

/// <summary>
/// Everything that the console shows or does, as the server gives it. All functions are called from any thread, never two changes of one kind at the same time by the console itself; they must not
/// block for long and must not throw for what a visitor may ask.
/// </summary>
public sealed record ControlZSources
{
    /// <summary>What was built.</summary>
    public required VersionView Version { get; init; }

    /// <summary>The server's instruments.</summary>
    public required CollectorRegistry Metrics { get; init; }

    /// <summary>Ends the server in order; returns at once.</summary>
    public required Action Exit { get; init; }

    /// <summary>The scopes of the log.</summary>
    public required Func<IReadOnlyList<LogScopeView>> LogScopes { get; init; }

    /// <summary>Changes a scope of the log: name, then the new levels and callers as in the view; words that are no levels change nothing. False if there is no such scope.</summary>
    public required Func<LogScopeView, bool> ChangeLogScope { get; init; }

    /// <summary>The sums since the start from which the overview draws its charts.</summary>
    public required Func<TrafficTotals> Traffic { get; init; }

    /// <summary>Null, or which parts are not ready and why, one a line.</summary>
    public required Func<string?> ReadinessFault { get; init; }

    /// <summary>The configuration in effect.</summary>
    public required Func<ConfigView> Config { get; init; }

    /// <summary>The rules in effect and the attributes that they may use.</summary>
    public required Func<RulesView> Rules { get; init; }

    /// <summary>What the rules would do with a call.</summary>
    public required Func<ExplainRequest, ExplainView> Explain { get; init; }

    /// <summary>The handlers that rules use, without their numbers.</summary>
    public required Func<IReadOnlyList<HandlerView>> Handlers { get; init; }

    /// <summary>The state of the cache of verdicts; null if it is off.</summary>
    public required Func<CacheView?> Cache { get; init; }

    /// <summary>How many may wait in each worker pool, by its name in the metrics.</summary>
    public IReadOnlyDictionary<string, long> PoolQueues { get; init; } = new Dictionary<string, long>();

    /// <summary>The recorded calls.</summary>
    public required Func<RecentCallsView> RecentCalls { get; init; }

    /// <summary>Begins or ends the recording of calls; false if this server must not record.</summary>
    public required Func<bool, bool> RecordCalls { get; init; }

    /// <summary>One recorded call with what the rules in effect make of it; null if it is no longer there.</summary>
    public required Func<long, RecentCallDetail?> RecentCall { get; init; }
}

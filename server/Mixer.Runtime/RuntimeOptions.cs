using Mixer.Config;
using Mixer.Runtime.Pools;

namespace Mixer.Runtime;

/// <summary>How the runtime works; immutable.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Namespace whose rules apply to the calls of every namespace.</summary>
    public string DefaultNamespace { get; init; } = "istio-system";

    /// <summary>What happens to resources and handlers that cannot be used.</summary>
    public ConfigPolicy Policy { get; init; } = ConfigPolicy.KeepLastGood;

    /// <summary>Grants nothing of a quota that no rule serves; otherwise all of it is granted, with a warning.</summary>
    public bool DenyUnknownQuotas { get; init; }

    /// <summary>The pool of the scheduled work of all adapters. What finds its queue full waits, whatever the options say: adapters expect that.</summary>
    public PoolOptions AdapterPool { get; init; } = new();

    /// <summary>Runs scheduled work of adapters inline, for debugging.</summary>
    public bool SingleThreaded { get; init; }

    /// <summary>
    /// How long one call of a handler may take; then it counts as failed, and its token is cancelled. A caller that goes away earlier cancels the token of its checks, too. Infinite for
    /// no limit, as in the reference.
    /// </summary>
    public TimeSpan HandleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the store may take to be read at the start.</summary>
    public TimeSpan SyncTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long closing one handler may take before it counts as failed.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long validating and building one handler may take, each.</summary>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a closed handler's daemons and work may go on before they are reported.</summary>
    public TimeSpan StrayGrace { get; init; } = TimeSpan.FromSeconds(10);
}

using Mixer.Config;

namespace Mixer.Runtime;

/// <summary>How the runtime works; immutable.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Namespace whose rules apply to the calls of every namespace.</summary>
    public string DefaultNamespace { get; init; } = "istio-system";

    /// <summary>What happens to resources and handlers that cannot be used.</summary>
    public ConfigPolicy Policy { get; init; } = ConfigPolicy.KeepLastGood;

    /// <summary>How many pieces of scheduled work of all adapters may run at once; at least 1.</summary>
    public int AdapterConcurrency { get; init; } = 1024;

    /// <summary>How many more pieces of scheduled work may wait before adapters have to; at least 0.</summary>
    public int AdapterQueueLength { get; init; } = 1024;

    /// <summary>Runs scheduled work of adapters inline, for debugging.</summary>
    public bool SingleThreaded { get; init; }

    /// <summary>How long building one handler may take.</summary>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a closed handler's daemons and work may go on before they are reported.</summary>
    public TimeSpan StrayGrace { get; init; } = TimeSpan.FromSeconds(10);
}

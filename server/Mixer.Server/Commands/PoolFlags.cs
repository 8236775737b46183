using Mixer.CommandLine;
using Mixer.Runtime.Pools;

namespace Mixer.Server.Commands;

/// <summary>The flags of one worker pool.</summary>
internal sealed class PoolFlags
{
    private readonly Flag<long> _size;
    private readonly Flag<long> _queueLength;
    private readonly Flag<PoolMode> _mode;
    private readonly Flag<PoolOverflow>? _overflow;

    public PoolFlags(FlagSet flags, string prefix, string name, bool mayReject)
    {
        _size = flags.Integer(prefix + "WorkerPoolSize", "int", 1024, long.MinValue, long.MaxValue, $"Max number of goroutines in the {name} worker pool");
        _queueLength = flags.Integer(
            prefix + "WorkerPoolQueueLength", "int", -1, long.MinValue, long.MaxValue, $"How much more work may wait for the {name} worker pool; negative for as much as its size");
        _mode = flags.Choice(
            prefix + "WorkerPoolMode",
            $"fixed: the {name} worker pool always has its size; adaptive: it has as much of it as does not make the work slower",
            "fixed",
            new Dictionary<string, PoolMode> { ["fixed"] = PoolMode.Fixed, ["adaptive"] = PoolMode.Adaptive });
        if (mayReject)
        {
            _overflow = flags.Choice(
                prefix + "WorkerPoolOverflow",
                "wait: calls that find the queue full wait all the same; reject: they are answered with RESOURCE_EXHAUSTED",
                "wait",
                new Dictionary<string, PoolOverflow> { ["wait"] = PoolOverflow.Wait, ["reject"] = PoolOverflow.Reject });
        }
    }

    public PoolOptions ToOptions() =>
        new() { Size = _size.Value, QueueLength = _queueLength.Value, Mode = _mode.Value, Overflow = _overflow?.Value ?? PoolOverflow.Wait };
}

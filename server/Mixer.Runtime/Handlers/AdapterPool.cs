using Mixer.Runtime.Pools;
using Prometheus;

namespace Mixer.Runtime.Handlers;

/// <summary>Bounds the scheduled work of all adapters: so much at once, so much waiting, the rest waits at the door. Thread-safe.</summary>
internal sealed class AdapterPool : IDisposable
{
    private readonly bool _inline;
    private readonly SemaphoreSlim _room;
    private readonly WorkerPool _slots;

    public AdapterPool(PoolOptions options, bool inline, TimeProvider time, CollectorRegistry registry)
    {
        _inline = inline;
        _room = new SemaphoreSlim((int)Math.Min(options.Size + options.EffectiveQueueLength, int.MaxValue));
        _slots = new WorkerPool("adapter", options with { Overflow = PoolOverflow.Wait }, time, registry);
    }

    /// <summary>A pool of fixed size whose metrics nobody sees.</summary>
    public AdapterPool(int concurrency, int queueLength, bool inline)
        : this(new PoolOptions { Size = concurrency, QueueLength = queueLength }, inline, TimeProvider.System, Metrics.NewCustomRegistry())
    {
    }

    /// <summary>Completes when the work has been accepted (inline: when it is done); the work must not throw.</summary>
    public async ValueTask ScheduleAsync(Func<Task> work, CancellationToken cancellation)
    {
        if (_inline)
        {
            await work().ConfigureAwait(false);
            return;
        }

        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        _ = Task.Run(() => RunAsync(work), CancellationToken.None);
    }

    public void Dispose()
    {
        _room.Dispose();
    }

    private async Task RunAsync(Func<Task> work)
    {
        await _slots.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        var started = _slots.Timestamp();
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            _slots.Exit(started);
            _room.Release();
        }
    }
}

namespace Mixer.Runtime.Handlers;

/// <summary>Bounds the scheduled work of all adapters: so much at once, so much waiting, the rest waits at the door. Thread-safe.</summary>
internal sealed class AdapterPool(int concurrency, int queueLength, bool inline) : IDisposable
{
    private readonly SemaphoreSlim _room = new(concurrency + queueLength);
    private readonly SemaphoreSlim _slots = new(concurrency);

    /// <summary>Completes when the work has been accepted (inline: when it is done); the work must not throw.</summary>
    public async ValueTask ScheduleAsync(Func<Task> work, CancellationToken cancellation)
    {
        if (inline)
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
        _slots.Dispose();
    }

    private async Task RunAsync(Func<Task> work)
    {
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
            _room.Release();
        }
    }
}

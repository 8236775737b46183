using Prometheus;

namespace Mixer.Runtime.Pools;

/// <summary>
/// Bounds how much work runs at once; what finds no room waits in order, or is refused when too much waits already. Entering a pool with room is one
/// atomic count. Thread-safe.
/// </summary>
public sealed class WorkerPool
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _queue = [];
    private readonly int _size;
    private readonly long _queueLength;
    private readonly bool _rejects;
    private readonly AdaptiveLimit? _adaptive;
    private readonly TimeProvider _time;
    private readonly Histogram.Child _waits;
    private readonly Counter.Child _rejections;
    private int _running;
    private int _waiting;

    /// <summary>A pool called <paramref name="name"/> in the metrics <c>mixer_worker_pool_*</c> of <paramref name="registry"/>.</summary>
    public WorkerPool(string name, PoolOptions options, TimeProvider time, CollectorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(registry);
        _size = (int)options.Size;
        _queueLength = options.EffectiveQueueLength;
        _rejects = options.Overflow == PoolOverflow.Reject;
        _adaptive = options.Mode == PoolMode.Adaptive ? new AdaptiveLimit(_size) : null;
        _time = time;
        var metrics = new PoolMetrics(registry);
        _waits = metrics.Waits.WithLabels(name);
        _rejections = metrics.Rejections.WithLabels(name);
        registry.AddBeforeCollectCallback(() =>
        {
            metrics.Limit.WithLabels(name).Set(Limit);
            metrics.Running.WithLabels(name).Set(Running);
            metrics.Waiting.WithLabels(name).Set(Waiting);
        });
    }

    /// <summary>How much may run at once now.</summary>
    public int Limit => _adaptive?.Current ?? _size;

    /// <summary>How much runs.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>How much waits.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Enters if there is room and nobody waits. True obliges to <see cref="Exit"/>.</summary>
    public bool TryEnter() => Volatile.Read(ref _waiting) == 0 && TryTake();

    /// <summary>What <see cref="Exit"/> wants to know about the time before the work.</summary>
    public long Timestamp() => _adaptive is null ? 0 : _time.GetTimestamp();

    /// <summary>Enters when there is room. False if the work is refused; true obliges to <see cref="Exit"/>. Throws the caller's cancellation.</summary>
    public ValueTask<bool> EnterAsync(CancellationToken cancellation) => TryEnter() ? new ValueTask<bool>(true) : WaitAsync(cancellation);

    /// <summary>Leaves; <paramref name="started"/> is the <see cref="Timestamp"/> of the beginning.</summary>
    public void Exit(long started)
    {
        if (_adaptive is not null)
        {
            _adaptive.Observe(_time.GetElapsedTime(started).Ticks, Running);
        }

        Interlocked.Decrement(ref _running);
        if (Volatile.Read(ref _waiting) > 0)
        {
            Admit();
        }
    }

    private async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        LinkedListNode<TaskCompletionSource<bool>> place;
        lock (_gate)
        {
            // Counted before the last look at the room: whoever leaves from now on sees that somebody waits.
            Interlocked.Increment(ref _waiting);
            if (_queue.Count == 0 && TryTake())
            {
                Interlocked.Decrement(ref _waiting);
                return true;
            }

            if (_rejects && _queue.Count >= _queueLength)
            {
                Interlocked.Decrement(ref _waiting);
                _rejections.Inc();
                return false;
            }

            place = _queue.AddLast(new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        using (cancellation.UnsafeRegister(_ => Leave(place, cancellation), null))
        {
            await place.Value.Task.ConfigureAwait(false);
        }

        _waits.Observe(_time.GetElapsedTime(began).TotalSeconds);
        return true;
    }

    private void Leave(LinkedListNode<TaskCompletionSource<bool>> place, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (place.List is null)
            {
                return; // Already admitted.
            }

            _queue.Remove(place);
            Interlocked.Decrement(ref _waiting);
        }

        place.Value.TrySetCanceled(cancellation);
    }

    private void Admit()
    {
        lock (_gate)
        {
            while (_queue.First is { } first && TryTake())
            {
                _queue.RemoveFirst();
                Interlocked.Decrement(ref _waiting);
                first.Value.TrySetResult(true);
            }
        }
    }

    private bool TryTake()
    {
        var limit = Limit;
        var running = Volatile.Read(ref _running);
        while (running < limit)
        {
            var seen = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (seen == running)
            {
                return true;
            }

            running = seen;
        }

        return false;
    }
}

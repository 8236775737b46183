using Microsoft.Extensions.Logging;

namespace Mixer.Sdk.Testing;

/// <summary>
/// An environment for tests of a handler: records what is logged, starts work and daemons at once, and keeps what they threw.
/// Dispose it before the handler, as the host cancels before it disposes.
/// </summary>
/// <param name="time">The clock of the handler; the system's if null.</param>
/// <param name="handlerName">Full name of the handler.</param>
public sealed class FakeAdapterEnvironment(TimeProvider? time = null, string handlerName = "handler.adapter.istio-system")
    : AdapterEnvironment, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];
    private readonly List<string> _daemons = [];
    private readonly List<Exception> _failures = [];
    private int _disposed;

    /// <inheritdoc/>
    public override string HandlerName { get; } = handlerName;

    /// <inheritdoc/>
    public override ILogger Logger => Log;

    /// <summary>Everything that the handler logged.</summary>
    public RecordingLogger Log { get; } = new();

    /// <inheritdoc/>
    public override TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>The names of all daemons that were started, in order.</summary>
    public IReadOnlyList<string> Daemons
    {
        get
        {
            lock (_gate)
            {
                return [.. _daemons];
            }
        }
    }

    /// <summary>What work and daemons threw so far.</summary>
    public IReadOnlyList<Exception> Failures
    {
        get
        {
            lock (_gate)
            {
                return [.. _failures];
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask ScheduleWorkAsync(Func<CancellationToken, Task> work)
    {
        Start(work);
        return default;
    }

    /// <inheritdoc/>
    public override void ScheduleDaemon(string name, Func<CancellationToken, Task> daemon)
    {
        lock (_gate)
        {
            _daemons.Add(name);
        }

        Start(daemon);
    }

    /// <summary>Ends when all work and all daemons that were started so far have ended.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    /// <summary>Cancels the tokens of all work and daemons, and waits until they have ended; again without effect.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await WhenIdleAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private void Start(Func<CancellationToken, Task> work)
    {
        var token = _stop.Token;
        var task = Task.Run(() => ContainAsync(work, token), CancellationToken.None);
        lock (_gate)
        {
            _running.Add(task);
        }
    }

    private async Task ContainAsync(Func<CancellationToken, Task> work, CancellationToken token)
    {
        try
        {
            await work(token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The usual end of a daemon.
        }
#pragma warning disable CA1031 // Contains every failure, as the host does.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failures.Add(failure);
            }
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Mixer.Sdk;
using Prometheus;

namespace Mixer.Runtime.Handlers;

/// <summary>The environment of one handler: counts its work and daemons, contains their exceptions, cancels them before the handler is disposed.</summary>
internal sealed class HandlerEnvironment : AdapterEnvironment, IDisposable
{
    private readonly AdapterPool _pool;
    private readonly RuntimeMetrics _metrics;
    private readonly long _configId;
    private readonly Gauge.Child _workerGauge;
    private readonly Gauge.Child _daemonGauge;
    private readonly TimeSpan _strayGrace;
    private readonly ConcurrentDictionary<Task, string> _daemons = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private int _workers;
    private TaskCompletionSource? _idle;

    public HandlerEnvironment(string handlerName, long configId, ILogger adapters, AdapterPool pool, RuntimeMetrics metrics, TimeProvider time, TimeSpan strayGrace)
    {
        HandlerName = handlerName;
        Logger = new HandlerLogger(adapters, handlerName);
        Time = time;
        _pool = pool;
        _strayGrace = strayGrace;
        _stopped = _stopping.Token;
        (_metrics, _configId) = (metrics, configId);
        _workerGauge = metrics.Workers(configId, handlerName);
        _daemonGauge = metrics.Daemons(configId, handlerName);
    }

    public override string HandlerName { get; }

    /// <summary>The id of the configuration that the handler was built for.</summary>
    public long ConfigId => _configId;

    public override ILogger Logger { get; }

    public override TimeProvider Time { get; }

    public override async ValueTask ScheduleWorkAsync(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Interlocked.Increment(ref _workers);
        _workerGauge.Inc();
        var accepted = false;
        try
        {
            await _pool.ScheduleAsync(() => RunAsync(work), _stopped).ConfigureAwait(false);
            accepted = true;
        }
        finally
        {
            if (!accepted)
            {
                WorkEnded();
            }
        }
    }

    public override void ScheduleDaemon(string name, Func<CancellationToken, Task> daemon)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        _daemonGauge.Inc();
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = RunDaemonAsync(begin.Task, daemon);
        _daemons[running] = name;
        _ = running.ContinueWith(
            ended => _daemons.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        begin.SetResult();
    }

    /// <summary>Cancels the token that all work and daemons were given.</summary>
    public async Task StopAsync()
    {
        try
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            // What a daemon does on cancellation must not keep the handler from being disposed.
            RuntimeLog.DaemonFailed(Logger, exception.InnerException?.Message ?? exception.Message, exception);
        }
    }

    /// <summary>Waits a while for work and daemons to end, then reports those that have not.</summary>
    public async Task ReportStrayAsync()
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _idle, idle);
        if (Volatile.Read(ref _workers) == 0)
        {
            idle.TrySetResult();
        }

        var all = Task.WhenAll([.. _daemons.Keys, idle.Task]);
        if (all.IsCompleted)
        {
            return;
        }

        using var timer = new CancellationTokenSource();
        await Task.WhenAny(all, Task.Delay(_strayGrace, Time, timer.Token)).ConfigureAwait(false);
        await timer.CancelAsync().ConfigureAwait(false);
        if (!_daemons.IsEmpty)
        {
            RuntimeLog.StrayDaemons(Logger, string.Join(", ", _daemons.Values.Order(StringComparer.Ordinal)));
        }

        if (Volatile.Read(ref _workers) != 0)
        {
            RuntimeLog.StrayWorkers(Logger);
        }
    }

    /// <summary>After <see cref="ReportStrayAsync"/>; the gauges go with the handler.</summary>
    public void Dispose()
    {
        _metrics.ForgetHandler(_configId, HandlerName);
        _stopping.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopped).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Asked to stop, and stopped.
        }
        catch (Exception exception)
        {
            RuntimeLog.WorkerFailed(Logger, exception.Message, exception);
        }
        finally
        {
            WorkEnded();
        }
    }

    private async Task RunDaemonAsync(Task begin, Func<CancellationToken, Task> daemon)
    {
        await begin.ConfigureAwait(false);
        try
        {
            await daemon(_stopped).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // Asked to stop, and stopped.
        }
        catch (Exception exception)
        {
            RuntimeLog.DaemonFailed(Logger, exception.Message, exception);
        }
        finally
        {
            _daemonGauge.Dec();
        }
    }

    private void WorkEnded()
    {
        _workerGauge.Dec();
        if (Interlocked.Decrement(ref _workers) == 0)
        {
            Volatile.Read(ref _idle)?.TrySetResult();
        }
    }
}

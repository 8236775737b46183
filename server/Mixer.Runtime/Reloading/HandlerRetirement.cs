using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Handlers;

namespace Mixer.Runtime.Reloading;

/// <summary>Waits for replaced routes to drain, each on its own, and closes the handlers that no route uses any more. Thread-safe.</summary>
internal sealed class HandlerRetirement(RuntimeMetrics metrics, ILogger log)
{
    private readonly ConcurrentDictionary<Task, long> _running = [];

    /// <summary>Begins to wait for <paramref name="route"/>, which the dispatcher has let go.</summary>
    public void Retire(Route route) => Track(RetireAsync(route), route.ConfigId);

    /// <summary>Begins to close a handler that nobody uses any more, apart from all routes.</summary>
    public void Close(HandlerEntry entry) => Track(CloseAsync(entry, entry.Since), entry.Since);

    /// <summary>Completes when all routes retired so far have drained and their handlers are closed.</summary>
    public Task WhenDoneAsync() => Task.WhenAll(_running.Keys);

    private void Track(Task retirement, long configId)
    {
        _running[retirement] = configId;
        _ = retirement.ContinueWith(
            ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RetireAsync(Route route)
    {
        await route.Drained.ConfigureAwait(false);
        await Task.WhenAll(route.Handlers.RemoveRoute().Select(entry => CloseAsync(entry, route.ConfigId))).ConfigureAwait(false);
        RuntimeLog.RouteRetired(log, route.ConfigId);
    }

    private async Task CloseAsync(HandlerEntry entry, long configId)
    {
        try
        {
            await entry.CloseAsync().ConfigureAwait(false);
            metrics.Closed(configId, failed: false);
        }
        catch (TimeoutException exception)
        {
            metrics.Closed(configId, failed: true);
            RuntimeLog.CloseFailed(log, entry.Name, entry.Adapter.Name, exception.Message, exception);
        }
        catch (Exception exception)
        {
            metrics.Closed(configId, failed: true);
            RuntimeLog.CloseFailed(log, entry.Name, entry.Adapter.Name, $"panic during handler.Close: '{exception.Message}' ", exception);
        }
    }
}

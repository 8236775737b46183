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
    public void Retire(Route route)
    {
        var retirement = RetireAsync(route);
        _running[retirement] = route.ConfigId;
        _ = retirement.ContinueWith(
            ended => _running.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Completes when all routes retired so far have drained and their handlers are closed.</summary>
    public Task WhenDoneAsync() => Task.WhenAll(_running.Keys);

    private async Task RetireAsync(Route route)
    {
        await route.Drained.ConfigureAwait(false);
        await Task.WhenAll(route.Handlers.RemoveRoute().Select(entry => CloseAsync(entry, route.ConfigId))).ConfigureAwait(false);
    }

    private async Task CloseAsync(HandlerEntry entry, long configId)
    {
        try
        {
            await entry.CloseAsync().ConfigureAwait(false);
            metrics.Closed(configId, failed: false);
        }
        catch (Exception exception)
        {
            metrics.Closed(configId, failed: true);
            RuntimeLog.CloseFailed(log, entry.Name, entry.Adapter.Name, $"panic during handler.Close: '{exception.Message}' ", exception);
        }
    }
}

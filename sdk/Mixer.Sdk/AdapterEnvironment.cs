using Microsoft.Extensions.Logging;

namespace Mixer.Sdk;

/// <summary>
/// What a handler gets of its host. All concurrency of an adapter goes through here, so that the host can count it, contain its
/// failures and stop it with the handler. Members may be used from any thread until the handler is disposed.
/// </summary>
public abstract class AdapterEnvironment
{
    /// <summary>Full name of the handler, for example <c>pager.pager.istio-system</c>.</summary>
    public abstract string HandlerName { get; }

    /// <summary>Logs in the scope <c>adapters</c> with the handler's name attached.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The clock; use it instead of the wall clock so that tests can move time.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>
    /// Runs <paramref name="work"/> on the adapter pool; waits for room in the pool's queue. An exception is logged and counted, and goes
    /// no further. The token is cancelled when the handler is about to be disposed.
    /// </summary>
    public abstract ValueTask ScheduleWorkAsync(Func<CancellationToken, Task> work);

    /// <summary>
    /// Starts a long-running <paramref name="daemon"/> beside the pool. The token is cancelled before the handler's
    /// <see cref="IAsyncDisposable.DisposeAsync"/> is called; a daemon that goes on after that is reported.
    /// </summary>
    public abstract void ScheduleDaemon(string name, Func<CancellationToken, Task> daemon);
}

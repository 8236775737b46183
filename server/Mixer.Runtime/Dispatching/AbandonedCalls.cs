using Mixer.Runtime.Handlers;
using Mixer.Runtime.Reloading;

namespace Mixer.Runtime.Dispatching;

/// <summary>Handler calls that were given up but go on: each is told so, and keeps its handler from being closed until it ends. Thread-safe.</summary>
internal sealed class AbandonedCalls(RuntimeMetrics metrics, HandlerRetirement retirement)
{
    /// <summary>To be called while the call's route is still held.</summary>
    public void Add(HandlerEntry handler, Task call, HandlerToken token)
    {
        handler.AddRoute();
        metrics.AbandonedCalls.Inc();
        _ = call.ContinueWith(ended => Ended(handler, ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        token.Cancel();
    }

    private void Ended(HandlerEntry handler, Task call)
    {
        // Looked at, so that a late failure is no unobserved one.
        _ = call.Exception;
        metrics.AbandonedCalls.Dec();
        if (handler.RemoveRoute())
        {
            retirement.Close(handler);
        }
    }
}

namespace Mixer.Server.Hosting;

/// <summary>How a part of the process asks for its end in order. Thread-safe.</summary>
internal sealed class ShutdownRequest
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the end has been asked for.</summary>
    public Task Requested => _requested.Task;

    public void Request() => _requested.TrySetResult();
}

namespace Mixer.Server.Probes;

/// <summary>
/// Whether the server is alive and ready. It is alive from when it serves until it has closed; it is ready while it serves, does not end, and every
/// component is well. Thread-safe.
/// </summary>
/// <param name="components">What must be well, in the order of messages.</param>
internal sealed class HealthState(IReadOnlyList<HealthComponent> components) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile string? _serverFault = "uninitialized";
    private volatile bool _started;

    /// <summary>Cancelled when the server begins to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The server takes calls.</summary>
    public void Start()
    {
        _started = true;
        _serverFault = null;
    }

    /// <summary>The server is about to end: no new calls should come.</summary>
    public void Stop()
    {
        _serverFault = "shutting down";
        _stopping.Cancel();
    }

    /// <summary>Null, or why the server is not alive.</summary>
    public string? LivenessFault() => _started ? null : Format(["server: uninitialized"]);

    /// <summary>Null, or why the server is not ready: each component that is not well, and why.</summary>
    public string? ReadinessFault()
    {
        List<string>? faults = null;
        foreach (var component in components)
        {
            if (component.Fault() is { } fault)
            {
                (faults ??= []).Add($"{component.Name}: {fault}");
            }
        }

        if (_serverFault is { } serverFault)
        {
            (faults ??= []).Add("server: " + serverFault);
        }

        return faults is null ? null : Format(faults);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    private static string Format(List<string> faults) => Sdk.ConfigErrors.Format(faults);
}

namespace Mixer.Server.Probes;

/// <summary>Whether the server is alive and ready, as told by its parts. Thread-safe.</summary>
/// <param name="storeFault">Null, or why the configuration store cannot be read.</param>
internal sealed class HealthState(Func<string?> storeFault)
{
    private volatile bool _serving;
    private volatile bool _listening;

    /// <summary>The server takes calls.</summary>
    public bool Serving { get => _serving; set => _serving = value; }

    /// <summary>The runtime follows the store.</summary>
    public bool Listening { get => _listening; set => _listening = value; }

    /// <summary>Null, or why the server is not alive.</summary>
    public string? LivenessFault() => Serving ? null : Format(["server: uninitialized"]);

    /// <summary>Null, or why the server is not ready.</summary>
    public string? ReadinessFault()
    {
        List<string> faults = [];
        if (!Listening)
        {
            faults.Add("dispatcher: runtime is not listening to the store");
        }

        if (storeFault() is { } fault)
        {
            faults.Add("store: " + fault);
        }

        if (!Serving)
        {
            faults.Add("server: uninitialized");
        }

        return faults.Count == 0 ? null : Format(faults);
    }

    private static string Format(List<string> faults) => Sdk.ConfigErrors.Format(faults);
}

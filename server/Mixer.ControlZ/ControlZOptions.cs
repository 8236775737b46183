namespace Mixer.ControlZ;

/// <summary>Where the console listens and whom it answers; immutable.</summary>
public sealed record ControlZOptions
{
    /// <summary>The address to listen on; <c>*</c> for all.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 for any free one.</summary>
    public int Port { get; init; } = 9876;

    /// <summary>Host names, beside addresses, <c>localhost</c> and this machine's name, under which a browser may reach the console.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}

namespace Mixer.Server.Probes;

/// <summary>A part of the server that must be well before calls should come.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Fault">Null, or why it is not well; asked from any thread.</param>
internal sealed record HealthComponent(string Name, Func<string?> Fault);

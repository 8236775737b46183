namespace Mixer.ControlZ.Views;

/// <summary>A live handler.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Adapter">Its adapter.</param>
/// <param name="Templates">What may be sent to it.</param>
/// <param name="Calls">Calls since its counters began.</param>
/// <param name="Failures">Those of them that failed.</param>
/// <param name="Seconds">The time that all of them took.</param>
/// <param name="Workers">Scheduled work that has not ended.</param>
/// <param name="Daemons">Daemons that have not ended.</param>
/// <param name="Fault">Why its newest version is not in effect; null if it is.</param>
public sealed record HandlerView(
    string Name, string Adapter, IReadOnlyList<string> Templates, long Calls, long Failures, double Seconds, long Workers, long Daemons, string? Fault);

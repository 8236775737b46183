namespace Mixer.ControlZ.Views;

/// <summary>A pool of workers, as its metrics show it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">How many may work at once, now.</param>
/// <param name="QueueLimit">How many may wait; null if that is not known.</param>
/// <param name="Running">How many work now.</param>
/// <param name="Waiting">How many wait now.</param>
/// <param name="Rejected">How many were turned away since the start.</param>
public sealed record PoolView(string Name, double Limit, double? QueueLimit, double Running, double Waiting, double Rejected);

namespace Mixer.ControlZ.Views;

/// <summary>A pool of workers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">How many may work at once.</param>
/// <param name="QueueLimit">How many may wait.</param>
/// <param name="Running">How many work now.</param>
/// <param name="Waiting">How many wait now.</param>
/// <param name="Rejected">How many were turned away since the start; null if it turns none away.</param>
public sealed record PoolView(string Name, long Limit, long QueueLimit, long Running, long Waiting, long? Rejected);

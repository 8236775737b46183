namespace Mixer.ControlZ.Views;

/// <summary>Sums since the start.</summary>
/// <param name="Checks">Finished Check calls.</param>
/// <param name="Reports">Finished Report calls.</param>
/// <param name="Failures">Those of both that ended with a status other than OK.</param>
/// <param name="Seconds">The time that all of them took.</param>
/// <param name="CacheHits">Checks answered from the cache.</param>
/// <param name="CacheMisses">Look-ups that found nothing.</param>
public readonly record struct TrafficTotals(long Checks, long Reports, long Failures, double Seconds, long CacheHits, long CacheMisses);

namespace Mixer.ControlZ.Views;

/// <summary>The cache of verdicts.</summary>
/// <param name="Revision">The configuration whose verdicts it holds.</param>
/// <param name="Capacity">Most verdicts that it keeps.</param>
/// <param name="Count">Verdicts that it holds.</param>
/// <param name="Writes">Verdicts stored.</param>
/// <param name="Hits">Look-ups answered.</param>
/// <param name="Misses">Look-ups that found nothing.</param>
/// <param name="Evictions">Expired verdicts removed.</param>
/// <param name="Displacements">Verdicts displaced because it was full.</param>
/// <param name="Oversized">Verdicts that were too large to be stored.</param>
public sealed record CacheView(long Revision, long Capacity, long Count, long Writes, long Hits, long Misses, long Evictions, long Displacements, long Oversized);

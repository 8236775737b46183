namespace Mixer.ControlZ.Views;

/// <summary>What bounds the server's work.</summary>
/// <param name="Cache">The cache of verdicts; null if it is off.</param>
/// <param name="Pools">The worker pools.</param>
public sealed record CacheAndPools(CacheView? Cache, IReadOnlyList<PoolView> Pools);

using Mixer.Config.Stores;

namespace Mixer.Config.Building;

/// <summary>The earlier versions that a pass may take in place of what it cannot use.</summary>
/// <param name="Versions">By key; empty if the policy keeps none.</param>
/// <param name="ForAnyError">
/// True: in place of whatever has errors. False: only of what cannot be decoded, which the reference never gets to see (spec 03 section 3); there a version is kept as soon as it
/// can be decoded, whatever else is wrong with it.
/// </param>
internal sealed record Fallback(IReadOnlyDictionary<ResourceKey, Resource> Versions, bool ForAnyError)
{
    /// <summary>No versions.</summary>
    public static Fallback None { get; } = new(new Dictionary<ResourceKey, Resource>(), ForAnyError: true);

    /// <summary>The version in place of <paramref name="resource"/>, which has errors; null if there is none.</summary>
    public Resource? Find(Resource resource, ProblemSink problems) =>
        (ForAnyError || problems.IsUndecodable) && Versions.TryGetValue(resource.Key, out var version) ? version : null;
}

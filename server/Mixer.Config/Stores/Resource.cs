using System.Collections.Immutable;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>One item of a store as the operator wrote it; nothing inside <see cref="Spec"/> is validated. Immutable.</summary>
public sealed class Resource
{
    /// <summary>What it is called.</summary>
    public required ResourceKey Key { get; init; }

    /// <summary>The API version as written; empty if none. Stores do not check it.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Labels of the operator; carried, never read.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Annotations of the operator; carried, never read.</summary>
    public ImmutableSortedDictionary<string, string> Annotations { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The specification; null if there is none, which means defaults only.</summary>
    public ConfigMap? Spec { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>Two versions of a resource are the same if this is: a hash of the text, or a revision that the store has.</summary>
    public required string Version { get; init; }
}

/// <summary>A resource has come, changed or gone.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Resource">What it is now; null if it is gone.</param>
/// <param name="IsMove">True if it is the same as before, in another place.</param>
public sealed record ResourceChange(ResourceKey Key, Resource? Resource, bool IsMove = false);

using System.Collections.Immutable;

namespace Mixer.Config.Model;

/// <summary>What became of a resource.</summary>
public enum ResourceState
{
    /// <summary>In effect as written.</summary>
    Effective,

    /// <summary>In effect without some of its actions.</summary>
    Reduced,

    /// <summary>Not usable as written; its last good version is in effect instead.</summary>
    Superseded,

    /// <summary>Not in effect.</summary>
    Refused,

    /// <summary>Of a kind that nobody here knows; not looked at.</summary>
    Ignored,
}

/// <summary>What became of one resource. Immutable.</summary>
/// <param name="Key">Which one.</param>
/// <param name="State">What became of it.</param>
/// <param name="Location">Where the version is written that the operator wants.</param>
/// <param name="Effective">Where the version is (or was) written that is in effect; null if none is.</param>
public sealed record ResourceStatus(ResourceKey Key, ResourceState State, SourceLocation Location, SourceLocation? Effective)
{
    /// <summary>Revision of the version that the operator wants: equal for equal texts.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Revision of the version that is in effect; empty if none is.</summary>
    public string EffectiveRevision { get; init; } = "";

    /// <summary>What is wrong with the version that the operator wants.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; init; } = [];
}

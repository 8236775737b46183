using System.Collections.Immutable;

namespace Mixer.Config.Model;

/// <summary>
/// What is in effect, what is not, and why: the operator's view of the configuration, for consoles, tools and probes. Immutable; a new object after each change.
/// </summary>
public sealed record ConfigState
{
    /// <summary>Before anything has been dealt with.</summary>
    public static ConfigState Empty { get; } = new();

    /// <summary>What the server does with resources that it cannot use.</summary>
    public ConfigPolicy Policy { get; init; }

    /// <summary>Number of the configuration in effect.</summary>
    public long Id { get; init; } = -1;

    /// <summary>Since when it is in effect.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Number of a newer configuration that was refused as a whole; null if the newest one is in effect.</summary>
    public long? RefusedId { get; init; }

    /// <summary>All resources of the store, in ordinal order of full names.</summary>
    public ImmutableArray<ResourceStatus> Resources { get; init; } = [];

    /// <summary>Everything that is wrong with what the operator wrote last, of resources as of files.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; init; } = [];

    /// <summary>The configurations dealt with last, the newest first; at most <see cref="ConfigJournal.KeptRevisions"/>.</summary>
    public ImmutableArray<ConfigRevision> History { get; init; } = [];

    /// <summary>Number of errors in <see cref="Problems"/>.</summary>
    public int ErrorCount => Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Number of warnings in <see cref="Problems"/>.</summary>
    public int WarningCount => Problems.Count(p => p.Severity == ProblemSeverity.Warning);

    /// <summary>How many resources are in <paramref name="state"/>.</summary>
    public int Count(ResourceState state) => Resources.Count(r => r.State == state);
}

using System.Collections.Immutable;
using Mixer.Config;
using Mixer.Config.Model;

namespace Mixer.Runtime.Reloading;

/// <summary>What is in effect, for consoles and probes. Immutable.</summary>
/// <param name="Snapshot">The configuration in effect, with what is wrong with it.</param>
/// <param name="HandlerProblems">The handlers that could not be built.</param>
public sealed record RuntimeState(ConfigSnapshot Snapshot, ImmutableArray<ConfigProblem> HandlerProblems)
{
    /// <summary>What became of each handler that the rules use, in ordinal order of names.</summary>
    public ImmutableArray<HandlerStatus> Handlers { get; init; } = [];

    /// <summary>What is wrong with a newer configuration that was refused as a whole; empty if there is none.</summary>
    public ImmutableArray<ConfigProblem> RefusedProblems { get; init; } = [];

    /// <summary>Null, or why no configuration of the store has ever come into effect.</summary>
    public string? Fault { get; init; }

    /// <summary>The operator's view: every resource with what became of it and why.</summary>
    public ConfigState Configuration { get; init; } = ConfigState.Empty;

    /// <summary>Everything that is wrong with what the operator wrote last.</summary>
    public IEnumerable<ConfigProblem> Problems => RefusedProblems.IsEmpty ? Snapshot.Problems.Concat(HandlerProblems) : RefusedProblems;
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Mixer.Config;
using Mixer.Config.Model;

namespace Mixer.Runtime.Handlers;

/// <summary>The live handlers of one snapshot, by full name. Immutable; counts its entries in and out with the route that owns it.</summary>
internal sealed class HandlerTable(IEnumerable<HandlerEntry> entries)
{
    private readonly FrozenDictionary<string, HandlerEntry> _entries = entries.ToFrozenDictionary(entry => entry.FullName, StringComparer.Ordinal);

    public static HandlerTable Empty { get; } = new([]);

    public IEnumerable<HandlerEntry> Entries => _entries.Values;

    /// <summary>How many were built for this table.</summary>
    public int NewCount { get; init; }

    /// <summary>How many were taken over from the previous one because nothing about them changed.</summary>
    public int ReusedCount { get; init; }

    /// <summary>The handlers that could not be built, whether or not a previous version stays in effect.</summary>
    public ImmutableArray<ConfigProblem> Failures { get; init; } = [];

    /// <summary>What became of each handler that the rules use, in ordinal order of names.</summary>
    public ImmutableArray<HandlerStatus> Statuses { get; init; } = [];

    /// <summary>Full names of those that serve in their last good version.</summary>
    public FrozenSet<string> Superseded { get; init; } = [];

    /// <summary>True if <paramref name="entry"/> can be sent <paramref name="instance"/>; a last good version may have been built before there was such an instance.</summary>
    public bool CanTake(HandlerEntry entry, InstanceDefinition instance) => !Superseded.Contains(entry.FullName) || entry.IsBuiltFor(instance);

    public bool TryGet(string name, [NotNullWhen(true)] out HandlerEntry? entry) => _entries.TryGetValue(name, out entry);

    public void AddRoute()
    {
        foreach (var entry in Entries)
        {
            entry.AddRoute();
        }
    }

    /// <summary>The entries that no route uses any more.</summary>
    public IReadOnlyList<HandlerEntry> RemoveRoute() => [.. Entries.Where(entry => entry.RemoveRoute())];
}

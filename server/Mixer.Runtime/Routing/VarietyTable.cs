using System.Collections.Frozen;
using Mixer.Attributes;

namespace Mixer.Runtime.Routing;

/// <summary>Which rules apply to which namespace, for one variety: the default namespace's first, then the namespace's own. Immutable.</summary>
internal sealed class VarietyTable<TStep>(Segment<TStep> always, FrozenDictionary<string, Segment<TStep>> own)
    where TStep : Step
{
    /// <summary>Rules of the default namespace.</summary>
    public Segment<TStep> Always { get; } = always;

    /// <summary>Rules of the other namespaces.</summary>
    public FrozenDictionary<string, Segment<TStep>> Own { get; } = own;

    /// <summary>Fills <paramref name="selection"/> with what the call needs and returns the call's own segment, empty if its namespace has none.</summary>
    public Segment<TStep> Select(AttributeBag bag, Selection<TStep> selection, RoutingFaults faults)
    {
        var segment = Own.TryGetValue(RequestNamespace.Read(bag), out var found) ? found : Segment<TStep>.Empty;
        Always.Select(bag, selection, faults);
        segment.Select(bag, selection, faults);
        return segment;
    }
}

using System.Collections.Frozen;
using Mixer.Attributes;

namespace Mixer.Runtime.Routing;

/// <summary>What the rules of one namespace do for one variety. Immutable.</summary>
internal sealed class Segment<TStep>(Branch<TStep>[] evaluated, AttributeIndex<Branch<TStep>>[] indexes, IReadOnlyList<Branch<TStep>> branches)
    where TStep : Step
{
    public static Segment<TStep> Empty { get; } = new([], [], []);

    /// <summary>All conditions with their steps, in the order in which rules brought them.</summary>
    public IReadOnlyList<Branch<TStep>> Branches { get; } = branches;

    /// <summary>The quota names that its rules serve.</summary>
    public FrozenSet<string> QuotaNames { get; } =
        branches.SelectMany(branch => branch.Steps).Select(step => step.QuotaName).OfType<string>().ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds the steps of all conditions that are true for the call, in rule order.</summary>
    public void Select(AttributeBag bag, Selection<TStep> selection, RoutingFaults faults)
    {
        var start = selection.Count;
        foreach (var branch in evaluated)
        {
            if (branch.Matches(bag, faults))
            {
                selection.Add(branch);
            }
        }

        foreach (var index in indexes)
        {
            var others = 0;
            if (!index.TryFind(bag, out var candidates))
            {
                // All fail alike; the first one tells why.
                others = candidates.Length - 1;
                candidates = candidates[..1];
            }

            foreach (var branch in candidates)
            {
                if (branch.Matches(bag, faults, others))
                {
                    selection.Add(branch);
                }
            }
        }

        selection.Sort(start);
    }
}

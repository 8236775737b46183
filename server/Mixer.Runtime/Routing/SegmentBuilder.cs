using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>Collects the steps of one namespace and variety, and decides which conditions an index can stand in for.</summary>
internal sealed class SegmentBuilder<TStep>(Vocabulary vocabulary, Func<int> nextId)
    where TStep : Step
{
    private readonly List<PendingBranch> _branches = [];
    private readonly Dictionary<CompiledExpression, PendingBranch> _byCondition = new(ReferenceEqualityComparer.Instance);
    private PendingBranch? _always;

    public void Add(CompiledExpression? condition, TStep step)
    {
        PendingBranch? branch;
        if (condition is null)
        {
            branch = _always ??= Begin(null);
        }
        else if (!_byCondition.TryGetValue(condition, out branch))
        {
            _byCondition[condition] = branch = Begin(condition);
        }

        branch.Steps.Add(step);
    }

    public Segment<TStep> Build()
    {
        List<Branch<TStep>> evaluated = [];
        List<Branch<TStep>> all = [];
        Dictionary<(int Slot, string? Key), List<(Branch<TStep>, IReadOnlyList<AttributeValue>)>> indexed = [];
        Dictionary<(int Slot, string? Key), (AttributeKind Kind, IndexAbsence Absence)> keys = [];
        var probe = new IndexProbe(vocabulary);
        foreach (var pending in _branches)
        {
            var branch = new Branch<TStep>(nextId(), pending.Condition?.Text ?? "", pending.Condition?.As<bool>(), [.. pending.Steps],
                pending.Steps.Select(step => step.Destination).Distinct().Count());
            all.Add(branch);
            if (pending.Condition?.LeadingEquality is { } equality && probe.CanIndex(pending.Condition, equality, out var kind, out var absence))
            {
                var key = (equality.Slot, equality.MapKey);
                if (!indexed.TryGetValue(key, out var list))
                {
                    indexed[key] = list = [];
                    keys[key] = (kind, absence);
                }

                list.Add((branch, equality.Constants));
            }
            else
            {
                evaluated.Add(branch);
            }
        }

        var indexes = indexed.Select(entry => new AttributeIndex<TStep>(entry.Key.Slot, entry.Key.Key, keys[entry.Key].Kind, keys[entry.Key].Absence, entry.Value));
        return new Segment<TStep>([.. evaluated], [.. indexes], all);
    }

    private PendingBranch Begin(CompiledExpression? condition)
    {
        var branch = new PendingBranch(condition, []);
        _branches.Add(branch);
        return branch;
    }

    private sealed record PendingBranch(CompiledExpression? Condition, List<TStep> Steps);
}

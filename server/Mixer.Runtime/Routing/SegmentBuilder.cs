using Mixer.Attributes;
using Mixer.Expressions;

namespace Mixer.Runtime.Routing;

/// <summary>Collects the steps of one namespace and variety, under one entry a condition.</summary>
internal sealed class SegmentBuilder<TStep>(Vocabulary vocabulary, Func<int> nextId)
    where TStep : Step
{
    private readonly List<PendingBranch> _branches = [];
    private readonly Dictionary<CompiledExpression, PendingBranch> _byCondition = new(ReferenceEqualityComparer.Instance);
    private PendingBranch? _always;

    public void Add(string rule, CompiledExpression? condition, TStep step)
    {
        PendingBranch? branch;
        if (condition is null)
        {
            branch = _always ??= Begin(rule, null);
        }
        else if (!_byCondition.TryGetValue(condition, out branch))
        {
            _byCondition[condition] = branch = Begin(rule, condition);
        }

        branch.Steps.Add(step);
    }

    public Segment<TStep> Build()
    {
        List<Branch<TStep>> all = [];
        var index = new IndexBuilder<Branch<TStep>>(vocabulary);
        foreach (var pending in _branches)
        {
            var branch = new Branch<TStep>(nextId(), pending.Rule, pending.Condition?.Text ?? "", pending.Condition?.As<bool>(), [.. pending.Steps],
                pending.Steps.Select(step => step.Destination).Distinct().Count());
            all.Add(branch);
            index.Add(pending.Condition, branch);
        }

        return new Segment<TStep>([.. index.Evaluated], index.Build(), all);
    }

    private PendingBranch Begin(string rule, CompiledExpression? condition)
    {
        var branch = new PendingBranch(rule, condition, []);
        _branches.Add(branch);
        return branch;
    }

    private sealed record PendingBranch(string Rule, CompiledExpression? Condition, List<TStep> Steps);
}

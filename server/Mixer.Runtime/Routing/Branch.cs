using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>All steps of one segment that depend on one condition. Immutable but for the note that its error has been logged.</summary>
internal sealed class Branch<TStep>(int id, string rule, string text, Evaluator<bool>? condition, TStep[] steps, int groupCount)
    where TStep : Step
{
    private int _errorLogged;

    /// <summary>From 1, unique in its table; logs name it.</summary>
    public int Id { get; } = id;

    /// <summary>Full name of the first rule that has the condition.</summary>
    public string Rule { get; } = rule;

    /// <summary>The match text; empty if it always matches.</summary>
    public string Text { get; } = text;

    public TStep[] Steps { get; } = steps;

    /// <summary>How many destinations the steps have.</summary>
    public int GroupCount { get; } = groupCount;

    /// <summary>Evaluates the condition; an evaluation error is no match. If it is one, then it is that of <paramref name="others"/> more conditions too, which are not evaluated.</summary>
    public bool Matches(AttributeBag bag, RoutingFaults faults, int others = 0)
    {
        if (condition is null)
        {
            return true;
        }

        if (condition.TryEvaluate(bag, out var matched))
        {
            return matched;
        }

        faults.ConditionFailed(Id, Rule, Text, bag.Error, others, ref _errorLogged);
        bag.ClearError();
        return false;
    }
}

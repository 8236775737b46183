using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>
/// Stands for a rule of policy <c>fail-close</c>: denies the checks for which the rule cannot do its work. That are the calls for which its condition cannot be evaluated, and, if the rule as a whole
/// is not in effect, all those that it applies to. Immutable.
/// </summary>
internal sealed class RuleGuard(int order, string rule, Evaluator<bool>? condition, string? fault)
{
    /// <summary>Its place among all guards, in rule order.</summary>
    public int Order { get; } = order;

    /// <summary>Null, or why the call is denied.</summary>
    public string? Blocks(AttributeBag bag)
    {
        if (condition is null)
        {
            return fault is null ? null : Message(fault);
        }

        if (condition.TryEvaluate(bag, out var matched))
        {
            return matched && fault is not null ? Message(fault) : null;
        }

        var error = bag.Error;
        bag.ClearError();
        return Message($"its condition cannot be evaluated: {error}");
    }

    private string Message(string reason) => $"{rule}: {reason}";
}

using Mixer.Config.Model;

namespace Mixer.Runtime.Explaining;

/// <summary>Tells which rules of policy <c>fail-close</c> deny a check because they cannot do their work. Immutable.</summary>
internal sealed class DenialExplainer(ConfigSnapshot snapshot, Dictionary<string, HandlerStatus> handlers)
{
    private readonly ILookup<string, BlockedRule> _blocked = snapshot.BlockedRules.ToLookup(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>The rule as one that is not in effect, or not in full; null if it is, or is not to deny anything.</summary>
    public BlockedRule? Find(string rule) => _blocked[rule].FirstOrDefault();

    /// <summary>Why the rule denies a check for which its condition came out as <paramref name="outcome"/>; null if it does not.</summary>
    public string? ReasonOf(Rule rule, RuleOutcome outcome) =>
        outcome == RuleOutcome.NotMatched ? null
        : Find(rule.Name) is { } blocked ? ReasonOf(blocked)
        : rule.FailurePolicy != FailurePolicy.FailClose ? null
        : outcome == RuleOutcome.Failed ? "it is fail-close and its condition cannot be evaluated: the check is denied"
        : rule.Actions.FirstOrDefault(IsDown) is { } action ? $"it is fail-close and its handler {action.Handler.Name} is not in effect: the check is denied"
        : null;

    /// <summary>Why a rule that is not in effect denies what it applies to.</summary>
    public static string ReasonOf(BlockedRule rule) => $"it is fail-close and not in effect ({rule.Reason}): the check is denied";

    private bool IsDown(RuleAction action) => handlers.TryGetValue(action.Handler.Name, out var status) && status.State == HandlerState.Failed;
}

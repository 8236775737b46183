using Mixer.Config;
using Mixer.Expressions.Explaining;

namespace Mixer.Runtime.Explaining;

/// <summary>What one rule has to do with a call. Immutable.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Location">Where the version is written that is in effect; of a rule without one, what the operator wrote.</param>
/// <param name="Match">The condition; empty if it always applies, or if no version is in effect.</param>
/// <param name="Outcome">Whether it applies, or why not.</param>
/// <param name="Reason">The same as a sentence, if the condition does not say it; otherwise null.</param>
/// <param name="Condition">What the condition depends on; null if it was not looked at, or if there is none.</param>
/// <param name="IndexedBy">The attribute or map entry whose value leads the router to the rule, so that it costs other calls nothing; null if the rule is evaluated for every call.</param>
/// <param name="Problems">What is wrong with the newest version; empty if nothing is.</param>
/// <param name="Actions">What it does; empty unless its condition is true.</param>
public sealed record RuleExplanation(
    string Name,
    SourceLocation Location,
    string Match,
    RuleOutcome Outcome,
    string? Reason,
    ConditionExplanation? Condition,
    string? IndexedBy,
    IReadOnlyList<ConfigProblem> Problems,
    IReadOnlyList<ActionExplanation> Actions)
{
    /// <summary>What it does to headers if the check is OK; empty unless it applies.</summary>
    public IReadOnlyList<HeaderExplanation> HeaderOperations { get; init; } = [];
}

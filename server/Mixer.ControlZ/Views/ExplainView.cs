namespace Mixer.ControlZ.Views;

/// <summary>What the rules in effect make of a call; no handler is called.</summary>
/// <param name="Revision">Number of the configuration.</param>
/// <param name="Namespace">The namespace that the call belongs to.</param>
/// <param name="Faults">Attributes that could not be used, each with the reason; empty if all could.</param>
/// <param name="Rules">All rules, matching or not, in rule order.</param>
/// <param name="Referenced">Names of the attributes that were looked at.</param>
public sealed record ExplainView(
    long Revision, string Namespace, IReadOnlyList<string> Faults, IReadOnlyList<RuleVerdict> Rules, IReadOnlyList<string> Referenced);

/// <summary>What became of one rule.</summary>
/// <param name="Rule">Its full name.</param>
/// <param name="Outcome">matched, not-matched, error, or other-namespace.</param>
/// <param name="Match">Its condition; empty if it always matches.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Operands">The parts of the condition with the values that they had.</param>
/// <param name="Actions">What it does, one line an action.</param>
/// <param name="Location">Where it is written.</param>
public sealed record RuleVerdict(
    string Rule, string Outcome, string Match, string Reason, IReadOnlyList<OperandView> Operands, IReadOnlyList<string> Actions, string Location);

/// <summary>A part of a condition and its value.</summary>
/// <param name="Text">The part.</param>
/// <param name="Value">Its value, or why it has none.</param>
public sealed record OperandView(string Text, string Value);

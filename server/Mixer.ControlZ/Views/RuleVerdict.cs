namespace Mixer.ControlZ.Views;

/// <summary>What became of one rule.</summary>
/// <param name="Rule">Its full name.</param>
/// <param name="Outcome">matched, not-matched, failed, other-namespace, refused, or denies (it is fail-close and cannot do its work).</param>
/// <param name="Match">Its condition; empty if it always matches.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Reasons">Why, in sentences; then what it does to headers.</param>
/// <param name="Inputs">What the deciding parts of the condition saw.</param>
/// <param name="Actions">What it does with the call; empty unless it matches.</param>
public sealed record RuleVerdict(
    string Rule, string Outcome, string Match, string Location, IReadOnlyList<string> Reasons, IReadOnlyList<TextAndValue> Inputs, IReadOnlyList<ActionVerdict> Actions);

/// <summary>What one action does with the call.</summary>
/// <param name="Handler">Full name of the handler.</param>
/// <param name="Adapter">Its adapter.</param>
/// <param name="Skipped">Why the handler is not called; null if it is.</param>
/// <param name="Instances">What is sent to it.</param>
public sealed record ActionVerdict(string Handler, string Adapter, string? Skipped, IReadOnlyList<InstanceVerdict> Instances);

/// <summary>What is sent to a handler.</summary>
/// <param name="Name">Full name of the instance.</param>
/// <param name="Template">Its template.</param>
/// <param name="Error">Why it cannot be built; null if it can.</param>
/// <param name="Fields">Its fields with their values.</param>
public sealed record InstanceVerdict(string Name, string Template, string? Error, IReadOnlyList<TextAndValue> Fields);

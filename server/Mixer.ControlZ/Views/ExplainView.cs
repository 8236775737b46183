namespace Mixer.ControlZ.Views;

/// <summary>What the rules in effect make of a call; no handler is called.</summary>
/// <param name="Revision">Number of the configuration.</param>
/// <param name="Namespace">The namespace that the call belongs to; empty if it names none.</param>
/// <param name="NamespaceFrom">The attribute that names it; empty if none does.</param>
/// <param name="Notices">What is odd about the attributes.</param>
/// <param name="Rules">The rules, matching or not, in rule order.</param>
/// <param name="OmittedRules">How many more there are that do not match.</param>
public sealed record ExplainView(
    long Revision, string Namespace, string NamespaceFrom, IReadOnlyList<string> Notices, IReadOnlyList<RuleVerdict> Rules, int OmittedRules);

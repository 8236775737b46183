using Mixer.Expressions;

namespace Mixer.Config.Model;

/// <summary>
/// A rule of policy <see cref="FailurePolicy.FailClose"/> that is not in effect, or not in full, and has no last good version: checks that it applies to are denied. Immutable.
/// </summary>
/// <param name="Name">Full name.</param>
/// <param name="Namespace">Namespace whose calls it applies to.</param>
/// <param name="Condition">The compiled match; null if it has none or if that is what is wrong, so that it applies to all calls.</param>
/// <param name="Reason">What is wrong, for the message of the denial.</param>
/// <param name="Location">Where it is written.</param>
public sealed record BlockedRule(string Name, string Namespace, CompiledExpression? Condition, string Reason, SourceLocation Location);

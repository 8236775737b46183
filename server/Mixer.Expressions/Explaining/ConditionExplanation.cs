using Mixer.Sdk.Values;

namespace Mixer.Expressions.Explaining;

/// <summary>Why a condition is true or false for one call, or cannot be evaluated. Immutable.</summary>
/// <param name="Outcome">What it evaluates to; null if it fails.</param>
/// <param name="Error">Why it fails; null if it does not.</param>
/// <param name="Parts">The smallest parts that settle the outcome, in the order of the text: for <c>a &amp;&amp; b</c> that is false, the one operand that is false.</param>
/// <param name="OmittedParts">How many more parts there are that say the same.</param>
public sealed record ConditionExplanation(bool? Outcome, string? Error, IReadOnlyList<DecidingPart> Parts, int OmittedParts);

/// <summary>A part of a condition that settles its outcome.</summary>
/// <param name="Text">The part, as it would be written.</param>
/// <param name="Outcome">What it evaluates to; null if it fails.</param>
/// <param name="Error">Why it fails; null if it does not.</param>
/// <param name="Inputs">What it sees, each input once, in the order of the text.</param>
public sealed record DecidingPart(string Text, bool? Outcome, string? Error, IReadOnlyList<PartInput> Inputs);

/// <summary>An attribute, a map entry or a computed operand that a part sees.</summary>
/// <param name="Text">What it is, as it would be written.</param>
/// <param name="Value">Its value; none if there is none in the call.</param>
public sealed record PartInput(string Text, AttributeValue Value);

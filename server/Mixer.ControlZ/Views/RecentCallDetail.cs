namespace Mixer.ControlZ.Views;

/// <summary>One recorded call, explained.</summary>
/// <param name="Call">The call.</param>
/// <param name="Attributes">Its attributes (of a report, the first set's), values masked unless the server may show them.</param>
/// <param name="Explain">What the rules in effect make of it.</param>
public sealed record RecentCallDetail(RecentCallView Call, IReadOnlyList<TextAndValue> Attributes, ExplainView Explain);

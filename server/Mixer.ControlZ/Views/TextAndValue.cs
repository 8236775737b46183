namespace Mixer.ControlZ.Views;

/// <summary>An attribute, a field or a part of an expression, and what it is for a call.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Value">Its value, or why it has none.</param>
public sealed record TextAndValue(string Text, string Value);

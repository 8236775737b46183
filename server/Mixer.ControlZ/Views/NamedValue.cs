namespace Mixer.ControlZ.Views;

/// <summary>An environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, masked if it looks like a secret.</param>
public sealed record NamedValue(string Name, string Value);

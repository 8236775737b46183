namespace Mixer.CommandLine;

/// <summary>A value for a flag from elsewhere than the command line.</summary>
/// <param name="Flag">The flag's name.</param>
/// <param name="Text">The value.</param>
/// <param name="Origin">Where it was written, for messages: <c>/etc/mixs.yaml:3:7</c>.</param>
public sealed record FlagValue(string Flag, string Text, string Origin);

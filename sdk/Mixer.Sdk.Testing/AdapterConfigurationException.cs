namespace Mixer.Sdk.Testing;

/// <summary>A configuration that a server would not put into effect in full.</summary>
public sealed class AdapterConfigurationException : Exception
{
    /// <summary>Without problems; for tools that need a plain constructor.</summary>
    public AdapterConfigurationException() => Problems = [];

    /// <summary>One problem.</summary>
    public AdapterConfigurationException(string message) : this([message]) { }

    /// <summary>One problem and what led to it.</summary>
    public AdapterConfigurationException(string message, Exception innerException) : base(message, innerException) => Problems = [message];

    /// <summary>All problems; the list must not change afterwards.</summary>
    public AdapterConfigurationException(IReadOnlyList<string> problems) : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>What is wrong, each with line and column, as the server logs it.</summary>
    public IReadOnlyList<string> Problems { get; }
}

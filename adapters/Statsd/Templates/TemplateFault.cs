namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Ends the parsing or execution of a template; never leaves <see cref="GoTemplate"/>, which turns it into a result.</summary>
internal sealed class TemplateFault : Exception
{
    /// <summary>What is wrong, for the operator.</summary>
    public TemplateFault(string message) : base(message) { }

    /// <summary>Not used; here because exceptions have it.</summary>
    public TemplateFault() { }

    /// <summary>Not used; here because exceptions have it.</summary>
    public TemplateFault(string message, Exception innerException) : base(message, innerException) { }
}

namespace Mixer.Server.Hosting;

/// <summary>Ends the construction of a server; the message is for the operator.</summary>
internal sealed class ServerStartException(string message, Exception? cause = null) : Exception(message, cause);

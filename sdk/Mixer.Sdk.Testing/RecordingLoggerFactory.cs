using Microsoft.Extensions.Logging;

namespace Mixer.Sdk.Testing;

/// <summary>Gives every category the same logger.</summary>
internal sealed class RecordingLoggerFactory(RecordingLogger log) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => log;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("everything goes to one recording logger");

    public void Dispose()
    {
    }
}

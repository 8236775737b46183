using Microsoft.Extensions.Logging;

namespace Mixer.Server.Probes;

internal static partial class ProbeLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Probe} turns unavailable: {Fault}")]
    public static partial void Unavailable(ILogger log, string probe, string fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Probe} turns available")]
    public static partial void Available(ILogger log, string probe);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to create the path {Path}: {Error}")]
    public static partial void CannotCreate(ILogger log, string path, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to remove the path {Path}: {Error}")]
    public static partial void CannotRemove(ILogger log, string path, string error);
}

using Microsoft.Extensions.Logging;

namespace Mixer.ControlZ;

internal static partial class ControlZLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "ControlZ available at {Address}")]
    public static partial void Available(ILogger log, string address);

    [LoggerMessage(Level = LogLevel.Error, Message = "ControlZ is not available: {Reason}")]
    public static partial void Unavailable(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "ControlZ could not answer a request for {Path}")]
    public static partial void RequestFailed(ILogger log, string path, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server ends because ControlZ was asked to end it")]
    public static partial void ExitRequested(ILogger log);
}

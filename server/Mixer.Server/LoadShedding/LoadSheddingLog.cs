using Microsoft.Extensions.Logging;

namespace Mixer.Server.LoadShedding;

internal static partial class LoadSheddingLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Throttled ({Evaluator}): '{Reason}'")]
    public static partial void Throttled(ILogger log, string evaluator, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "LogOnly - Throttled ({Evaluator}): '{Reason}'")]
    public static partial void WouldThrottle(ILogger log, string evaluator, string reason);
}

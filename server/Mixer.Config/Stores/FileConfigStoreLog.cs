using Microsoft.Extensions.Logging;

namespace Mixer.Config.Stores;

internal static partial class FileConfigStoreLog
{
    [LoggerMessage(EventId = 4002, Level = LogLevel.Error, Message = "Reading {Root} failed; the previous configuration stays in effect")]
    public static partial void ScanFailed(ILogger logger, Exception exception, string root);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Warning, Message = "No change notifications for {Root}; polling every {Interval}")]
    public static partial void NoNotifications(ILogger logger, Exception exception, string root, TimeSpan interval);
}

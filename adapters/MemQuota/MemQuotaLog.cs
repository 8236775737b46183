using Microsoft.Extensions.Logging;

namespace Mixer.Adapters.MemQuota;

/// <summary>What the adapter logs.</summary>
internal static partial class MemQuotaLog
{
    [LoggerMessage(1, LogLevel.Information, "Quota operation satisfied through deduplication: dedupID {Id}, amount {Amount}")]
    public static partial void Deduplicated(this ILogger logger, string id, long amount);

    [LoggerMessage(2, LogLevel.Debug, " AccessLog {Granted}/{Asked} {Key}")]
    public static partial void Answered(this ILogger logger, long granted, long asked, string key);
}

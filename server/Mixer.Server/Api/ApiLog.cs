using Microsoft.Extensions.Logging;
using Mixer.Sdk;

namespace Mixer.Server.Api;

internal static partial class ApiLog
{
    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check (GlobalWordCount:{Count}, DeduplicationID:{Id}, Quota:map[{Quotas}])")]
    public static partial void Check(ILogger log, uint count, string id, string quotas);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Report (Count: {Count})")]
    public static partial void Report(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Dispatching Report {Set} out of {Count}")]
    public static partial void Dispatching(ILogger log, int set, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Check failed:{Error}")]
    public static partial void CheckFailed(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Quota failure:{Error}")]
    public static partial void QuotaFailed(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Report failed:{Error}")]
    public static partial void ReportFailed(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A call failed unexpectedly")]
    public static partial void CallFailed(ILogger log, Exception exception);

    /// <summary>The four lines about a verdict.</summary>
    public static void Verdict(ILogger log, Status status, bool fromCache)
    {
        if (!log.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        var source = fromCache ? " from cache" : "";
        if (status.IsOk)
        {
            Approved(log, source);
        }
        else
        {
            Denied(log, source, status.Code, status.Message ?? "");
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check approved{Source}")]
    private static partial void Approved(ILogger log, string source);

    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check denied{Source}: {Code} {Text}")]
    private static partial void Denied(ILogger log, string source, StatusCode code, string text);
}

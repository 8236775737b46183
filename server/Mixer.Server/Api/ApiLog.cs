using System.Globalization;
using Microsoft.Extensions.Logging;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk;

namespace Mixer.Server.Api;

internal static partial class ApiLog
{
    // A call may send any number of them.
    private const int MostUndecodable = 8;

    /// <summary>The line about a request.</summary>
    public static void Check(ILogger log, CheckRequestFrame frame)
    {
        if (log.IsEnabled(LogLevel.Debug))
        {
            var quotas = string.Join(' ', frame.Quotas.Select(quota => quota.Name + ":" + quota.Amount.ToString(CultureInfo.InvariantCulture)));
            Check(log, frame.GlobalWordCount, frame.DeduplicationId, quotas);
        }
    }

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

    [LoggerMessage(Level = LogLevel.Error, Message = "Set {Set} of a report failed unexpectedly")]
    public static partial void RecordFailed(ILogger log, int set, Exception exception);

    /// <summary>The lines about attributes of a call that counted as absent because their values could not be decoded.</summary>
    public static void Undecodable(ILogger log, AttributeBag bag)
    {
        var all = bag.Undecodable;
        if (all.Count == 0 || !log.IsEnabled(LogLevel.Error))
        {
            return;
        }

        foreach (var (slot, index) in all.Take(MostUndecodable))
        {
            Undecodable(log, bag.Vocabulary.NameOf(slot), index);
        }

        if (all.Count > MostUndecodable)
        {
            MoreUndecodable(log, all.Count - MostUndecodable);
        }
    }

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

    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check (GlobalWordCount:{Count}, DeduplicationID:{Id}, Quota:map[{Quotas}])")]
    private static partial void Check(ILogger log, uint count, string id, string quotas);

    [LoggerMessage(Level = LogLevel.Error, SkipEnabledCheck = true, Message = "attribute {Name}: attribute index {Index} is not defined in the available dictionaries")]
    private static partial void Undecodable(ILogger log, string name, int index);

    [LoggerMessage(Level = LogLevel.Error, SkipEnabledCheck = true, Message = "and {Count} more attributes of the same call")]
    private static partial void MoreUndecodable(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check approved{Source}")]
    private static partial void Approved(ILogger log, string source);

    [LoggerMessage(Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "Check denied{Source}: {Code} {Text}")]
    private static partial void Denied(ILogger log, string source, StatusCode code, string text);
}

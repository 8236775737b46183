using Microsoft.Extensions.Logging;

namespace Mixer.Runtime;

/// <summary>The log messages of the runtime; texts as the reference writes them where operators search for them.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Error, "Adapter worker failed: {Error}")]
    public static partial void WorkerFailed(ILogger log, string error, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "Adapter daemon failed: {Error}")]
    public static partial void DaemonFailed(ILogger log, string error, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "adapter did not close all the scheduled daemons: {Daemons}")]
    public static partial void StrayDaemons(ILogger log, string daemons);

    [LoggerMessage(4, LogLevel.Error, "adapter did not close all the scheduled workers")]
    public static partial void StrayWorkers(ILogger log);

    [LoggerMessage(5, LogLevel.Error,
        "Unable to initialize adapter: snapshot='{Snapshot}', handler='{Handler}', adapter='{Adapter}', err='{Error}'.\nPlease remove the handler or fix the configuration.")]
    public static partial void HandlerNotBuilt(ILogger log, long snapshot, string handler, string adapter, string error);

    [LoggerMessage(6, LogLevel.Warning, "The previous version of the handler stays in effect: handler='{Handler}'")]
    public static partial void HandlerKept(ILogger log, string handler);

    [LoggerMessage(7, LogLevel.Error, "Exception while building handler='{Handler}'")]
    public static partial void FactoryFailed(ILogger log, string handler, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "Build of handler='{Handler}' ended after it had been given up")]
    public static partial void LateBuildFailed(ILogger log, string handler, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "Error closing adapter: {Handler}/{Adapter}: '{Error}'")]
    public static partial void CloseFailed(ILogger log, string handler, string adapter, string error, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "Unable to compile match condition expression: '{Error}', rule='{Rule}', expression='{Match}'")]
    public static partial void MatchNotCompiled(ILogger log, string error, string rule, string match);

    [LoggerMessage(11, LogLevel.Warning, "Unable to find a handler for action. rule[action]='{Rule}[{Action}]', handler='{Handler}'")]
    public static partial void HandlerNotFound(ILogger log, string rule, int action, string handler);

    [LoggerMessage(12, LogLevel.Warning, "Unable to create builder/mapper for instance: instance='{Instance}', err='{Error}'")]
    public static partial void InstanceNotCompiled(ILogger log, string instance, string error);

    [LoggerMessage(13, LogLevel.Warning, "No destination sets found for the default namespace '{Namespace}'.")]
    public static partial void DefaultNamespaceEmpty(ILogger log, string @namespace);

    [LoggerMessage(14, LogLevel.Warning,
        "input set condition evaluation error: id='{Id}', error='{Error}', rule='{Rule}', match='{Match}'{More} (logged once for each condition and configuration)")]
    public static partial void ConditionFailed(ILogger log, int id, string error, string rule, string match, string more);

    [LoggerMessage(15, LogLevel.Error, "error creating instance: destination='{Destination}', error='{Error}'")]
    public static partial void InstanceNotBuilt(ILogger log, string destination, string error);

    [LoggerMessage(16, LogLevel.Error, "{Error}: destination='{Destination}'")]
    public static partial void DispatchFailed(ILogger log, string error, string destination, Exception exception);

    [LoggerMessage(17, LogLevel.Warning, "Requested quota '{Quota}' is not configured")]
    public static partial void QuotaNotConfigured(ILogger log, string quota);

    [LoggerMessage(18, LogLevel.Information, "Publishing {Count} events")]
    public static partial void Publishing(ILogger log, int count);

    [LoggerMessage(19, LogLevel.Error, "The configuration could not be applied; the previous one stays in effect")]
    public static partial void ReloadFailed(ILogger log, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "header operation cannot be evaluated: rule='{Rule}', header='{Header}', error='{Error}' (logged once for each rule and configuration)")]
    public static partial void HeaderFailed(ILogger log, string rule, string header, string error);

    [LoggerMessage(21, LogLevel.Debug, "New routes in effect:\n{Routes}", SkipEnabledCheck = true)]
    public static partial void NewRoutes(ILogger log, string routes);

    [LoggerMessage(22, LogLevel.Error, "handler='{Handler}' holds the thread of a call for more than {Seconds} s: it blocks before its first wait, and no time limit can end that")]
    public static partial void CallBlocks(ILogger log, string handler, double seconds);

    [LoggerMessage(23, LogLevel.Warning, "What an adapter registered for the cancellation of a call failed")]
    public static partial void CancellationFailed(ILogger log, Exception exception);

    [LoggerMessage(25, LogLevel.Warning, "The last good version of the handler was not built for the instance, which is not sent to it. rule[action]='{Rule}[{Action}]', instance='{Instance}', handler='{Handler}'")]
    public static partial void InstanceNotTaken(ILogger log, string rule, int action, string instance, string handler);

    [LoggerMessage(26, LogLevel.Error, "No configuration has been accepted yet: no rule is in effect, those whose failure policy is fail-close deny, and the server is not ready")]
    public static partial void NothingAccepted(ILogger log);

    [LoggerMessage(24, LogLevel.Information, "Cleaning up handler table, with config ID:{Snapshot}")]
    public static partial void RouteRetired(ILogger log, long snapshot);
}

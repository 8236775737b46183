using Microsoft.Extensions.Logging;

namespace Mixer.Server.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Closing: the step '{Step}' failed: {Error}")]
    public static partial void StepFailed(ILogger log, string step, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Closing: the API has ended after {Milliseconds} ms; {Calls} calls were answered since the start")]
    public static partial void ApiStopped(ILogger log, long milliseconds, long calls);

    [LoggerMessage(Level = LogLevel.Information, Message = "Awaiting for config store sync...")]
    public static partial void AwaitingStore(ILogger log);

    [LoggerMessage(Level = LogLevel.Information, Message = "Starting monitor server...")]
    public static partial void StartingMonitor(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "No ControlZ: {Error}")]
    public static partial void NoControlZ(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Keeping the previous certificate: {Error}")]
    public static partial void CertificateKept(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Using the certificate of {Subject}, valid until {Until:u}")]
    public static partial void CertificateInUse(ILogger log, string subject, DateTime until);
}

using Microsoft.Extensions.Logging;

namespace Mixer.Config.Model;

internal static partial class ConfigLog
{
    [LoggerMessage(EventId = 4101, Level = LogLevel.Information,
        Message = "Configuration in effect: id={Id}, rules={Rules}, handlers={Handlers}, instances={Instances}, attributes={Attributes}, "
            + "errors={Errors}, warnings={Warnings}, superseded={Superseded}, refused={Refused}")]
    public static partial void InEffect(
        ILogger log, long id, int rules, int handlers, int instances, int attributes, int errors, int warnings, int superseded, int refused);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Error, Message = "Configuration {Id} is refused as a whole, {Effective} stays in effect: errors={Errors}")]
    public static partial void Refused(ILogger log, long id, long effective, int errors);

    [LoggerMessage(EventId = 4103, Message = "{Location}: {Problem} [{Kind}]")]
    public static partial void Problem(
        ILogger log, LogLevel level, SourceLocation location, string problem, string kind);
}

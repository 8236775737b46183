using Microsoft.Extensions.Logging;
using Mixer.Sdk;

namespace Company.Adapter1;

/// <summary>Does something with events. Edit me. Calls come at the same time from many threads.</summary>
public sealed partial class Adapter1WordHandler(Params config, AdapterEnvironment environment) : IAdapter1WordEventHandler
{
    /// <inheritdoc/>
    public ValueTask HandleAdapter1WordEventAsync(IReadOnlyList<Adapter1WordEventInstance> instances, CancellationToken cancellation)
    {
        foreach (var instance in instances)
        {
            LogEvent(environment.Logger, config.Prefix + instance.Title, instance.Urgency.ToString());
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Title} (urgency {Urgency})")]
    private static partial void LogEvent(ILogger logger, string title, string urgency);
}

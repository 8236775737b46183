using Microsoft.Extensions.Logging;
using Mixer.Sdk;

namespace FirstAdapter;

/// <summary>Sends pages; here it only logs them.</summary>
public sealed partial class PagerHandler(Params config, AdapterEnvironment environment, IEnumerable<string> numericInstances) : IPageHandler
{
    private readonly HashSet<string> _numeric = [.. numericInstances];

    /// <inheritdoc/>
    public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation)
    {
        foreach (var page in instances)
        {
            var urgency = _numeric.Contains(page.Name) && page.Urgency.AsInt64 > 5 ? "now" : page.Urgency.ToString();
            LogPage(environment.Logger, page.Title, urgency, config.Endpoint);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    [LoggerMessage(Level = LogLevel.Information, Message = "Page '{Title}' ({Urgency}) to {Endpoint}")]
    private static partial void LogPage(ILogger logger, string title, string urgency, string endpoint);
}

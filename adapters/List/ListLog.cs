using Microsoft.Extensions.Logging;

namespace Mixer.Adapters.List;

/// <summary>What the adapter logs.</summary>
internal static partial class ListLog
{
    [LoggerMessage(1, LogLevel.Information, "Fetching list from {Url}")]
    public static partial void Fetching(this ILogger logger, string url);

    [LoggerMessage(2, LogLevel.Information, "Fetched list is unchanged")]
    public static partial void Unchanged(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Installing updated list with {Count} entries")]
    public static partial void Installing(this ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Error, "{Fault}")]
    public static partial void FetchFailed(this ILogger logger, string fault);

    [LoggerMessage(5, LogLevel.Warning, "Purging list due to inability to refresh it in time")]
    public static partial void Purging(this ILogger logger);
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Mixer.Config.Stores;

/// <summary>Makes the store that a URL names.</summary>
public static class ConfigStoreFactory
{
    /// <summary>
    /// The store for <paramref name="url"/> (<c>fs://</c> and a path). False with the reference's text in <paramref name="error"/> if there is no such kind of store.
    /// The caller owns the store.
    /// </summary>
    public static bool TryCreate(
        string url, TimeProvider time, ILogger logger, [NotNullWhen(true)] out IConfigStore? store, [NotNullWhen(false)] out string? error)
    {
        (store, error) = (null, null);
        var end = url.IndexOf("://", StringComparison.Ordinal);
        if (end <= 0)
        {
            error = end == 0 ? $"invalid config URL {url} parse {url}: missing protocol scheme" : $"unknown config URL {url} {url}";
            return false;
        }

        // fs:///dir is absolute, fs://dir relative to the working directory.
        var rest = url[(end + 3)..];
        if (!url.AsSpan(0, end).Equals("fs", StringComparison.OrdinalIgnoreCase))
        {
            error = $"unknown config URL {url} {url}";
            return false;
        }

        if (rest.Length == 0)
        {
            error = $"invalid config URL {url} no path given";
            return false;
        }

        store = new FileConfigStore(Uri.UnescapeDataString(rest), time, logger);
        return true;
    }

    /// <summary>As <see cref="TryCreate"/>, for callers that treat a bad URL as a bad argument.</summary>
    /// <exception cref="ArgumentException">There is no such kind of store; the message is the reference's.</exception>
    public static IConfigStore Create(string url, TimeProvider time, ILogger logger) =>
        TryCreate(url, time, logger, out var store, out var error) ? store : throw new ArgumentException(error, nameof(url));
}

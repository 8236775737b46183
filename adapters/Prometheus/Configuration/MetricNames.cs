using System.Buffers;

namespace Mixer.Adapters.Prometheus.Configuration;

/// <summary>Names as Prometheus allows them (spec 06 section 6). Pure; any thread.</summary>
internal static class MetricNames
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(Letters + "0123456789");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Letters + "0123456789:");

    /// <summary>Without one leading slash and without dashes; slashes, dots and spaces become underscores. Nothing else is repaired.</summary>
    public static string Safe(string name) =>
        (name.StartsWith('/') ? name[1..] : name)
            .Replace('/', '_')
            .Replace('.', '_')
            .Replace(' ', '_')
            .Replace("-", "", StringComparison.Ordinal);

    /// <summary>True for <c>[a-zA-Z_:][a-zA-Z0-9_:]*</c>.</summary>
    public static bool IsMetricName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    /// <summary>True for <c>[a-zA-Z_][a-zA-Z0-9_]*</c> without two leading underscores, which Prometheus keeps for itself.</summary>
    public static bool IsLabelName(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && !name.StartsWith("__", StringComparison.Ordinal)
        && name.AsSpan().IndexOfAnyExcept(LabelCharacters) < 0;
}

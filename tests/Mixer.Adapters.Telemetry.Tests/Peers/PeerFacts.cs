using System.Runtime.CompilerServices;

namespace Mixer.Adapters.Telemetry.Tests.Peers;

/// <summary>A test against the real Prometheus server; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (Peer.PrometheusBinary is null)
        {
            Skip = "the Prometheus server is not installed; run tests/peers/install";
        }
    }
}

/// <summary>A test against the real statsd daemon; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StatsdFactAttribute : FactAttribute
{
    public StatsdFactAttribute()
    {
        if (Peer.NodeBinary is null || !File.Exists(Peer.StatsdScript))
        {
            Skip = "the statsd daemon is not installed; run tests/peers/install (needs node and npm)";
        }
    }
}

/// <summary>Where the real receivers are.</summary>
internal static class Peer
{
    public static string? PrometheusBinary { get; } = Find("prometheus");

    public static string? NodeBinary { get; } = Find("node");

    public static string StatsdScript { get; } = Path.Combine(Folder(), "node_modules", "statsd", "stats.js");

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "peers"));
}

using System.Globalization;
using Mixer.Config;
using Mixer.Server.LoadShedding;
using Mixer.Server.Logging;
using Mixer.Server.Probes;

namespace Mixer.Server;

/// <summary>What to do with a request for a quota that no rule serves.</summary>
internal enum UnknownQuota
{
    /// <summary>Grant it in full, as the reference does.</summary>
    Grant,

    /// <summary>Grant nothing.</summary>
    Deny,
}

/// <summary>Where traces go.</summary>
internal sealed record TracingOptions(string ZipkinUrl, string JaegerUrl, bool LogSpans, double SamplingRate)
{
    public static TracingOptions None { get; } = new("", "", false, 0);

    /// <summary>Null, or why these options contradict each other.</summary>
    public string? Validate() =>
        ZipkinUrl.Length == 0 && JaegerUrl.Length == 0 && !LogSpans ? null
        : ZipkinUrl.Length > 0 && JaegerUrl.Length > 0 ? "can't have Jaeger and Zipkin outputs active simultaneously"
        : SamplingRate is >= 0 and <= 1 ? null
        : "sampling rate must be in the range: [0.0, 1.0]";
}

/// <summary>Everything that the command line of <c>mixs server</c> says; immutable.</summary>
internal sealed record MixerServerOptions
{
    public ServerInventory Inventory { get; init; } = ServerInventory.Bundled;

    public int Port { get; init; } = 9091;

    public string Address { get; init; } = "";

    public int MonitoringPort { get; init; } = 9093;

    public long MaxMessageSize { get; init; } = 1 << 20;

    public long MaxConcurrentStreams { get; init; } = 1024;

    public long ApiWorkerPoolSize { get; init; } = 1024;

    public long AdapterWorkerPoolSize { get; init; } = 1024;

    public bool SingleThreaded { get; init; }

    public int CheckCacheEntries { get; init; } = 1_500_000;

    public string ConfigStoreUrl { get; init; } = "";

    public string ConfigDefaultNamespace { get; init; } = "istio-system";

    public ConfigPolicy ConfigPolicy { get; init; }

    public UnknownQuota UnknownQuota { get; init; }

    public ProbeOptions Liveness { get; init; } = ProbeOptions.Off;

    public ProbeOptions Readiness { get; init; } = ProbeOptions.Off;

    public bool EnableProfiling { get; init; } = true;

    public LogOptions Logging { get; init; } = new();

    public TracingOptions Tracing { get; init; } = TracingOptions.None;

    public LoadSheddingOptions LoadShedding { get; init; } = new();

    /// <summary>Null, or the first thing wrong, in the words of the reference.</summary>
    public string? Validate() =>
        ApiWorkerPoolSize is <= 0 or > int.MaxValue ? OutOfRange("api worker pool size", "pool size ", ApiWorkerPoolSize)
        : AdapterWorkerPoolSize is <= 0 or > int.MaxValue ? OutOfRange("adapter worker pool size", "pool size ", AdapterWorkerPoolSize)
        : CheckCacheEntries < 0 ? OutOfRange("# check cache entries", "", CheckCacheEntries)
        : null;

    /// <summary>The lines that the server prints first.</summary>
    public string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"""
            Mixer started with
            MaxMessageSize: {MaxMessageSize}
            MaxConcurrentStreams: {MaxConcurrentStreams}
            APIWorkerPoolSize: {ApiWorkerPoolSize}
            AdapterWorkerPoolSize: {AdapterWorkerPoolSize}
            APIPort: {Port}
            APIAddress: {Address}
            MonitoringPort: {MonitoringPort}
            EnableProfiling: {Word(EnableProfiling)}
            SingleThreaded: {Word(SingleThreaded)}
            NumCheckCacheEntries: {CheckCacheEntries}
            ConfigStoreURL: {ConfigStoreUrl}
            ConfigDefaultNamespace: {ConfigDefaultNamespace}
            ConfigPolicy: {ConfigPolicy}
            UnknownQuota: {UnknownQuota}
            LoggingOptions: {Logging}
            TracingOptions: {Tracing}
            LoadSheddingOptions: {LoadShedding}

            """);

    private static string Word(bool value) => value ? "true" : "false";

    private static string OutOfRange(string what, string unit, long value) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} must be >= 0 and <= 2^31-1, got {unit}{value}");
}

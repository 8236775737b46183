using System.Globalization;
using Mixer.Config;
using Mixer.Runtime;
using Mixer.Runtime.Pools;
using Mixer.Sdk.Values;
using Mixer.Server.LoadShedding;
using Mixer.Server.Hosting;
using Mixer.Server.Introspection;
using Mixer.Server.Logging;
using Mixer.Server.Probes;
using Mixer.Tracing;

namespace Mixer.Server;

/// <summary>Everything that the command line of <c>mixs server</c> says; immutable.</summary>
internal sealed record MixerServerOptions
{
    private static readonly Duration ShortestTimeout = new(Duration.Millisecond);
    private static readonly Duration LongestTimeout = Duration.FromSeconds(24 * 3600);

    public ServerInventory Inventory { get; init; } = ServerInventory.Bundled;

    public int Port { get; init; } = 9091;

    public string Address { get; init; } = "";

    public int MonitoringPort { get; init; } = 9093;

    public long MaxMessageSize { get; init; } = 1 << 20;

    public long MaxConcurrentStreams { get; init; } = 1024;

    public PoolOptions ApiPool { get; init; } = new();

    public PoolOptions AdapterPool { get; init; } = new();

    public bool SingleThreaded { get; init; }

    public int CheckCacheEntries { get; init; } = 1_500_000;

    public string ConfigStoreUrl { get; init; } = "";

    public string ConfigDefaultNamespace { get; init; } = "istio-system";

    public ConfigPolicy ConfigPolicy { get; init; }

    public UnknownQuota UnknownQuota { get; init; }

    public ProbeOptions Liveness { get; init; } = ProbeOptions.Off;

    public ProbeOptions Readiness { get; init; } = ProbeOptions.Off;

    public bool EnableProfiling { get; init; } = true;

    /// <summary>Memory dumps, which hold everything that calls carried, may be taken over the network.</summary>
    public bool EnableDumps { get; init; }

    public LogOptions Logging { get; init; } = new();

    public TracingOptions Tracing { get; init; } = TracingOptions.None;

    public TlsOptions Tls { get; init; } = TlsOptions.Off;

    /// <summary>How long running calls may take to end once the server is to end.</summary>
    public Duration ShutdownTimeout { get; init; } = Duration.FromSeconds(25);

    /// <summary>How long one call of an adapter may take; zero for no limit.</summary>
    public Duration HandleTimeout { get; init; } = Duration.FromSeconds(60);

    /// <summary>How long the configuration store may take to be read at the start.</summary>
    public Duration ConfigWaitTimeout { get; init; } = Duration.FromSeconds(30);

    public int ControlZPort { get; init; } = 9876;

    /// <summary>The address that the console listens on; <c>*</c> for all.</summary>
    public string ControlZAddress { get; init; } = "127.0.0.1";

    /// <summary>Host names beside addresses and localhost under which browsers may reach the console.</summary>
    public IReadOnlyList<string> ControlZAllowedHosts { get; init; } = [];

    /// <summary>What the console may record of calls.</summary>
    public RequestRecording ControlZRequests { get; init; }

    public LoadSheddingOptions LoadShedding { get; init; } = new();

    /// <summary>Null, or the first thing wrong, in the words of the reference where it has them.</summary>
    public string? Validate() =>
        ApiPool.Validate("api worker pool")
        ?? AdapterPool.Validate("adapter worker pool")
        ?? (CheckCacheEntries < 0 ? string.Create(CultureInfo.InvariantCulture, $"# check cache entries must be >= 0 and <= 2^31-1, got {CheckCacheEntries}") : null)
        ?? (ShutdownTimeout.Nanoseconds < 0 ? $"the shutdown timeout must not be negative, got {ShutdownTimeout}" : null)
        ?? (HandleTimeout != Duration.Zero && (HandleTimeout < ShortestTimeout || HandleTimeout > LongestTimeout)
            ? $"the handle timeout must be 0 or from {ShortestTimeout} to {LongestTimeout}, got {HandleTimeout}" : null)
        ?? (ConfigWaitTimeout < ShortestTimeout || ConfigWaitTimeout > LongestTimeout
            ? $"the config wait timeout must be from {ShortestTimeout} to {LongestTimeout}, got {ConfigWaitTimeout}" : null)
        ?? Tls.Validate();

    /// <summary>The runtime's share of the options.</summary>
    public RuntimeOptions ToRuntimeOptions() =>
        new()
        {
            DefaultNamespace = ConfigDefaultNamespace,
            Policy = ConfigPolicy,
            DenyUnknownQuotas = UnknownQuota == UnknownQuota.Deny,
            AdapterPool = AdapterPool,
            SingleThreaded = SingleThreaded,
            HandleTimeout = HandleTimeout == Duration.Zero ? Timeout.InfiniteTimeSpan : HandleTimeout.ToTimeSpan(),
            SyncTimeout = ConfigWaitTimeout.ToTimeSpan(),
        };

    /// <summary>The lines that the server prints first.</summary>
    public string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"""
            Mixer started with
            MaxMessageSize: {MaxMessageSize}
            MaxConcurrentStreams: {MaxConcurrentStreams}
            APIWorkerPoolSize: {ApiPool.Size}
            AdapterWorkerPoolSize: {AdapterPool.Size}
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
            IntrospectionOptions: {ControlZAddress}:{ControlZPort}, requests {ControlZRequests}
            LoadSheddingOptions: {LoadShedding}
            APIWorkerPool: {ApiPool}
            AdapterWorkerPool: {AdapterPool}
            TLS: {Tls}
            ShutdownTimeout: {ShutdownTimeout}
            HandleTimeout: {HandleTimeout}
            ConfigWaitTimeout: {ConfigWaitTimeout}

            """);

    private static string Word(bool value) => value ? "true" : "false";
}

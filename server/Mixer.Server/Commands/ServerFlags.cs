using Mixer.CommandLine;
using Mixer.Config;
using Mixer.Sdk.Values;
using Mixer.Server.LoadShedding;
using Mixer.Server.Hosting;
using Mixer.Server.Introspection;
using Mixer.Server.Probes;
using Mixer.Tracing;

namespace Mixer.Server.Commands;

/// <summary>The flags of <c>mixs server</c> (spec 07 section 3).</summary>
internal sealed class ServerFlags
{
    private readonly Flag<long> _port;
    private readonly Flag<string> _address;
    private readonly Flag<long> _monitoringPort;
    private readonly Flag<long> _maxMessageSize;
    private readonly Flag<long> _maxConcurrentStreams;
    private readonly PoolFlags _apiPool;
    private readonly PoolFlags _adapterPool;
    private readonly Flag<bool> _singleThreaded;
    private readonly Flag<long> _checkCacheEntries;
    private readonly Flag<string> _configStoreUrl;
    private readonly Flag<string> _configDefaultNamespace;
    private readonly Flag<ConfigPolicy> _configPolicy;
    private readonly Flag<UnknownQuota> _unknownQuota;
    private readonly Flag<string> _livenessPath;
    private readonly Flag<Duration> _livenessInterval;
    private readonly Flag<string> _readinessPath;
    private readonly Flag<Duration> _readinessInterval;
    private readonly Flag<bool> _profile;
    private readonly Flag<bool> _profileDumps;
    private readonly TracingFlags _tracing;
    private readonly Flag<LoadSheddingMode> _sheddingMode;
    private readonly Flag<Duration> _latencyThreshold;
    private readonly Flag<double> _latencySamples;
    private readonly Flag<Duration> _latencyHalfLife;
    private readonly Flag<double> _maxRequests;
    private readonly Flag<long> _burstSize;
    private readonly Flag<long> _controlZPort;
    private readonly Flag<string> _controlZAddress;
    private readonly Flag<string> _controlZHosts;
    private readonly Flag<RequestRecording> _controlZRequests;
    private readonly Flag<string> _tlsCertificate;
    private readonly Flag<string> _tlsPrivateKey;
    private readonly Flag<string> _tlsClientAuthorities;
    private readonly Flag<Duration> _shutdownTimeout;
    private readonly Flag<Duration> _handleTimeout;
    private readonly Flag<Duration> _configWaitTimeout;
    private readonly LogFlags _logging;

    public ServerFlags(FlagSet flags)
    {
        _port = flags.Integer("port", "uint16", 9091, 0, ushort.MaxValue, "TCP port to use for Mixer's gRPC API, if the address option is not specified", 'p');
        _address = flags.String("address", "", "Address to use for Mixer's gRPC API, e.g. tcp://127.0.0.1:9092 or unix:///path/to/file");
        _monitoringPort = flags.Integer("monitoringPort", "uint16", 9093, 0, ushort.MaxValue, "HTTP port to use for Mixer's self-monitoring information");
        _maxMessageSize = flags.Integer("maxMessageSize", "uint", 1 << 20, 0, uint.MaxValue, "Maximum size of individual gRPC messages");
        _maxConcurrentStreams = flags.Integer("maxConcurrentStreams", "uint", 1024, 0, uint.MaxValue, "Maximum number of outstanding RPCs per connection");
        _apiPool = new PoolFlags(flags, "api", "API", mayReject: true);
        _adapterPool = new PoolFlags(flags, "adapter", "adapter", mayReject: false);
        _singleThreaded = flags.Bool("singleThreaded", false, "If true, each request to Mixer will be executed in a single go routine (useful for debugging)");
        _checkCacheEntries = flags.Integer("numCheckCacheEntries", "int32", 1_500_000, int.MinValue, int.MaxValue, "Max number of entries in the check result cache");
        _configStoreUrl = flags.String("configStoreURL", "", "URL of the config store. Use k8s://path_to_kubeconfig or fs:// for file system. If path_to_kubeconfig is empty, in-cluster kubeconfig is used.");
        _configDefaultNamespace = flags.String("configDefaultNamespace", "istio-system", "Namespace used to store mesh wide configuration.");
        _configPolicy = flags.Choice<ConfigPolicy>("configPolicy", "What happens with resources that are wrong: keep-last-good, partial or strict", "keep-last-good",
            new Dictionary<string, ConfigPolicy> { ["keep-last-good"] = ConfigPolicy.KeepLastGood, ["partial"] = ConfigPolicy.Partial, ["strict"] = ConfigPolicy.Strict });
        _unknownQuota = flags.Choice<UnknownQuota>("unknownQuota", "What a request for a quota that no rule serves gets: grant or deny", "grant",
            new Dictionary<string, UnknownQuota> { ["grant"] = UnknownQuota.Grant, ["deny"] = UnknownQuota.Deny });
        _livenessPath = flags.String("livenessProbePath", "", "Path to the file for the liveness probe.");
        _livenessInterval = flags.Duration("livenessProbeInterval", Duration.Zero, "Interval of updating file for the liveness probe.");
        _readinessPath = flags.String("readinessProbePath", "", "Path to the file for the readiness probe.");
        _readinessInterval = flags.Duration("readinessProbeInterval", Duration.Zero, "Interval of updating file for the readiness probe.");
        _profile = flags.Bool("profile", true, "Enable profiling via web interface host:port/debug/pprof");
        _profileDumps = flags.Bool("profileDumps", false, "Allow memory dumps via web interface host:port/debug/dotnet/dump; a dump holds everything that requests carried");
        _tracing = new TracingFlags(flags);
        _sheddingMode = flags.Choice<LoadSheddingMode>("loadsheddingMode", "When enabled, the server will begin to shed load: disabled, logonly or enforce", "disabled",
            new Dictionary<string, LoadSheddingMode> { ["disabled"] = LoadSheddingMode.Disabled, ["logonly"] = LoadSheddingMode.LogOnly, ["enforce"] = LoadSheddingMode.Enforce });
        _latencyThreshold = flags.Duration("averageLatencyThreshold", Duration.Zero, "The threshold (in duration) over which load shedding will occur based on average request latency.");
        _latencySamples = flags.Double("latencySamplesPerSecond", double.MaxValue, "The number of latency samples taken per second. 0 means all.");
        _latencyHalfLife = flags.Duration("latencySampleHalflife", new Duration(Duration.Second), "Configures the decay rate of latency samples.");
        _maxRequests = flags.Double("maxRequestsPerSecond", 0, "The maximum number of requests per second that will be handled by Mixer.");
        _burstSize = flags.Integer("burstSize", "int", 0, 0, int.MaxValue, "Number of requests that are permitted beyond the configured maximum for a period of time.");
        _controlZPort = flags.Integer("ctrlz_port", "uint16", 9876, 0, ushort.MaxValue, "The IP port to use for the ControlZ introspection facility");
        _controlZAddress = flags.String("ctrlz_address", "127.0.0.1", "The IP Address to listen on for the ControlZ introspection facility. Use '*' to indicate all addresses.");
        _controlZHosts = flags.String("ctrlz_allowed_hosts", "", "Comma-separated list of host names under which a browser may reach ControlZ, beside addresses, localhost and the name of this machine");
        _controlZRequests = flags.Choice<RequestRecording>("ctrlz_requests", "What ControlZ may record of requests once it is asked to: off, masked (values of attributes are not shown) or full", "masked",
            new Dictionary<string, RequestRecording> { ["off"] = RequestRecording.Off, ["masked"] = RequestRecording.Masked, ["full"] = RequestRecording.Full });
        _tlsCertificate = flags.String("tlsCertificate", "", "File with the certificate (and those up to its root) of Mixer's gRPC API, in PEM; read again when it changes");
        _tlsPrivateKey = flags.String("tlsPrivateKey", "", "File with the private key of --tlsCertificate, in PEM");
        _tlsClientAuthorities = flags.String("tlsClientCA", "", "File with the certificates of authorities, in PEM; only clients with a certificate of one of them may call");
        _shutdownTimeout = flags.Duration("shutdownTimeout", Duration.FromSeconds(25), "How long running calls may take to end after SIGTERM or SIGINT");
        _handleTimeout = flags.Duration("handleTimeout", Duration.FromSeconds(60), "How long one call of an adapter may take before it is given up and fails. 0 means no limit.");
        _configWaitTimeout = flags.Duration("configWaitTimeout", Duration.FromSeconds(30), "How long the config store may take to be read before the start fails");
        _logging = new LogFlags(flags);
        AddIgnored(flags);
    }

    /// <summary>What the command line says.</summary>
    public MixerServerOptions ToOptions() =>
        new()
        {
            Port = (int)_port.Value,
            Address = _address.Value,
            MonitoringPort = (int)_monitoringPort.Value,
            MaxMessageSize = _maxMessageSize.Value,
            MaxConcurrentStreams = _maxConcurrentStreams.Value,
            ApiPool = _apiPool.ToOptions(),
            AdapterPool = _adapterPool.ToOptions(),
            SingleThreaded = _singleThreaded.Value,
            CheckCacheEntries = (int)_checkCacheEntries.Value,
            ConfigStoreUrl = _configStoreUrl.Value,
            ConfigDefaultNamespace = _configDefaultNamespace.Value,
            ConfigPolicy = _configPolicy.Value,
            UnknownQuota = _unknownQuota.Value,
            Liveness = new ProbeOptions(_livenessPath.Value, _livenessInterval.Value),
            Readiness = new ProbeOptions(_readinessPath.Value, _readinessInterval.Value),
            EnableProfiling = _profile.Value,
            EnableDumps = _profileDumps.Value,
            ControlZPort = (int)_controlZPort.Value,
            ControlZAddress = _controlZAddress.Value,
            ControlZAllowedHosts = _controlZHosts.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ControlZRequests = _controlZRequests.Value,
            Tls = new TlsOptions(_tlsCertificate.Value, _tlsPrivateKey.Value, _tlsClientAuthorities.Value),
            ShutdownTimeout = _shutdownTimeout.Value,
            HandleTimeout = _handleTimeout.Value,
            ConfigWaitTimeout = _configWaitTimeout.Value,
            Logging = _logging.ToOptions(),
            Tracing = _tracing.ToOptions(),
            LoadShedding = new LoadSheddingOptions
            {
                Mode = _sheddingMode.Value,
                AverageLatencyThreshold = _latencyThreshold.Value,
                SamplesPerSecond = _latencySamples.Value,
                SampleHalfLife = _latencyHalfLife.Value,
                MaxRequestsPerSecond = _maxRequests.Value,
                BurstSize = _burstSize.Value,
            },
        };

    // Flags of a logging library that the reference once used: accepted, without effect.
    private static void AddIgnored(FlagSet flags)
    {
        const string Level = "please use --log_output_level instead";
        const string Target = "please use --log_target instead";
        flags.Add(new Flag<string>("", Text) { Name = "v", Shorthand = 'v', Usage = "", TypeName = "string", Deprecated = Level });
        flags.Add(new Flag<string>("", Text) { Name = "stderrthreshold", Usage = "", TypeName = "string", Deprecated = Level });
        flags.Add(new Flag<bool>(false, GoText.ParseBool) { Name = "logtostderr", Usage = "", TypeName = "", ValueWhenBare = "true", Deprecated = Target });
        flags.Add(new Flag<bool>(false, GoText.ParseBool) { Name = "alsologtostderr", Usage = "", TypeName = "", ValueWhenBare = "true", Deprecated = Target });
    }

    private static string? Text(string text, out string value)
    {
        value = text;
        return null;
    }
}

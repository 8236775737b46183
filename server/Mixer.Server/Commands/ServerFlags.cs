using Mixer.CommandLine;
using Mixer.Sdk.Values;
using Mixer.Server.LoadShedding;
using Mixer.Server.Probes;

namespace Mixer.Server.Commands;

/// <summary>The flags of <c>mixs server</c> (spec 07 section 3).</summary>
internal sealed class ServerFlags
{
    private readonly Flag<long> _port;
    private readonly Flag<string> _address;
    private readonly Flag<long> _monitoringPort;
    private readonly Flag<long> _maxMessageSize;
    private readonly Flag<long> _maxConcurrentStreams;
    private readonly Flag<long> _apiWorkerPoolSize;
    private readonly Flag<long> _adapterWorkerPoolSize;
    private readonly Flag<bool> _singleThreaded;
    private readonly Flag<long> _checkCacheEntries;
    private readonly Flag<string> _configStoreUrl;
    private readonly Flag<string> _configDefaultNamespace;
    private readonly Flag<ConfigPolicyChoice> _configPolicy;
    private readonly Flag<UnknownQuota> _unknownQuota;
    private readonly Flag<string> _livenessPath;
    private readonly Flag<Duration> _livenessInterval;
    private readonly Flag<string> _readinessPath;
    private readonly Flag<Duration> _readinessInterval;
    private readonly Flag<bool> _profile;
    private readonly Flag<string> _zipkinUrl;
    private readonly Flag<string> _jaegerUrl;
    private readonly Flag<bool> _logSpans;
    private readonly Flag<double> _samplingRate;
    private readonly Flag<LoadSheddingMode> _sheddingMode;
    private readonly Flag<Duration> _latencyThreshold;
    private readonly Flag<double> _latencySamples;
    private readonly Flag<Duration> _latencyHalfLife;
    private readonly Flag<double> _maxRequests;
    private readonly Flag<long> _burstSize;
    private readonly LogFlags _logging;

    public ServerFlags(FlagSet flags)
    {
        _port = flags.Integer("port", "uint16", 9091, 0, ushort.MaxValue, "TCP port to use for Mixer's gRPC API, if the address option is not specified", 'p');
        _address = flags.String("address", "", "Address to use for Mixer's gRPC API, e.g. tcp://127.0.0.1:9092 or unix:///path/to/file");
        _monitoringPort = flags.Integer("monitoringPort", "uint16", 9093, 0, ushort.MaxValue, "HTTP port to use for Mixer's self-monitoring information");
        _maxMessageSize = flags.Integer("maxMessageSize", "uint", 1 << 20, 0, uint.MaxValue, "Maximum size of individual gRPC messages");
        _maxConcurrentStreams = flags.Integer("maxConcurrentStreams", "uint", 1024, 0, uint.MaxValue, "Maximum number of outstanding RPCs per connection");
        _apiWorkerPoolSize = flags.Integer("apiWorkerPoolSize", "int", 1024, long.MinValue, long.MaxValue, "Max number of goroutines in the API worker pool");
        _adapterWorkerPoolSize = flags.Integer("adapterWorkerPoolSize", "int", 1024, long.MinValue, long.MaxValue, "Max number of goroutines in the adapter worker pool");
        _singleThreaded = flags.Bool("singleThreaded", false, "If true, each request to Mixer will be executed in a single go routine (useful for debugging)");
        _checkCacheEntries = flags.Integer("numCheckCacheEntries", "int32", 1_500_000, int.MinValue, int.MaxValue, "Max number of entries in the check result cache");
        _configStoreUrl = flags.String("configStoreURL", "", "URL of the config store. Use k8s://path_to_kubeconfig or fs:// for file system. If path_to_kubeconfig is empty, in-cluster kubeconfig is used.");
        _configDefaultNamespace = flags.String("configDefaultNamespace", "istio-system", "Namespace used to store mesh wide configuration.");
        _configPolicy = Choice(flags, "configPolicy", "What happens with resources that are wrong: keep-last-good, partial or strict", "keep-last-good",
            new() { ["keep-last-good"] = ConfigPolicyChoice.KeepLastGood, ["partial"] = ConfigPolicyChoice.Partial, ["strict"] = ConfigPolicyChoice.Strict });
        _unknownQuota = Choice(flags, "unknownQuota", "What a request for a quota that no rule serves gets: grant or deny", "grant",
            new() { ["grant"] = UnknownQuota.Grant, ["deny"] = UnknownQuota.Deny });
        _livenessPath = flags.String("livenessProbePath", "", "Path to the file for the liveness probe.");
        _livenessInterval = flags.Duration("livenessProbeInterval", Duration.Zero, "Interval of updating file for the liveness probe.");
        _readinessPath = flags.String("readinessProbePath", "", "Path to the file for the readiness probe.");
        _readinessInterval = flags.Duration("readinessProbeInterval", Duration.Zero, "Interval of updating file for the readiness probe.");
        _profile = flags.Bool("profile", true, "Enable profiling via web interface host:port/debug/pprof");
        _zipkinUrl = flags.String("trace_zipkin_url", "", "URL of Zipkin collector (example: 'http://zipkin:9411/api/v1/spans').");
        _jaegerUrl = flags.String("trace_jaeger_url", "", "URL of Jaeger HTTP collector (example: 'http://jaeger:14268/api/traces?format=jaeger.thrift').");
        _logSpans = flags.Bool("trace_log_spans", false, "Whether or not to log trace spans.");
        _samplingRate = flags.Double("trace_sampling_rate", 0, "Sampling rate for generating trace data. Must be a value in the range [0.0, 1.0].");
        _sheddingMode = Choice(flags, "loadsheddingMode", "When enabled, the server will begin to shed load: disabled, logonly or enforce", "disabled",
            new() { ["disabled"] = LoadSheddingMode.Disabled, ["logonly"] = LoadSheddingMode.LogOnly, ["enforce"] = LoadSheddingMode.Enforce });
        _latencyThreshold = flags.Duration("averageLatencyThreshold", Duration.Zero, "The threshold (in duration) over which load shedding will occur based on average request latency.");
        _latencySamples = flags.Double("latencySamplesPerSecond", double.MaxValue, "The number of latency samples taken per second. 0 means all.");
        _latencyHalfLife = flags.Duration("latencySampleHalflife", new Duration(Duration.Second), "Configures the decay rate of latency samples.");
        _maxRequests = flags.Double("maxRequestsPerSecond", 0, "The maximum number of requests per second that will be handled by Mixer.");
        _burstSize = flags.Integer("burstSize", "int", 0, 0, int.MaxValue, "Number of requests that are permitted beyond the configured maximum for a period of time.");
        flags.Integer("ctrlz_port", "uint16", 9876, 0, ushort.MaxValue, "The IP port to use for the ControlZ introspection facility");
        flags.String("ctrlz_address", "127.0.0.1", "The IP Address to listen on for the ControlZ introspection facility. Use '*' to indicate all addresses.");
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
            ApiWorkerPoolSize = _apiWorkerPoolSize.Value,
            AdapterWorkerPoolSize = _adapterWorkerPoolSize.Value,
            SingleThreaded = _singleThreaded.Value,
            CheckCacheEntries = (int)_checkCacheEntries.Value,
            ConfigStoreUrl = _configStoreUrl.Value,
            ConfigDefaultNamespace = _configDefaultNamespace.Value,
            ConfigPolicy = _configPolicy.Value,
            UnknownQuota = _unknownQuota.Value,
            Liveness = new ProbeOptions(_livenessPath.Value, _livenessInterval.Value),
            Readiness = new ProbeOptions(_readinessPath.Value, _readinessInterval.Value),
            EnableProfiling = _profile.Value,
            Logging = _logging.ToOptions(),
            Tracing = new TracingOptions(_zipkinUrl.Value, _jaegerUrl.Value, _logSpans.Value, _samplingRate.Value),
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

    private static Flag<T> Choice<T>(FlagSet flags, string name, string usage, string initial, Dictionary<string, T> words)
    {
        return flags.Add(new Flag<T>(words[initial], Parse) { Name = name, Usage = usage, TypeName = "string", DefaultText = GoText.Quote(initial) });

        string? Parse(string text, out T value) =>
            words.TryGetValue(text, out value!) ? null : $"must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}";
    }

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

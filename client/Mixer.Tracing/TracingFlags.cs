using Mixer.CommandLine;

namespace Mixer.Tracing;

/// <summary>The flags <c>--trace_*</c>, which the server and the client have (spec 07 section 14).</summary>
public sealed class TracingFlags
{
    private readonly Flag<string> _zipkinUrl;
    private readonly Flag<string> _jaegerUrl;
    private readonly Flag<string> _otlpUrl;
    private readonly Flag<OtlpProtocol> _otlpProtocol;
    private readonly Flag<bool> _logSpans;
    private readonly Flag<double> _samplingRate;

    /// <summary>Adds the flags to <paramref name="flags"/>.</summary>
    public TracingFlags(FlagSet flags)
    {
        ArgumentNullException.ThrowIfNull(flags);
        _zipkinUrl = flags.String("trace_zipkin_url", "", "URL of Zipkin collector (example: 'http://zipkin:9411/api/v2/spans').");
        _jaegerUrl = flags.String("trace_jaeger_url", "", "URL of Jaeger HTTP collector (example: 'http://jaeger:14268/api/traces?format=jaeger.thrift').");
        _otlpUrl = flags.String("trace_otlp_url", "", "URL of an OpenTelemetry collector (example: 'http://collector:4317').");
        _otlpProtocol = flags.Choice("trace_otlp_protocol", "How to talk to the OpenTelemetry collector: grpc or http", "grpc", new Dictionary<string, OtlpProtocol>
        {
            ["grpc"] = OtlpProtocol.Grpc,
            ["http"] = OtlpProtocol.Http,
        });
        _logSpans = flags.Bool("trace_log_spans", false, "Whether or not to log trace spans.");
        _samplingRate = flags.Double("trace_sampling_rate", 0, "Sampling rate for generating trace data. Must be a value in the range [0.0, 1.0].");
    }

    /// <summary>What the command line says.</summary>
    public TracingOptions ToOptions() =>
        new()
        {
            ZipkinUrl = _zipkinUrl.Value,
            JaegerUrl = _jaegerUrl.Value,
            OtlpUrl = _otlpUrl.Value,
            OtlpProtocol = _otlpProtocol.Value,
            LogSpans = _logSpans.Value,
            SamplingRate = _samplingRate.Value,
        };
}

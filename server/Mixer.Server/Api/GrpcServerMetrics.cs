using Mixer.Sdk;
using Prometheus;

namespace Mixer.Server.Api;

/// <summary>The usual instruments of gRPC servers, with the reference's names (spec 07 section 6). Thread-safe.</summary>
internal sealed class GrpcServerMetrics
{
    private static readonly string[] Labels = ["grpc_method", "grpc_service", "grpc_type"];
    private static readonly string[] LabelsWithCode = ["grpc_code", "grpc_method", "grpc_service", "grpc_type"];
    private static readonly double[] Seconds = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];

    public GrpcServerMetrics(CollectorRegistry registry)
    {
        var factory = Metrics.WithCustomRegistry(registry);
        Started = factory.CreateCounter("grpc_server_started_total", "Total number of RPCs started on the server.", Labels);
        Handled = factory.CreateCounter(
            "grpc_server_handled_total", "Total number of RPCs completed on the server, regardless of success or failure.", LabelsWithCode);
        Received = factory.CreateCounter("grpc_server_msg_received_total", "Total number of RPC stream messages received on the server.", Labels);
        Sent = factory.CreateCounter("grpc_server_msg_sent_total", "Total number of gRPC stream messages sent by the server.", Labels);
        Latency = factory.CreateHistogram(
            "grpc_server_handling_seconds",
            "Histogram of response latency (seconds) of gRPC that had been application-level handled by the server.",
            Labels,
            new HistogramConfiguration { Buckets = Seconds, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
    }

    public Counter Started { get; }

    public Counter Handled { get; }

    public Counter Received { get; }

    public Counter Sent { get; }

    public Histogram Latency { get; }

    /// <summary>Finished calls by method, those that failed, and the seconds that all took.</summary>
    public (long Checks, long Reports, long Failures, double Seconds) Totals()
    {
        var (checks, reports, failures, seconds) = (0.0, 0.0, 0.0, 0.0);
        foreach (var labels in Handled.GetAllLabelValues())
        {
            var count = Handled.WithLabels(labels).Value;
            checks += labels[1] == "Check" ? count : 0;
            reports += labels[1] == "Report" ? count : 0;
            failures += labels[0] == "OK" ? 0 : count;
        }

        foreach (var labels in Latency.GetAllLabelValues())
        {
            seconds += Latency.WithLabels(labels).Sum;
        }

        return ((long)checks, (long)reports, (long)failures, seconds);
    }

    public GrpcMethodMetrics ForMethod(string method) => new(this, method);
}

/// <summary>The instruments of one method; its series appear with the first call. Thread-safe.</summary>
internal sealed class GrpcMethodMetrics(GrpcServerMetrics metrics, string method)
{
    private const string Service = "istio.mixer.v1.Mixer";
    private readonly Counter.Child?[] _handled = new Counter.Child?[(int)StatusCode.Unauthenticated + 1];
    private Counter.Child? _started;
    private Counter.Child? _received;
    private Counter.Child? _sent;
    private Histogram.Child? _latency;

    public void Started()
    {
        (_started ??= metrics.Started.WithLabels(method, Service, "unary")).Inc();
        (_received ??= metrics.Received.WithLabels(method, Service, "unary")).Inc();
    }

    public void Handled(StatusCode code, TimeSpan elapsed)
    {
        (_handled[(int)code] ??= metrics.Handled.WithLabels(NameOf(code), method, Service, "unary")).Inc();
        _sent ??= metrics.Sent.WithLabels(method, Service, "unary");
        if (code == StatusCode.Ok)
        {
            _sent.Inc();
        }

        (_latency ??= metrics.Latency.WithLabels(method, Service, "unary")).Observe(elapsed.TotalSeconds);
    }

    private static string NameOf(StatusCode code) =>
        code switch
        {
            StatusCode.Ok => "OK",
            StatusCode.Cancelled => "Canceled",
            _ => code.ToString(),
        };
}

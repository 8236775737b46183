using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mixer.Tracing;

/// <summary>Exports the spans of this process until it is disposed, which sends what is waiting. Nothing is measured while there is none.</summary>
public sealed class Tracer : IDisposable
{
    /// <summary>The service name of the server's spans.</summary>
    public const string ServerName = "istio-mixer";

    /// <summary>The service name of the client's spans.</summary>
    public const string ClientName = "mixer-client";

    private static readonly TimeSpan ExportTimeout = TimeSpan.FromSeconds(5);
    private readonly TracerProvider _provider;
    private readonly ExportFailures _failures;

    private Tracer(TracerProvider provider, ExportFailures failures)
    {
        _provider = provider;
        _failures = failures;
    }

    /// <summary>Spans of the API and of clients; those of adapter calls come from the runtime's own source.</summary>
    public static ActivitySource Source { get; } = new("Mixer");

    /// <summary>Starts the export to everything that <paramref name="options"/> name.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public static Tracer Start(string service, TracingOptions options, TraceReport report)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { } invalid)
        {
            throw new ArgumentException(invalid);
        }

        ArgumentNullException.ThrowIfNull(report);
        var failures = new ExportFailures(report.Problem, TimeProvider.System);
        var builder = OpenTelemetry.Sdk.CreateTracerProviderBuilder()
            .AddSource(Source.Name, "Mixer.Runtime")
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(service, autoGenerateServiceInstanceId: false))
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SamplingRate)));
        if (options.LogSpans)
        {
            builder.AddProcessor(new SpanLog(report));
        }

        if (Target(options.ZipkinUrl, report) is { } zipkin)
        {
#pragma warning disable CS0618 // Announced to end; works, and operators have Zipkin collectors.
            builder.AddZipkinExporter(exporter => Configure(exporter, zipkin));
#pragma warning restore CS0618
        }

        if (Target(options.OtlpUrl, report) is { } collector)
        {
            builder.AddOtlpExporter(exporter => Configure(exporter, collector, options.OtlpProtocol));
        }

        if (Target(options.JaegerUrl, report) is { } jaeger)
        {
            builder.AddProcessor(new BatchActivityExportProcessor(new JaegerExporter(service, jaeger, ExportTimeout, report)));
        }

        return new Tracer(builder.Build(), failures);
    }

    /// <summary>Sends what is waiting and stops.</summary>
    public void Dispose()
    {
        _provider.Dispose();
        _failures.Dispose();
    }

#pragma warning disable CS0618 // As above.
    // The address of the old format leads to a parser that refuses what is sent.
    private static void Configure(ZipkinExporterOptions exporter, Uri url)
    {
        exporter.Endpoint = url.AbsolutePath == "/api/v1/spans" ? new UriBuilder(url) { Path = "/api/v2/spans" }.Uri : url;
        exporter.HttpClientFactory = () => new HttpClient { Timeout = ExportTimeout };
    }
#pragma warning restore CS0618

    private static void Configure(OtlpExporterOptions exporter, Uri url, OtlpProtocol protocol)
    {
        exporter.Endpoint = protocol == OtlpProtocol.Http && url.AbsolutePath == "/" ? new Uri(url, "/v1/traces") : url;
        exporter.Protocol = protocol == OtlpProtocol.Http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.TimeoutMilliseconds = (int)ExportTimeout.TotalMilliseconds;
    }

    private static Uri? Target(string url, TraceReport report)
    {
        if (url.Length == 0)
        {
            return null;
        }

        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return uri;
        }

        report.Problem($"no traces go to {url}: it is no http or https URL");
        return null;
    }
}

using Mixer.Benchmarks.Calls;
using Xunit.Abstractions;

namespace Mixer.Allocation.Tests;

/// <summary>Bytes per record of a Report of ten records, by where they go.</summary>
public sealed class ReportAllocationTests(ITestOutputHelper output)
{
    private const string Manifest = """
        apiVersion: config.istio.io/v1alpha2
        kind: attributemanifest
        metadata: {name: mesh, namespace: istio-system}
        spec:
          attributes:
            destination.service: {valueType: STRING}
            destination.namespace: {valueType: STRING}
            source.namespace: {valueType: STRING}
            context.reporter.kind: {valueType: STRING}
            request.method: {valueType: STRING}
            request.time: {valueType: TIMESTAMP}
            request.path: {valueType: STRING}
            response.code: {valueType: INT64}
            response.size: {valueType: INT64}
            response.duration: {valueType: DURATION}

        """;

    private const string Noop = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: noop
        metadata: {name: h, namespace: istio-system}
        spec: {}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: reportnothing
        metadata: {name: i, namespace: istio-system}
        spec: {}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          actions:
          - handler: h.noop
            instances: [i.reportnothing]
        """;

    private const string Stdio = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: stdio
        metadata: {name: h, namespace: istio-system}
        spec: {logStream: FILE, outputPath: /dev/null}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: logentry
        metadata: {name: i, namespace: istio-system}
        spec:
          severity: '"info"'
          timestamp: request.time
          variables:
            service: destination.service | "unknown"
            namespace: destination.namespace | "unknown"
            method: request.method | ""
            path: request.path | ""
            code: response.code | 0
            size: response.size | 0
            latency: response.duration | "0ms"
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          actions:
          - handler: h.stdio
            instances: [i.logentry]
        """;

    private const string Prometheus = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: prometheus
        metadata: {name: h, namespace: istio-system}
        spec:
          metrics:
          - {instance_name: i.metric.istio-system, name: requests, kind: COUNTER, label_names: [service, method, code]}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: metric
        metadata: {name: i, namespace: istio-system}
        spec:
          value: "1"
          dimensions:
            service: destination.service | "unknown"
            method: request.method | ""
            code: response.code | 0
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          actions:
          - handler: h.prometheus
            instances: [i.metric]
        """;

    public static TheoryData<string, string, long> Destinations => new()
    {
        { "nowhere", "", 0 },
        { "noop", Noop, 60 },
        { "stdio", Stdio, 335 },
        { "prometheus", Prometheus, 240 },
    };

    [Theory]
    [MemberData(nameof(Destinations))]
    public async Task Report_Record_AllocatesNoMoreThan(string name, string configuration, long most)
    {
        await using var server = await Servers.StartAsync(Manifest + configuration, cacheEntries: 0);
        var bytes = Allocations.Of(server.Api(), Servers.Report(10)) / 10;
        output.WriteLine($"{name}: {bytes} bytes per record");
        Assert.InRange(bytes, 0, most);
    }
}

using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Mixer.Benchmarks.Calls;
using Mixer.Server;

namespace Mixer.Benchmarks.Report;

/// <summary>A report of a hundred records: eight attributes of each become a log entry for its destination.</summary>
public class ReportBenchmarks
{
    private const string Delivery = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec: {actions: [{handler: h.KIND, instances: [i.logentry]}]}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: KIND
        metadata: {name: h, namespace: istio-system}
        spec: SPEC
        """;

    private readonly RepeatedCall _report = Servers.Report(100);
    private MixerServer _server = null!;
    private RequestDelegate _api = null!;

    /// <summary>Where the entries go: to a handler that does nothing (so this is decoding and building), or as JSON to /dev/null.</summary>
    [Params("noop", "stdio")]
    public string Destination { get; set; } = "";

    /// <summary>Starts the server.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        var spec = Destination == "noop" ? "{}" : "{logStream: FILE, outputPath: /dev/null}";
        _server = await Servers.StartAsync(
            Configurations.Rules(0) + Definitions.LogEntry + Delivery.Replace("KIND", Destination, StringComparison.Ordinal).Replace("SPEC", spec, StringComparison.Ordinal), cacheEntries: 0);
        _api = _server.Api();
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task EndAsync() => await _server.DisposeAsync();

    /// <summary>Decodes, builds, dispatches.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public void Record() => _report.Make(_api);
}

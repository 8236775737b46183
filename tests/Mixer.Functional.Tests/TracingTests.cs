using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Mixer.Api.V1;
using Mixer.Tracing;

namespace Mixer.Functional.Tests;

/// <summary>Traces as collectors get them: one Check and one Report with their dispatches (spec 07 section 14).</summary>
[Collection(nameof(TracingTests))]
public sealed class TracingTests
{
    private const string Config = """
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {status: {code: 7, message: Not allowed}}}
        ---
        {kind: noop, metadata: {name: out, namespace: istio-system}, spec: {}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        {kind: reportnothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          actions:
          - {handler: denyall.denier, instances: [nothing.checknothing]}
          - {handler: out.noop, instances: [nothing.reportnothing]}
        """;

    private const string CallersTrace = "0af7651916cd43dd8448eb211c80319c";
    private const string CallersSpan = "b7ad6b7169203331";

    [Fact]
    public async Task Check_ToZipkin_ArrivesWithItsDispatchUnderTheCallersSpan()
    {
        await using var collector = await CollectorStandIn.StartAsync(HttpProtocols.Http1);

        await CheckAsync(
            new TracingOptions { ZipkinUrl = collector.Url + "/api/v1/spans" },
            new Metadata { { "traceparent", $"00-{CallersTrace}-{CallersSpan}-01" } });

        AssertTraceOfCheck(collector, CallersSpan);
    }

    [Theory]
    [InlineData(OtlpProtocol.Http, HttpProtocols.Http1)]
    [InlineData(OtlpProtocol.Grpc, HttpProtocols.Http2)]
    public async Task Check_ToOtlp_ArrivesWithItsDispatchUnderTheCallersSpan(OtlpProtocol protocol, HttpProtocols http)
    {
        await using var collector = await CollectorStandIn.StartAsync(http);

        await CheckAsync(
            new TracingOptions { OtlpUrl = collector.Url, OtlpProtocol = protocol },
            new Metadata { { "x-b3-traceid", CallersTrace }, { "x-b3-spanid", CallersSpan }, { "x-b3-sampled", "1" } });

        AssertTraceOfCheck(collector, CallersSpan);
    }

    [Fact]
    public async Task Check_ToJaeger_ArrivesAsThrift()
    {
        await using var collector = await CollectorStandIn.StartAsync(HttpProtocols.Http1);

        await CheckAsync(new TracingOptions { JaegerUrl = collector.Url + "/api/traces?format=jaeger.thrift", SamplingRate = 1 }, []);

        // A batch begins with the process, whose first field is the service name: struct, field 1; string, field 1; 11 bytes.
        var body = Assert.Single(collector.ThriftBodies);
        Assert.Equal([12, 0, 1, 11, 0, 1, 0, 0, 0, 11, .. "istio-mixer"u8, 0, 15, 0, 2, 12, 0, 0, 0, 2], body[..30]);
        Assert.True(body.AsSpan().IndexOf("/istio.mixer.v1.Mixer/Check"u8) > 0);
        Assert.True(body.AsSpan().IndexOf("checknothing:denyall.denier.istio-system(denier)"u8) > 0);
    }

    [Fact]
    public async Task Check_NotSampled_IsNotTraced()
    {
        await using var collector = await CollectorStandIn.StartAsync(HttpProtocols.Http1);

        await CheckAsync(new TracingOptions { ZipkinUrl = collector.Url + "/api/v2/spans" }, []);
        await CheckAsync(
            new TracingOptions { ZipkinUrl = collector.Url + "/api/v2/spans", SamplingRate = 1 },
            new Metadata { { "b3", $"{CallersTrace}-{CallersSpan}-0" } });

        Assert.Empty(collector.Spans);
    }

    [Fact]
    public async Task Report_ToZipkin_HasASpanForEachSetAndDispatchesUnderTheReport()
    {
        await using var collector = await CollectorStandIn.StartAsync(HttpProtocols.Http1);
        await using (var server = await StartAsync(new TracingOptions { ZipkinUrl = collector.Url + "/api/v2/spans", SamplingRate = 1 }))
        {
            await server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes(), new CompressedAttributes() } });
        }

        var call = collector.Spans.Single(span => span.Name == "/istio.mixer.v1.mixer/report" || span.Name == "/istio.mixer.v1.Mixer/Report");
        var report = collector.Spans.Single(span => span.Parent == call.Id);
        Assert.Equal("Report", report.Name, ignoreCase: true);
        Assert.Equal(
            ["attribute bag 0", "attribute bag 1", "reportnothing:out.noop.istio-system(noop)"],
            collector.Spans.Where(span => span.Parent == report.Id).Select(span => span.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Check_SpansLogged_AreLinesWithOperationAndIds()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-spans-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.yaml"), Config);
        string log;
        await using (var server = await RunningServer.StartAsync(folder, options => options with { Tracing = new TracingOptions { LogSpans = true, SamplingRate = 1 } }))
        {
            await server.Client.CheckAsync(new CheckRequest());
            await server.Server.DisposeAsync();
            log = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "server.log"));
        }

        Assert.Matches("\tinfo\tReporting span\t{\"operation\": \"/istio.mixer.v1.Mixer/Check\", \"span\": \"[0-9a-f]{32}:[0-9a-f]{16}:0:1\"}\n", log);
        Assert.Matches("\"operation\": \"checknothing:denyall.denier.istio-system\\(denier\\)\"", log);
    }

    [Fact]
    public async Task Client_SpansLogged_AreTheCallAndItsParent()
    {
        await using var server = await RunningServer.StartAsync(Config);

        var text = await server.MixcAsync("check", "--trace_log_spans", "--trace_sampling_rate", "1");

        Assert.Contains("\tinfo\tReporting span\t{\"operation\": \"/istio.mixer.v1.Mixer/Check\", ", text, StringComparison.Ordinal);
        Assert.Contains("\tinfo\tReporting span\t{\"operation\": \"mixc Check\", ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collector_DoesNotAnswer_IsToldInTheLog()
    {
        var problems = new List<string>();
        using (var tracer = Tracer.Start("test", new TracingOptions { ZipkinUrl = "http://127.0.0.1:1/api/v2/spans", SamplingRate = 1 }, new TraceReport((_, _) => { }, problems.Add)))
        {
            Tracer.Source.StartActivity("x")?.Dispose();
        }

        Assert.Contains(problems, problem => problem.Contains("Connection refused", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertTraceOfCheck(CollectorStandIn collector, string parent)
    {
        var call = collector.Spans.Single(span => span.Name.Equals("/istio.mixer.v1.Mixer/Check", StringComparison.OrdinalIgnoreCase));
        var dispatch = collector.Spans.Single(span => span.Parent == call.Id);
        Assert.Equal((CallersTrace, parent), (call.Trace, call.Parent));
        Assert.Equal((CallersTrace, "checknothing:denyall.denier.istio-system(denier)"), (dispatch.Trace, dispatch.Name));
        Assert.Equal(
            ("checknothing", "denyall.denier.istio-system", "denier", "PERMISSION_DENIED"),
            (dispatch.Tags["meshFunction"], dispatch.Tags["handler"], dispatch.Tags["adapter"], dispatch.Tags["response_code"]));
        Assert.Equal(2, collector.Spans.Count);
    }

    private static async Task CheckAsync(TracingOptions tracing, Metadata headers)
    {
        await using var server = await StartAsync(tracing);
        var reply = await server.Client.CheckAsync(new CheckRequest(), headers);
        Assert.Equal(7, reply.Precondition.Status.Code);
    }

    private static Task<RunningServer> StartAsync(TracingOptions tracing) => RunningServer.StartAsync(Config, options => options with { Tracing = tracing });
}

using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using Mixer.Adapters.Prometheus;
using Mixer.Adapters.Prometheus.Exposition;
using Mixer.Adapters.Telemetry.Tests.Fakes;
using Mixer.Templates;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Telemetry.Tests.Prometheus;

public sealed class MetricsPageTests : IAsyncLifetime, IDisposable
{
    private const string Binary = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private readonly FakeEnvironment _environment = new();
    private readonly MetricsServer _server = new(0);
    private readonly ScrapeClient _page;
    private IMetricHandler? _handler;

    public MetricsPageTests() => _page = new ScrapeClient(_server);

    public async Task InitializeAsync()
    {
        var config = new Params { Metrics = { new Params.Types.MetricInfo { InstanceName = "m", Name = "m", Description = "help", Kind = Kind.Counter, LabelNames = { "a" } } } };
        _handler = (IMetricHandler)await new PrometheusAdapter(_server).BuildAsync(config, _environment, default);
        await _handler.HandleMetricAsync([Metric("m", Number(2), ("a", Text("x")))], default);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Metrics_AnyMethod_GivesTheTextPage(string method)
    {
        using var answer = await _page.Get("/metrics", method: new HttpMethod(method));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("# HELP istio_m help\n# TYPE istio_m counter\nistio_m{a=\"x\"} 2\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Metrics_Head_HasNoBody()
    {
        using var answer = await _page.Get("/metrics", method: HttpMethod.Head);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/metrics/")]
    [InlineData("/other")]
    public async Task OtherPath_IsNotFound(string path)
    {
        using var answer = await _page.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_QueryString_IsIgnored()
    {
        using var answer = await _page.Get("/metrics?x=1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_GzipAccepted_IsCompressed()
    {
        using var answer = await _page.Get("/metrics", encoding: "gzip");

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        await using var text = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Contains("istio_m{a=\"x\"} 2", await new StreamReader(text).ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Binary, true)]
    [InlineData(Binary + ";q=0.7,text/plain;version=0.0.4;q=0.3", true)]
    [InlineData(Binary + ";q=0.3,text/plain;version=0.0.4;q=0.7", false)]
    [InlineData("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", false)]
    [InlineData("application/vnd.google.protobuf", false)]
    [InlineData("nonsense;;;", false)]
    public async Task Metrics_Accept_ChoosesTheFormat(string accept, bool binary)
    {
        using var answer = await _page.Get("/metrics", accept);

        Assert.Equal(binary, answer.Content.Headers.ContentType!.MediaType == "application/vnd.google.protobuf");
    }

    [Fact]
    public async Task Metrics_Protobuf_IsALengthAndAMessage()
    {
        using var answer = await _page.Get("/metrics", Binary);
        var input = new CodedInputStream(await answer.Content.ReadAsByteArrayAsync());
        var message = input.ReadBytes();

        Assert.True(input.IsAtEnd);

        // name, help, type COUNTER, metric { label { a x }, counter { 2.0 } }
        byte[] metric = [0x0a, 6, 0x0a, 1, (byte)'a', 0x12, 1, (byte)'x', 0x1a, 9, 0x09, 0, 0, 0, 0, 0, 0, 0, 0x40];
        byte[] expected = [0x0a, 7, .. "istio_m"u8, 0x12, 4, .. "help"u8, 0x18, 0, 0x22, (byte)metric.Length, .. metric];
        Assert.Equal(expected, message.ToByteArray());
    }

    public async Task DisposeAsync()
    {
        await _handler!.DisposeAsync();
        await _environment.DisposeAsync();
    }

    public void Dispose() => _page.Dispose();
}

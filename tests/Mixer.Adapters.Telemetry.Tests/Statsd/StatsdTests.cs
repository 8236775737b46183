using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Mixer.Adapters.Statsd;
using Mixer.Adapters.Statsd.Sending;
using Mixer.Adapters.Telemetry.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Templates;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;
using Info = Mixer.Adapters.Statsd.Params.Types.MetricInfo;
using Kind = Mixer.Adapters.Statsd.Params.Types.MetricInfo.Types.Type;

namespace Mixer.Adapters.Telemetry.Tests.Statsd;

public sealed class StatsdTests : IAsyncLifetime, IDisposable
{
    private readonly FakeEnvironment _environment = new();
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public StatsdTests() => _server.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    [Fact]
    public async Task Report_LinesWithinTheFlushDuration_TravelTogether()
    {
        var handler = await Build(config =>
        {
            config.Prefix = "pre";
            config.Metrics["cnt"] = new Info { Type = Kind.Counter, NameTemplate = "{{.path}}-{{.code}}-{{.none}}" };
            config.Metrics["dur"] = new Info { Type = Kind.Distribution };
        });

        await handler.HandleMetricAsync([Metric("cnt", Number(25), ("path", Text("/p q")), ("code", Number(404))), Metric("dur", Span("1m30.5004s"))], default);
        await handler.HandleMetricAsync([Metric("cnt", Number(-1), ("path", Text("x")), ("code", Number(200))), Metric("dur", Number(3))], default);
        Assert.Equal(0, _server.Available);
        _environment.Clock.Advance(TimeSpan.FromMilliseconds(300));

        Assert.Equal("pre./p q-404-<no value>:25|c\npre.dur:90500.4|ms\npre.x-200-<no value>:-1|c\npre.dur:3|c", await Receive());
    }

    [Fact]
    public async Task Report_DatagramWouldReachTheLimit_IsSentFirst()
    {
        var handler = await Build(config =>
        {
            config.FlushBytes = 60;
            config.Metrics["gau.metric.istio-system"] = new Info { Type = Kind.Gauge };
        });
        for (var i = 1; i <= 5; i++)
        {
            await handler.HandleMetricAsync([Metric("gau.metric.istio-system", Number(i))], default);
        }

        Assert.Equal("gau.metric.istio-system:1|g\ngau.metric.istio-system:2|g", await Receive());
        Assert.Equal("gau.metric.istio-system:3|g\ngau.metric.istio-system:4|g", await Receive());
        await Close(handler);
        Assert.Equal("gau.metric.istio-system:5|g", await Receive());
    }

    [Fact]
    public void Buffer_LineLongerThanTheLimit_TravelsAlone()
    {
        var sent = new List<string>();
        var buffer = new DatagramBuffer(10, datagram => sent.Add(Encoding.UTF8.GetString(datagram)));

        buffer.Append("a:1|c");
        buffer.Append("a.long.name:1|c");
        buffer.Append("b:1|c");
        buffer.Flush();
        buffer.Flush();

        Assert.Equal(["a:1|c", "a.long.name:1|c", "b:1|c"], sent);
    }

    [Theory]
    [InlineData(0.999999f, "m:1|c|@0.999999")]
    [InlineData(1f, "m:1|c")]
    [InlineData(7f, "m:1|c")]
    public async Task SamplingRate_Drawn_ShowsInTheLine(float rate, string line)
    {
        var handler = await Build(config =>
        {
            config.SamplingRate = rate;
            config.Metrics["m"] = new Info { Type = Kind.Counter };
        });

        // At 0.999999 a draw fails once in a million; a lost one would show as a missing datagram.
        await handler.HandleMetricAsync([Metric("m", Number(1))], default);
        await Close(handler);

        Assert.Equal(line, await Receive());
    }

    [Fact]
    public async Task SamplingRate_Zero_SendsNothing()
    {
        var handler = await Build(config =>
        {
            config.SamplingRate = 0;
            config.Metrics["m"] = new Info { Type = Kind.Counter };
        });

        await handler.HandleMetricAsync([Metric("m", Number(1)), Metric("m", Number(1))], default);
        await Close(handler);

        Assert.Equal(0, _server.Available);
    }

    [Fact]
    public async Task Report_ValuesThatDoNotFit_AreErrorsAndTheRestIsSent()
    {
        var handler = await Build(config =>
        {
            config.Metrics["dbl"] = new Info { Type = Kind.Counter };
            config.Metrics["gau"] = new Info { Type = Kind.Gauge };
            config.Metrics["dist"] = new Info { Type = Kind.Distribution };
            config.Metrics["unknown"] = new Info();
            config.Metrics["bad"] = new Info { Type = Kind.Counter, NameTemplate = "{{.a.b}}" };
            config.Metrics["good"] = new Info { Type = Kind.Counter };
        });

        var errors = await ErrorsOf(handler.HandleMetricAsync(
            [
                Metric("dbl", Real(0.5)), Metric("gau", Span("1s")), Metric("dist", Text("x")), Metric("unknown", Number(1)),
                Metric("other", Number(1)), Metric("bad", Number(1)), Metric("good", Number(1)),
            ],
            default));
        await Close(handler);

        Assert.Equal(
            [
                "could not record counter 'dbl' expected int value, got 0.5",
                "could not record counter 'gau' expected int value, got 1s",
                "could not record distribution 'dist'; expected int or duration, got x",
                "unknown metric type 'UNKNOWN' for metric: unknown",
                "no info for metric named other",
                "could not make a name for metric bad: template: bad: executing: nil pointer evaluating interface {}.b",
            ],
            errors);
        Assert.Equal("good:1|c", await Receive());
    }

    [Fact]
    public async Task Name_WithLineFeed_StaysOneLine()
    {
        var handler = await Build(config => config.Metrics["m"] = new Info { Type = Kind.Counter, NameTemplate = "{{.path}}" });

        await handler.HandleMetricAsync([Metric("m", Number(1), ("path", Text("a:1|c\nb")))], default);
        await Close(handler);

        Assert.Equal("a:1|c b:1|c", await Receive());
    }

    [Fact]
    public async Task Report_HostUnknown_NeverWaitsAndDropsTheOldest()
    {
        var sender = new DatagramSender(new ServerAddress("no-such-host.invalid", 8125), _environment, _environment.Clock);

        for (var i = 0; i < DatagramSender.Capacity + 3; i++)
        {
            sender.Post([1]);
        }

        Assert.Equal(3, sender.Dropped);
        await sender.DisposeAsync();
        Assert.Contains(_environment.Lines, line => line.StartsWith("Warning statsd host no-such-host.invalid cannot be found now", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_EveryFault_IsCollected()
    {
        var config = new Params { Address = "nocolon", FlushDuration = new Duration { Seconds = -1 }, FlushBytes = -1, SamplingRate = -1 };
        config.Metrics["m1.metric.istio-system"] = new Info { Type = Kind.Counter, NameTemplate = "{{.a" };
        var errors = new ConfigErrors();

        new StatsdAdapter().Validate(config, errors);

        Assert.Equal(
            [
                "address: Address is malformed: address nocolon: missing port in address",
                "flushDuration: flush duration must be >= 0",
                "flushBytes: flush bytes must be >= 0",
                "samplingRate: sampling rate must be >= 0",
                "metricNameTemplateStrings: failed to parse template '&Params_MetricInfo{Type:COUNTER,NameTemplate:{{.a,}' for metric 'm1.metric.istio-system': template: m1.metric.istio-system:1: unclosed action",
            ],
            errors.Select(error => error.ToString()));
    }

    [Theory]
    [InlineData("localhost:8125", "localhost", 8125)]
    [InlineData(":8125", "localhost", 8125)]
    [InlineData("[::1]:1", "::1", 1)]
    public void Address_Valid_IsRead(string text, string host, int port)
    {
        Assert.True(ServerAddress.TryParse(text, out var address, out _));
        Assert.Equal(new ServerAddress(host, port), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("::1:80")]
    public void Address_Invalid_IsRefused(string text) => Assert.False(ServerAddress.TryParse(text, out _, out _));

    [Fact]
    public async Task Build_MetricWithoutInstances_IsLogged()
    {
        await Close(await Build(config => config.Metrics["ghost"] = new Info { Type = Kind.Counter }));

        Assert.Contains("Information template registered for nonexistent metric 'ghost'", _environment.Lines);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _environment.DisposeAsync();
    }

    public void Dispose() => _server.Dispose();

    private async Task<IMetricHandler> Build(Action<Params> change)
    {
        var adapter = new StatsdAdapter();
        adapter.SetMetricTypes(Types(("cnt", ["path", "code"])));
        var config = adapter.CreateDefaultConfig();
        config.Address = _server.LocalEndPoint!.ToString()!;
        change(config);
        var errors = new ConfigErrors();
        adapter.Validate(config, errors);
        Assert.Empty(errors);
        return (IMetricHandler)await adapter.BuildAsync(config, _environment, default);
    }

    private async Task Close(IMetricHandler handler)
    {
        await _environment.DisposeAsync();
        await handler.DisposeAsync();
    }

    private async Task<string> Receive()
    {
        var bytes = new byte[65536];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return Encoding.UTF8.GetString(bytes, 0, await _server.ReceiveAsync(bytes, limit.Token));
    }
}

using Mixer.Adapters.Prometheus;
using Mixer.Adapters.Prometheus.Exposition;
using Mixer.Adapters.Telemetry.Tests.Fakes;
using Mixer.Sdk.Values;
using Mixer.Templates;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;
using Buckets = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.BucketsDefinition;
using Info = Mixer.Adapters.Prometheus.Params.Types.MetricInfo;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Telemetry.Tests.Prometheus;

public sealed class PrometheusTests : IAsyncLifetime, IDisposable
{
    private readonly FakeEnvironment _environment = new();
    private readonly MetricsServer _server = new(0);
    private readonly ScrapeClient _page;
    private readonly List<IMetricHandler> _open = [];

    public PrometheusTests() => _page = new ScrapeClient(_server);

    [Fact]
    public async Task Page_EachKind_IsAsPrometheusReadsIt()
    {
        var handler = await Build(
            [],
            new Info { InstanceName = "cnt", Name = "requests_total", Description = "Total \\ requests\nseen", Kind = Kind.Counter, LabelNames = { "path", "code" } },
            new Info { InstanceName = "types.metric.istio-system", Kind = Kind.Gauge, Namespace = "/my-ns.a/b c", LabelNames = { "ip", "t", "d", "b", "q" } },
            new Info { InstanceName = "dur", Name = "/dur seconds", Kind = Kind.Distribution, LabelNames = { "x" } },
            new Info { InstanceName = "sz", Name = "size", Kind = Kind.Distribution, Buckets = new Buckets { LinearBuckets = new() { NumFiniteBuckets = 3, Width = 10, Offset = 5 } } },
            new Info { InstanceName = "strv", Name = "strv", Kind = Kind.Distribution, Buckets = new Buckets { ExponentialBuckets = new() { NumFiniteBuckets = 3, GrowthFactor = 2, Scale = 0.5 } } },
            new Info { InstanceName = "silent", Name = "silent", Kind = Kind.Counter });
        await handler.HandleMetricAsync(
            [
                Metric("cnt", Number(25), ("path", Text("/p q")), ("code", Number(404))),
                Metric("types.metric.istio-system", Real(1e21), ("ip", Ip(1, 2, 3, 4)), ("t", new AttributeValue(Noon)), ("d", Span("20ms")), ("b", new AttributeValue(false)), ("q", Text("a\"b\\c\nd"))),
                Metric("dur", Span("1m30.5004s"), ("x", Text("y"))),
                Metric("sz", Number(25)),
                Metric("sz", Number(4)),
                Metric("strv", Text("7.5")),
            ],
            default);
        await handler.HandleMetricAsync([Metric("cnt", Number(4), ("path", Text("/z")), ("code", Number(200))), Metric("cnt", Number(1), ("path", Text("/z")), ("code", Number(200)))], default);

        Assert.Equal(
            """
            # HELP istio_dur_seconds /dur seconds
            # TYPE istio_dur_seconds histogram
            istio_dur_seconds_bucket{x="y",le="0.005"} 0
            istio_dur_seconds_bucket{x="y",le="0.01"} 0
            istio_dur_seconds_bucket{x="y",le="0.025"} 0
            istio_dur_seconds_bucket{x="y",le="0.05"} 0
            istio_dur_seconds_bucket{x="y",le="0.1"} 0
            istio_dur_seconds_bucket{x="y",le="0.25"} 0
            istio_dur_seconds_bucket{x="y",le="0.5"} 0
            istio_dur_seconds_bucket{x="y",le="1"} 0
            istio_dur_seconds_bucket{x="y",le="2.5"} 0
            istio_dur_seconds_bucket{x="y",le="5"} 0
            istio_dur_seconds_bucket{x="y",le="10"} 0
            istio_dur_seconds_bucket{x="y",le="+Inf"} 1
            istio_dur_seconds_sum{x="y"} 90.5004
            istio_dur_seconds_count{x="y"} 1
            # HELP istio_requests_total Total \\ requests\nseen
            # TYPE istio_requests_total counter
            istio_requests_total{code="200",path="/z"} 5
            istio_requests_total{code="404",path="/p q"} 25
            # HELP istio_size size
            # TYPE istio_size histogram
            istio_size_bucket{le="5"} 1
            istio_size_bucket{le="15"} 1
            istio_size_bucket{le="25"} 2
            istio_size_bucket{le="35"} 2
            istio_size_bucket{le="+Inf"} 2
            istio_size_sum 29
            istio_size_count 2
            # HELP istio_strv strv
            # TYPE istio_strv histogram
            istio_strv_bucket{le="0.5"} 0
            istio_strv_bucket{le="1"} 0
            istio_strv_bucket{le="2"} 0
            istio_strv_bucket{le="4"} 0
            istio_strv_bucket{le="+Inf"} 1
            istio_strv_sum 7.5
            istio_strv_count 1
            # HELP myns_a_b_c_types_metric_istiosystem types.metric.istio-system
            # TYPE myns_a_b_c_types_metric_istiosystem gauge
            myns_a_b_c_types_metric_istiosystem{b="false",d="20ms",ip="1.2.3.4",q="a\"b\\c\nd",t="2018-09-01T10:11:12.123456Z"} 1e+21

            """,
            await _page.Text());
    }

    [Fact]
    public async Task Report_ValuesThatDoNotFit_AreErrorsAndTheRestIsRecorded()
    {
        var handler = await Build(
            [],
            new Info { InstanceName = "cnt", Name = "cnt", Kind = Kind.Counter },
            new Info { InstanceName = "str", Name = "str", Kind = Kind.Gauge },
            new Info { InstanceName = "flag", Name = "flag", Kind = Kind.Gauge });

        var errors = await ErrorsOf(handler.HandleMetricAsync(
            [
                Metric("other", Number(1)), Metric("flag", new AttributeValue(false)), Metric("str", Text("abc")), Metric("str", Text("1e999")),
                Metric("cnt", Number(-1)), Metric("cnt", Text("nan")), Metric("str", Text("-Inf")),
            ],
            default));

        Assert.Equal(
            [
                "could not find metric info from adapter config for other",
                "could not get value for metric flag: could not extract numeric value for false",
                "could not get value for metric str: strconv.ParseFloat: parsing \"abc\": invalid syntax",
                "could not get value for metric str: strconv.ParseFloat: parsing \"1e999\": value out of range",
                "could not record metric cnt: counter cannot decrease in value",
                "could not record metric cnt: counter cannot add NaN",
            ],
            errors);
        Assert.Equal(["# HELP istio_str str", "# TYPE istio_str gauge", "istio_str -Inf"], await _page.Lines());
    }

    [Fact]
    public async Task Labels_DimensionsDiffer_AreMatchedByTheirSafeNames()
    {
        var handler = await Build(
            Types(("m", ["a.b", "extra", "c"])), new Info { InstanceName = "m", Name = "m", Kind = Kind.Gauge, LabelNames = { "a.b", "c", "gone" } });

        await handler.HandleMetricAsync([Metric("m", Number(1), ("a.b", Text("x")), ("extra", Text("y")), ("c", Text("z")))], default);

        Assert.Contains("istio_m{a_b=\"x\",c=\"z\",gone=\"\"} 1", await _page.Lines());
        Assert.Contains("Warning Instance m has no dimension for label 'gone' of metric istio_m; the label stays empty.", _environment.Lines);
        Assert.Contains("Warning Dimension 'extra' of instance m is no label of metric istio_m and is left out.", _environment.Lines);
    }

    [Fact]
    public async Task Reload_UnchangedMetric_KeepsItsCountsAndThePort()
    {
        var first = await Build([], Counter("kept"), Counter("removed"), Counter("changed"));
        await first.HandleMetricAsync([Metric("kept", Number(1)), Metric("removed", Number(1)), Metric("changed", Number(1))], default);
        var port = _server.Port;

        var changed = Counter("changed");
        changed.Description = "new";
        var second = await Build([], Counter("kept"), changed);
        await second.HandleMetricAsync([Metric("kept", Number(2)), Metric("changed", Number(2))], default);
        await Close(first);

        Assert.Equal(port, _server.Port);
        var lines = await _page.Lines();
        Assert.Contains("istio_kept 3", lines);
        Assert.Contains("istio_changed 2", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("istio_removed", StringComparison.Ordinal));
        Assert.Contains("Warning Metric istio_changed redefined. It starts from zero with the new definition.", _environment.Lines);
    }

    [Fact]
    public async Task Close_LastHandler_ClosesThePortAndCountsSurvive()
    {
        var handler = await Build([], Counter("cnt"));
        await handler.HandleMetricAsync([Metric("cnt", Number(1))], default);
        using var client = new HttpClient();
        var address = new Uri($"http://127.0.0.1:{_server.Port}/metrics");
        await client.GetStringAsync(address);

        await Close(handler);

        Assert.Null(_server.Port);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(address));
        handler = await Build([], Counter("cnt"));
        await handler.HandleMetricAsync([Metric("cnt", Number(1))], default);
        Assert.Contains("istio_cnt 2", await _page.Lines());
    }

    [Fact]
    public async Task Build_PortTaken_FailsAndHoldsNothing()
    {
        await Build([], Counter("cnt"));
        var other = new MetricsServer(_server.Port!.Value);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new PrometheusAdapter(other).BuildAsync(new Params { Metrics = { Counter("x") } }, _environment, default));

        Assert.StartsWith("could not start prometheus metrics server: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(other.Registry.OnPage());
        await Close(_open[0]);
        var handler = await new PrometheusAdapter(other).BuildAsync(new Params { Metrics = { Counter("x") } }, _environment, default);
        await handler.DisposeAsync();
        Assert.Null(other.Port);
    }

    [Fact]
    public async Task Expiry_SeriesWithoutUpdate_IsRemovedInTime()
    {
        var adapter = new PrometheusAdapter(_server);
        var config = new Params
        {
            Metrics = { new Info { InstanceName = "m", Name = "m", Kind = Kind.Counter, LabelNames = { "a" } } },
            MetricsExpirationPolicy = new() { MetricsExpiryDuration = new() { Seconds = 2 } },
        };
        var handler = (IMetricHandler)await adapter.BuildAsync(config, _environment, default);
        _open.Add(handler);
        await handler.HandleMetricAsync([Metric("m", Number(1), ("a", Text("old"))), Metric("m", Number(1), ("a", Text("new")))], default);

        _environment.Clock.Advance(TimeSpan.FromSeconds(1));
        await handler.HandleMetricAsync([Metric("m", Number(1), ("a", Text("new")))], default);
        Assert.Contains("istio_m{a=\"old\"} 1", await _page.Lines());
        _environment.Clock.Advance(TimeSpan.FromSeconds(1));
        await Until(async () => !(await _page.Text()).Contains("old", StringComparison.Ordinal));
        Assert.Contains("istio_m{a=\"new\"} 2", await _page.Lines());
        _environment.Clock.Advance(TimeSpan.FromSeconds(2));
        await Until(async () => (await _page.Text()).Length == 0);

        await handler.HandleMetricAsync([Metric("m", Number(1), ("a", Text("old")))], default);
        Assert.Contains("istio_m{a=\"old\"} 1", await _page.Lines());
    }

    [Fact]
    public async Task Record_FromManyThreadsWhileExpiring_LosesNothingOfALiveSeries()
    {
        var handler = await Build([], new Info { InstanceName = "m", Name = "m", Kind = Kind.Counter, LabelNames = { "a" } });
        var family = Assert.Single(_server.Registry.OnPage());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5000; i++)
            {
                await handler.HandleMetricAsync([Metric("m", Number(1), ("a", Number(i % 7)))], default);
                family.Expire(_environment.Clock, TimeSpan.FromSeconds(1));
            }
        })));

        var sum = (await _page.Lines()).Where(line => line[0] != '#').Sum(line => long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(20000, sum);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var handler in _open.ToList())
        {
            await Close(handler);
        }

        await _environment.DisposeAsync();
    }

    public void Dispose() => _page.Dispose();

    private static Info Counter(string name) => new() { InstanceName = name, Name = name, Kind = Kind.Counter };

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task<IMetricHandler> Build(Dictionary<string, MetricType> types, params Info[] metrics)
    {
        var adapter = new PrometheusAdapter(_server);
        adapter.SetMetricTypes(types);
        var handler = (IMetricHandler)await adapter.BuildAsync(new Params { Metrics = { metrics } }, _environment, default);
        _open.Add(handler);
        return handler;
    }

    private async Task Close(IMetricHandler handler)
    {
        _open.Remove(handler);
        await handler.DisposeAsync();
    }
}

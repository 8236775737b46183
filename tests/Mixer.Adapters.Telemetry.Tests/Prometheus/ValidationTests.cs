using Google.Protobuf.WellKnownTypes;
using Mixer.Adapters.Prometheus;
using Mixer.Adapters.Prometheus.Configuration;
using Mixer.Sdk;
using Buckets = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.BucketsDefinition;
using Info = Mixer.Adapters.Prometheus.Params.Types.MetricInfo;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Telemetry.Tests.Prometheus;

public sealed class ValidationTests
{
    [Theory]
    [InlineData("/dur seconds", "dur_seconds")]
    [InlineData("types.metric.istio-system", "types_metric_istiosystem")]
    [InlineData("//a/b.c-d e", "_a_b_cd_e")]
    [InlineData("", "")]
    public void Safe_Name_IsMadeSo(string name, string safe) => Assert.Equal(safe, MetricNames.Safe(name));

    [Theory]
    [InlineData("0s", 0, 0)]
    [InlineData("-3s", -3, 0)]
    public void Validate_ExpiryNotAboveZero_IsRefused(string shown, long seconds, int nanos)
    {
        var config = new Params { MetricsExpirationPolicy = new() { MetricsExpiryDuration = new Duration { Seconds = seconds, Nanos = nanos } } };

        Assert.Equal([$"metricsExpiryDuration: metricsExpiryDuration {shown} is invalid, must be > 0"], Errors(config));
    }

    [Fact]
    public void Validate_EveryFault_IsCollectedWithItsPlace()
    {
        var config = new Params
        {
            Metrics =
            {
                new Info { Name = "9bad$name", Namespace = "9", Kind = Kind.Counter, LabelNames = { "a", "b$", "__c", "a" } },
                new Info { Name = "nokind" },
                Histogram("linear", new Buckets { LinearBuckets = new() { NumFiniteBuckets = -1, Width = 1 } }),
                Histogram("width", new Buckets { LinearBuckets = new() { NumFiniteBuckets = 1 } }),
                Histogram("scale", new Buckets { ExponentialBuckets = new() { NumFiniteBuckets = 2, GrowthFactor = 2 } }),
                Histogram("factor", new Buckets { ExponentialBuckets = new() { NumFiniteBuckets = 2, GrowthFactor = 1, Scale = 1 } }),
                Histogram("order", new Buckets { ExplicitBuckets = new() { Bounds = { 1, 3, 2 } } }),
                Histogram("le", null, "le"),
                Histogram("huge", new Buckets { LinearBuckets = new() { NumFiniteBuckets = int.MaxValue, Width = 1 } }),
            },
        };

        Assert.Equal(
            [
                "metrics[0].name: could not register metric: \"9_9bad$name\" is not a valid metric name",
                "metrics[0].labelNames[1]: \"b$\" is not a valid label name",
                "metrics[0].labelNames[2]: \"__c\" is not a valid label name",
                "metrics[0].labelNames[3]: duplicate label name \"a\"",
                "metrics[1].kind: unknown metric kind (0); could not register metric nokind; use GAUGE, COUNTER or DISTRIBUTION",
                "metrics[2].buckets.linearBuckets.numFiniteBuckets: LinearBuckets needs a positive count",
                "metrics[3].buckets.linearBuckets.width: LinearBuckets needs a positive width",
                "metrics[4].buckets.exponentialBuckets.scale: ExponentialBuckets needs a positive start value",
                "metrics[5].buckets.exponentialBuckets.growthFactor: ExponentialBuckets needs a factor greater than 1",
                "metrics[6].buckets.explicitBuckets.bounds: histogram buckets must be in increasing order: 3.000000 >= 2.000000",
                "metrics[7].labelNames[0]: \"le\" is not allowed as label name in histograms",
                "metrics[8].buckets.linearBuckets.numFiniteBuckets: LinearBuckets may have at most 10000 buckets",
            ],
            Errors(config));
    }

    [Fact]
    public void Validate_TwoEntriesOfOneName_MustBeTheSame()
    {
        var config = new Params
        {
            Metrics =
            {
                new Info { Name = "x", InstanceName = "a", Kind = Kind.Counter, LabelNames = { "p", "q" } },
                new Info { Name = "/x", InstanceName = "b", Description = "x", Kind = Kind.Counter, LabelNames = { "q", "p" } },
                new Info { Name = "x", InstanceName = "c", Kind = Kind.Counter, LabelNames = { "q" } },
            },
        };

        Assert.Equal(
            ["metrics[2]: could not register metric: a previously registered descriptor with the same fully-qualified name as istio_x has different label names or a different help string"],
            Errors(config));
    }

    [Fact]
    public void Bounds_Explicit_DropAFinalInfinity()
    {
        var bounds = BucketBounds.Of(new Buckets { ExplicitBuckets = new() { Bounds = { 1, 2, double.PositiveInfinity } } }, (_, message) => Assert.Fail(message));

        Assert.Equal([1, 2], bounds.AsEnumerable());
    }

    [Fact]
    public void Bounds_ExplicitWithoutAny_AreTheDefault() =>
        Assert.Equal(11, BucketBounds.Of(new Buckets { ExplicitBuckets = new() }, (_, message) => Assert.Fail(message)).Length);

    private static Info Histogram(string name, Buckets? buckets, params string[] labels) =>
        new() { Name = name, InstanceName = name, Kind = Kind.Distribution, Buckets = buckets, LabelNames = { labels } };

    private static IEnumerable<string> Errors(Params config)
    {
        var errors = new ConfigErrors();
        new PrometheusAdapter().Validate(config, errors);
        return errors.Select(error => error.ToString());
    }
}

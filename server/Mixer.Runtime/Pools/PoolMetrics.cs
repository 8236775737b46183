using Prometheus;

namespace Mixer.Runtime.Pools;

/// <summary>The instruments of worker pools, by pool. Thread-safe.</summary>
internal sealed class PoolMetrics
{
    private static readonly double[] Seconds = [.0001, .0005, .001, .005, .01, .05, .1, .5, 1, 5, 10];

    public PoolMetrics(CollectorRegistry registry)
    {
        var factory = Metrics.WithCustomRegistry(registry);
        Limit = factory.CreateGauge("mixer_worker_pool_limit", "How much work may run at once.", "pool");
        Running = factory.CreateGauge("mixer_worker_pool_running", "How much work runs.", "pool");
        Waiting = factory.CreateGauge("mixer_worker_pool_waiting", "How much work waits for room.", "pool");
        Rejections = factory.CreateCounter("mixer_worker_pool_rejected_total", "Work that was refused because too much waited already.", "pool");
        Waits = factory.CreateHistogram("mixer_worker_pool_wait_seconds", "How long work waited that found no room at once.",
            new HistogramConfiguration { LabelNames = ["pool"], Buckets = Seconds, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
    }

    public Gauge Limit { get; }

    public Gauge Running { get; }

    public Gauge Waiting { get; }

    public Counter Rejections { get; }

    public Histogram Waits { get; }
}

using Mixer.Adapters.Prometheus.Metrics;
using Mixer.Sdk.Values;
using Policy = Mixer.Adapters.Prometheus.Params.Types.MetricsExpirationPolicy;

namespace Mixer.Adapters.Prometheus.Configuration;

/// <summary>When series without updates are removed. Immutable.</summary>
/// <param name="Age">Time without an update after which a series goes.</param>
/// <param name="Interval">How often to look.</param>
internal sealed record ExpiryPolicy(TimeSpan Age, TimeSpan Interval)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>The policy of a valid configuration; null for none.</summary>
    public static ExpiryPolicy? Of(Policy? config)
    {
        if (config is null)
        {
            return null;
        }

        var age = Span(config.MetricsExpiryDuration).ToTimeSpan();
        var interval = Span(config.ExpiryCheckIntervalDuration).ToTimeSpan();
        interval = interval > TimeSpan.Zero ? interval : age / 2;
        return new ExpiryPolicy(age, interval < Shortest ? Shortest : interval > Longest ? Longest : interval);
    }

    /// <summary>A span of the configuration; zero if it is not there.</summary>
    public static Duration Span(Google.Protobuf.WellKnownTypes.Duration? span) =>
        span is null ? Duration.Zero : new Duration((long)Int128.Clamp((Int128)span.Seconds * Duration.Second + span.Nanos, long.MinValue, long.MaxValue));

    /// <summary>Removes series that are too old from <paramref name="families"/>, at each interval, until stopped.</summary>
    public async Task SweepAsync(IReadOnlyList<MetricFamily> families, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                foreach (var family in families)
                {
                    family.Expire(time, Age);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The handler is being closed.
        }
    }
}

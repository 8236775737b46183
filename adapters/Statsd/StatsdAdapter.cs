using System.Collections.Frozen;
using System.Globalization;
using Mixer.Adapters.Statsd.Sending;
using Mixer.Adapters.Statsd.Templates;
using Mixer.Sdk;
using Mixer.Templates;
using Span = Google.Protobuf.WellKnownTypes.Duration;

namespace Mixer.Adapters.Statsd;

/// <summary>Builds handlers that send metrics to a statsd daemon.</summary>
[Adapter("statsd", Description = "Produces statsd metrics", SupportedTemplates = [typeof(MetricTemplate)])]
public sealed class StatsdAdapter : HandlerBuilder<Params>, IMetricHandlerBuilder
{
    private const int DefaultFlushBytes = 512;
    private static readonly TimeSpan DefaultFlushDuration = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan ShortestFlush = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestFlush = TimeSpan.FromDays(24);

    private IReadOnlyDictionary<string, MetricType> _types = FrozenDictionary<string, MetricType>.Empty;

    /// <inheritdoc/>
    public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) => _types = types;

    /// <inheritdoc/>
    public override Params CreateDefaultConfig() =>
        new()
        {
            Address = "localhost:8125",
            FlushDuration = Span.FromTimeSpan(DefaultFlushDuration),
            FlushBytes = DefaultFlushBytes,
            SamplingRate = 1,
        };

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        if (!ServerAddress.TryParse(config.Address, out _, out var malformed))
        {
            errors.Add("address", malformed);
        }

        if (config.FlushDuration is { } duration && (duration.Seconds < 0 || duration.Nanos < 0))
        {
            errors.Add("flushDuration", "flush duration must be >= 0");
        }

        if (config.FlushBytes < 0)
        {
            errors.Add("flushBytes", "flush bytes must be >= 0");
        }

        if (!(config.SamplingRate >= 0))
        {
            errors.Add("samplingRate", "sampling rate must be >= 0");
        }

        foreach (var (metric, info) in config.Metrics.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!GoTemplate.TryParse(metric, info.NameTemplate, out _, out var fault))
            {
#pragma warning disable MIX2010 // The reference's word for all name templates together; operators look for that text.
                errors.Add("metricNameTemplateStrings", $"failed to parse template '{Dump(info)}' for metric '{metric}': {fault}");
#pragma warning restore MIX2010
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        if (!ServerAddress.TryParse(config.Address, out var address, out var malformed))
        {
            throw new InvalidOperationException(malformed);
        }

        foreach (var metric in config.Metrics.Keys.Where(metric => !_types.ContainsKey(metric)).Order(StringComparer.Ordinal))
        {
            StatsdLog.NoSuchMetric(environment.Logger, metric);
        }

        var sender = new DatagramSender(address, environment.Logger, environment.Time);
        var buffer = new DatagramBuffer(config.FlushBytes > 0 ? config.FlushBytes : DefaultFlushBytes, sender.Post);
        var handler = new StatsdHandler(config, buffer, sender, Random.Shared.NextDouble);
        environment.ScheduleDaemon("statsd sender", sender.RunAsync);
        environment.ScheduleDaemon("statsd flush", stop => FlushAsync(buffer, Interval(config), environment.Time, stop));
        return ValueTask.FromResult<IHandler>(handler);
    }

    private static TimeSpan Interval(Params config)
    {
        var seconds = config.FlushDuration is { } given ? given.Seconds + given.Nanos / 1e9 : 0;
        return seconds <= 0 ? DefaultFlushDuration
            : seconds >= LongestFlush.TotalSeconds ? LongestFlush
            : seconds <= ShortestFlush.TotalSeconds ? ShortestFlush
            : TimeSpan.FromSeconds(seconds);
    }

    private static async Task FlushAsync(DatagramBuffer buffer, TimeSpan interval, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                buffer.Flush();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The handler is being closed and flushes then.
        }
    }

    private static string Dump(Params.Types.MetricInfo info) =>
        string.Create(CultureInfo.InvariantCulture, $"&Params_MetricInfo{{Type:{info.Type.ToString().ToUpperInvariant()},NameTemplate:{info.NameTemplate},}}");
}

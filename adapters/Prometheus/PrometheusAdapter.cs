using System.Collections.Frozen;
using Mixer.Adapters.Prometheus.Configuration;
using Mixer.Adapters.Prometheus.Exposition;
using Mixer.Adapters.Prometheus.Metrics;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Prometheus;

/// <summary>Builds handlers that keep metrics for a Prometheus server to scrape.</summary>
[Adapter("prometheus", Description = "Publishes prometheus metrics", SupportedTemplates = [typeof(MetricTemplate)])]
public sealed class PrometheusAdapter : HandlerBuilder<Params>, IMetricHandlerBuilder
{
    private readonly MetricsServer _server;
    private IReadOnlyDictionary<string, MetricType> _types = FrozenDictionary<string, MetricType>.Empty;

    /// <summary>A builder of handlers on the metrics page of the process.</summary>
    public PrometheusAdapter() : this(MetricsServer.OfProcess) { }

    internal PrometheusAdapter(MetricsServer server) => _server = server;

    /// <inheritdoc/>
    public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) => _types = types;

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        if (config.MetricsExpirationPolicy is { } policy)
        {
            var expiry = ExpiryPolicy.Span(policy.MetricsExpiryDuration);
            if (expiry <= Duration.Zero)
            {
#pragma warning disable MIX2010 // The reference names the field without its message, and operators look for that text.
                errors.Add("metricsExpiryDuration", $"metricsExpiryDuration {expiry} is invalid, must be > 0");
#pragma warning restore MIX2010
            }

            var interval = ExpiryPolicy.Span(policy.ExpiryCheckIntervalDuration);
            if (interval < Duration.Zero)
            {
                errors.Add("metricsExpirationPolicy.expiryCheckIntervalDuration", $"expiryCheckIntervalDuration {interval} is invalid, must be >= 0");
            }
        }

        DefinitionReader.Read(config.Metrics, errors);
    }

    /// <inheritdoc/>
    public override async ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        var definitions = DefinitionReader.Read(config.Metrics, []);
        await _server.AcquireAsync(environment.Logger, cancellation).ConfigureAwait(false);

        // Nothing from here on fails, so the port is never held for a handler that does not exist.
        var entries = new Dictionary<string, MetricEntry>(StringComparer.Ordinal);
        var families = new List<MetricFamily>(definitions.Length);
        for (var i = 0; i < definitions.Length; i++)
        {
            var family = _server.Registry.Declare(definitions[i], out var redefined);
            families.Add(family);
            if (redefined)
            {
                PrometheusLog.Redefined(environment.Logger, definitions[i].Name);
            }

            entries[config.Metrics[i].InstanceName] = Bind(config.Metrics[i].InstanceName, family, environment);
        }

        var handler = new PrometheusHandler(entries.ToFrozenDictionary(StringComparer.Ordinal), families, _server, environment.Time);
        if (ExpiryPolicy.Of(config.MetricsExpirationPolicy) is { } expiry)
        {
            environment.ScheduleDaemon("metric expiry", stop => expiry.SweepAsync(families, environment.Time, stop));
        }

        return handler;
    }

    private MetricEntry Bind(string instance, MetricFamily family, AdapterEnvironment environment)
    {
        var labels = family.Definition.Labels;
        if (!_types.TryGetValue(instance, out var type))
        {
            return new MetricEntry(family, [.. labels]);
        }

        var known = type.Dimensions.Keys.ToList();
        var dimensions = MetricEntry.Match(labels, known);
        for (var i = 0; i < dimensions.Length; i++)
        {
            if (!known.Contains(dimensions[i]))
            {
                PrometheusLog.LabelWithoutDimension(environment.Logger, instance, labels[i], family.Definition.Name);
            }
        }

        foreach (var dimension in known.Except(dimensions))
        {
            PrometheusLog.DimensionWithoutLabel(environment.Logger, dimension, instance, family.Definition.Name);
        }

        return new MetricEntry(family, dimensions);
    }
}

using System.Buffers;
using System.Collections.Frozen;
using Mixer.Adapters.Prometheus.Configuration;
using Mixer.Adapters.Prometheus.Exposition;
using Mixer.Adapters.Prometheus.Metrics;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Prometheus;

/// <summary>Records metrics in the registry of the process; a Prometheus server comes for them.</summary>
internal sealed class PrometheusHandler(
    FrozenDictionary<string, MetricEntry> entries, IReadOnlyList<MetricFamily> families, MetricsServer server, TimeProvider time) : IMetricHandler
{
    /// <inheritdoc/>
    public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation)
    {
        List<string>? errors = null;
        var now = time.GetTimestamp();
        for (var i = 0; i < instances.Count; i++)
        {
            if (Record(instances[i], now) is { } error)
            {
                (errors ??= []).Add(error);
            }
        }

        return errors is null ? ValueTask.CompletedTask : ValueTask.FromException(new ReportFailedException(errors));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var family in families)
        {
            server.Registry.Release(family);
        }

        await server.ReleaseAsync().ConfigureAwait(false);
    }

    private string? Record(MetricInstance instance, long now)
    {
        if (!entries.TryGetValue(instance.Name, out var entry))
        {
            return "could not find metric info from adapter config for " + instance.Name;
        }

        if (NumericValue.Read(instance.Value, out var number) is { } unreadable)
        {
            return "could not get value for metric " + instance.Name + ": " + unreadable;
        }

        var dimensions = entry.Dimensions;
        var rented = ArrayPool<string>.Shared.Rent(dimensions.Length);
        for (var i = 0; i < dimensions.Length; i++)
        {
            rented[i] = instance.Dimensions.TryGetValue(dimensions[i], out var value) ? TextForm.Of(value) : "";
        }

        var refused = entry.Family.Record(rented.AsSpan(0, dimensions.Length), number, now);
        ArrayPool<string>.Shared.Return(rented, clearArray: true);
        return refused is null ? null : "could not record metric " + instance.Name + ": " + refused;
    }
}

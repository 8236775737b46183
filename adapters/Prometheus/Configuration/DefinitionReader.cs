using System.Collections.Immutable;
using System.Globalization;
using Mixer.Adapters.Prometheus.Metrics;
using Mixer.Sdk;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;
using MetricInfo = Mixer.Adapters.Prometheus.Params.Types.MetricInfo;

namespace Mixer.Adapters.Prometheus.Configuration;

/// <summary>Turns configuration entries into metric definitions and finds every fault in them. Pure; any thread.</summary>
internal static class DefinitionReader
{
    private const string DefaultNamespace = "istio";

    /// <summary>The definitions of all entries, in their order; faults go to <paramref name="errors"/> with the field <c>metrics[i]...</c>.</summary>
    public static ImmutableArray<MetricDefinition> Read(IReadOnlyList<MetricInfo> entries, ConfigErrors errors)
    {
        var byName = new Dictionary<string, MetricDefinition>(StringComparer.Ordinal);
        var definitions = ImmutableArray.CreateBuilder<MetricDefinition>(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"metrics[{i}]");
            var definition = Read(entries[i], (field, message) => errors.Add(path + "." + field, message));
            definitions.Add(definition);
            if (!byName.TryAdd(definition.Name, definition) && !byName[definition.Name].Equals(definition))
            {
                errors.Add(path, Difference(byName[definition.Name], definition));
            }
        }

        return definitions.MoveToImmutable();
    }

    private static MetricDefinition Read(MetricInfo entry, Action<string, string> fault)
    {
        var own = entry.Name.Length != 0 ? entry.Name : entry.InstanceName;
        var space = entry.Namespace.Length != 0 ? entry.Namespace : DefaultNamespace;
        var name = MetricNames.Safe(space) + "_" + MetricNames.Safe(own);
        if (!MetricNames.IsMetricName(name))
        {
            fault("name", $"could not register metric: \"{name}\" is not a valid metric name");
        }

        if (entry.Kind is not (Kind.Gauge or Kind.Counter or Kind.Distribution))
        {
            fault("kind", string.Create(
                CultureInfo.InvariantCulture, $"unknown metric kind ({(int)entry.Kind}); could not register metric {own}; use GAUGE, COUNTER or DISTRIBUTION"));
        }

        var bounds = entry.Kind == Kind.Distribution
            ? BucketBounds.Of(entry.Buckets, (field, message) => fault(field.Length == 0 ? "buckets" : "buckets." + field, message))
            : [];
        return new MetricDefinition(name, entry.Description.Length != 0 ? entry.Description : own, entry.Kind, Labels(entry, fault), bounds);
    }

    private static ImmutableArray<string> Labels(MetricInfo entry, Action<string, string> fault)
    {
        var labels = entry.LabelNames.Select(MetricNames.Safe).ToArray();
        for (var i = 0; i < labels.Length; i++)
        {
            var message =
                !MetricNames.IsLabelName(labels[i]) ? $"\"{labels[i]}\" is not a valid label name"
                : entry.Kind == Kind.Distribution && labels[i] == "le" ? "\"le\" is not allowed as label name in histograms"
                : Array.IndexOf(labels, labels[i]) < i ? $"duplicate label name \"{labels[i]}\""
                : null;
            if (message is not null)
            {
                fault(string.Create(CultureInfo.InvariantCulture, $"labelNames[{i}]"), message);
            }
        }

        Array.Sort(labels, StringComparer.Ordinal);
        return ImmutableArray.Create(labels);
    }

    private static string Difference(MetricDefinition first, MetricDefinition second) =>
        $"could not register metric: a previously registered descriptor with the same fully-qualified name as {second.Name} has "
        + (first.Kind != second.Kind ? "a different kind"
            : first.Help == second.Help && first.Labels.AsSpan().SequenceEqual(second.Labels.AsSpan()) ? "different buckets"
            : "different label names or a different help string");
}

using System.Collections.Frozen;
using Mixer.Adapters.Statsd.Sending;
using Mixer.Adapters.Statsd.Templates;
using Mixer.Sdk;
using Mixer.Templates;
using Info = Mixer.Adapters.Statsd.Params.Types.MetricInfo;

namespace Mixer.Adapters.Statsd;

/// <summary>Turns metrics into lines and leaves sending them to the background; a report never waits for the network.</summary>
internal sealed class StatsdHandler : IMetricHandler
{
    private readonly FrozenDictionary<string, Entry> _entries;
    private readonly DatagramBuffer _buffer;
    private readonly DatagramSender _sender;
    private readonly Func<double> _random;
    private readonly double _rate;
    private readonly string _suffix;
    private readonly string _prefix;

    /// <summary>A handler over what it will own: the sender.</summary>
    /// <param name="config">A valid configuration.</param>
    /// <param name="buffer">Takes the lines.</param>
    /// <param name="sender">Sends what the buffer gives out; disposed with the handler.</param>
    /// <param name="random">Numbers in [0, 1), for sampling; from any thread.</param>
    public StatsdHandler(Params config, DatagramBuffer buffer, DatagramSender sender, Func<double> random)
    {
        _buffer = buffer;
        _sender = sender;
        _random = random;
        _rate = config.SamplingRate;
        _suffix = StatsdLine.RateSuffix(_rate);
        _prefix = config.Prefix.Length == 0 ? "" : config.Prefix + ".";
        _entries = config.Metrics.ToFrozenDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation)
    {
        List<string>? errors = null;
        for (var i = 0; i < instances.Count; i++)
        {
            if (Record(instances[i]) is { } error)
            {
                (errors ??= []).Add(error);
            }
        }

        return errors is null ? ValueTask.CompletedTask : ValueTask.FromException(new ReportFailedException(errors));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _buffer.Flush();
        return _sender.DisposeAsync();
    }

    private static Entry Read(string metric, Info info) =>
        info.NameTemplate.Length == 0 ? new Entry(info.Type, null)
        : GoTemplate.TryParse(metric, info.NameTemplate, out var template, out var fault) ? new Entry(info.Type, template)
        : throw new InvalidOperationException(fault);

    private string? Record(MetricInstance instance)
    {
        if (!_entries.TryGetValue(instance.Name, out var entry))
        {
            return "no info for metric named " + instance.Name;
        }

        var measurement = StatsdLine.Measurement(entry.Type, instance.Name, instance.Value, out var unfit);
        if (unfit is not null)
        {
            return unfit;
        }

        var name = instance.Name;
        if (entry.Template is { } template && !template.TryExecute(instance.Dimensions, out name, out var fault))
        {
            return $"could not make a name for metric {instance.Name}: {fault}";
        }

        if (_rate >= 1 || _random() < _rate)
        {
            _buffer.Append(_prefix + StatsdLine.Name(name) + ":" + measurement + _suffix);
        }

        return null;
    }

    private sealed record Entry(Info.Types.Type Type, GoTemplate? Template);
}

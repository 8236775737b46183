using System.Collections.Frozen;
using Mixer.Adapters.Stdio.Encoding;
using Mixer.Adapters.Stdio.Output;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Stdio;

/// <summary>Writes one line an instance, the lines of a batch together and in order; they are out when the call returns.</summary>
internal sealed class StdioHandler(Params config, LineLayouts variables, LineLayouts dimensions, LineSink sink, TimeProvider time)
    : ILogEntryHandler, IMetricHandler
{
    private static readonly FieldName ValueField = new("value", JsonText.Quote("value"));
    private readonly FrozenDictionary<string, Params.Types.Level> _severities = config.SeverityLevels.ToFrozenDictionary(StringComparer.Ordinal);
    private readonly Params.Types.Level _metricLevel = config.MetricLevel;
    private readonly Params.Types.Level _outputLevel = config.OutputLevel;
    private readonly RecordEncoder _encoder = RecordEncoder.Create(config.OutputAsJson);
    private RecordBatch? _spare;

    /// <inheritdoc/>
    public ValueTask HandleLogEntryAsync(IReadOnlyList<LogEntryInstance> instances, CancellationToken cancellation)
    {
        var batch = Rent();
        for (var i = 0; i < instances.Count; i++)
        {
            var entry = instances[i];
            var level = _severities.GetValueOrDefault(entry.Severity ?? "", Params.Types.Level.Info);
            if (level >= _outputLevel)
            {
                var layout = variables.Of(entry.Name, entry.Variables.Keys);
                _encoder.Begin(batch, new RecordHead(level, entry.Timestamp, layout));
                _encoder.End(batch, Fields(batch, 0, layout, entry.Variables));
            }
        }

        return Write(batch);
    }

    /// <inheritdoc/>
    public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation)
    {
        if (_metricLevel < _outputLevel)
        {
            return ValueTask.CompletedTask;
        }

        var batch = Rent();
        var now = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        for (var i = 0; i < instances.Count; i++)
        {
            var metric = instances[i];
            var layout = dimensions.Of(metric.Name, metric.Dimensions.Keys);
            _encoder.Begin(batch, new RecordHead(_metricLevel, now, layout));
            _encoder.Field(batch, 0, ValueField, metric.Value);
            _encoder.End(batch, Fields(batch, 1, layout, metric.Dimensions));
        }

        return Write(batch);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sink.DisposeAsync();

    private int Fields(RecordBatch batch, int index, LineLayout layout, IReadOnlyDictionary<string, AttributeValue> values)
    {
        foreach (ref readonly var field in layout.Fields.AsSpan())
        {
            if (values.TryGetValue(field.Name, out var value))
            {
                _encoder.Field(batch, index++, field, value);
            }
        }

        return index;
    }

    private RecordBatch Rent() => Interlocked.Exchange(ref _spare, null) ?? new RecordBatch();

    private ValueTask Write(RecordBatch batch)
    {
        var errors = batch.Bytes.IsEmpty ? null : sink.Write(batch);
        batch.Reset();
        Volatile.Write(ref _spare, batch);
        return errors is null ? ValueTask.CompletedTask : ValueTask.FromException(new ReportFailedException(errors));
    }
}

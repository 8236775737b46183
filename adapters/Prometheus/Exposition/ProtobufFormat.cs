using System.Buffers;
using Google.Protobuf;
using Mixer.Adapters.Prometheus.Metrics;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>
/// The binary format of Prometheus: <c>io.prometheus.client.MetricFamily</c> messages, each after its length. Written by hand, field by
/// field, as that message is proto2 and no more than this of it is needed.
/// </summary>
internal static class ProtobufFormat
{
    /// <summary>The media type of the page.</summary>
    public const string ContentType = "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    /// <summary>Writes a metric with all its series; nothing if it has none.</summary>
    public static void Write(IBufferWriter<byte> writer, MetricFamily family)
    {
        var series = family.Sorted();
        if (series.Count == 0)
        {
            return;
        }

        var definition = family.Definition;
        var message = Message(output =>
        {
            Text(output, 1, definition.Name);
            Text(output, 2, definition.Help);
            output.WriteTag(3, WireFormat.WireType.Varint);
            output.WriteEnum(definition.Kind switch { Kind.Counter => 0, Kind.Gauge => 1, _ => 4 });
            foreach (var one in series)
            {
                Nested(output, 4, metric => Metric(metric, definition, one));
            }
        });
        using var length = new MemoryStream(5);
        using (var prefix = new CodedOutputStream(length, leaveOpen: true))
        {
            prefix.WriteLength(message.Length);
        }

        writer.Write(length.ToArray());
        writer.Write(message);
    }

    private static void Metric(CodedOutputStream output, MetricDefinition definition, Series series)
    {
        for (var i = 0; i < series.LabelValues.Length; i++)
        {
            var label = i;
            Nested(output, 1, pair =>
            {
                Text(pair, 1, definition.Labels[label]);
                Text(pair, 2, series.LabelValues[label]);
            });
        }

        switch (series)
        {
            case NumberSeries number:
                Nested(output, definition.Kind == Kind.Gauge ? 2 : 3, value => Number(value, 1, number.Value));
                break;
            case HistogramSeries histogram:
                Nested(output, 7, value => Histogram(value, definition, histogram));
                break;
            default:
                throw new InvalidOperationException("unknown kind of series");
        }
    }

    private static void Histogram(CodedOutputStream output, MetricDefinition definition, HistogramSeries series)
    {
        var counts = new ulong[definition.Bounds.Length + 1];
        var sum = series.Read(counts);
        Count(output, 1, counts.Aggregate(0UL, (total, count) => total + count));
        Number(output, 2, sum);
        var cumulative = 0UL;
        for (var i = 0; i < definition.Bounds.Length; i++)
        {
            cumulative += counts[i];
            var (count, bound) = (cumulative, definition.Bounds[i]);
            Nested(output, 3, bucket =>
            {
                Count(bucket, 1, count);
                Number(bucket, 2, bound);
            });
        }
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            write(output);
        }

        return bytes.ToArray();
    }

    private static void Nested(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Message(write)));
    }

    private static void Text(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Number(CodedOutputStream output, int field, double value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteDouble(value);
    }

    private static void Count(CodedOutputStream output, int field, ulong value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteUInt64(value);
    }
}

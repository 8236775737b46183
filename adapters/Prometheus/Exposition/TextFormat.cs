using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Mixer.Adapters.Prometheus.Metrics;
using Mixer.Sdk.Values;
using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>The text format 0.0.4 of Prometheus. Pure but for what it is given; any thread.</summary>
internal static class TextFormat
{
    /// <summary>The media type of the page.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Labels as the page spells them, <c>a="x",b="y"</c>, in UTF-8.</summary>
    public static byte[] LabelBlock(ImmutableArray<string> names, string[] values)
    {
        var text = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(names[i]).Append("=\"").Append(Escape(values[i], quotes: true)).Append('"');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes a metric with all its series; nothing if it has none.</summary>
    public static void Write(IBufferWriter<byte> writer, MetricFamily family)
    {
        var series = family.Sorted();
        if (series.Count == 0)
        {
            return;
        }

        var definition = family.Definition;
        Put(writer, "# HELP " + definition.Name + " " + Escape(definition.Help, quotes: false) + "\n# TYPE " + definition.Name + " " + Spell(definition.Kind) + "\n");
        var name = Encoding.UTF8.GetBytes(definition.Name);
        if (definition.Kind != Kind.Distribution)
        {
            foreach (var one in series)
            {
                Line(writer, name, ""u8, one.LabelBlock, [], TextForm.WithExponent(((NumberSeries)one).Value));
            }

            return;
        }

        var bounds = definition.Bounds.Select(bound => Bucket(TextForm.WithExponent(bound))).Append(Bucket("+Inf")).ToArray();
        var counts = new ulong[bounds.Length];
        foreach (var one in series)
        {
            Histogram(writer, name, (HistogramSeries)one, bounds, counts);
        }
    }

    private static void Histogram(IBufferWriter<byte> writer, byte[] name, HistogramSeries series, byte[][] bounds, ulong[] counts)
    {
        var sum = series.Read(counts);
        var total = 0UL;
        for (var i = 0; i < bounds.Length; i++)
        {
            total += counts[i];
            Line(writer, name, "_bucket"u8, series.LabelBlock, bounds[i], total.ToString(CultureInfo.InvariantCulture));
        }

        Line(writer, name, "_sum"u8, series.LabelBlock, [], TextForm.WithExponent(sum));
        Line(writer, name, "_count"u8, series.LabelBlock, [], total.ToString(CultureInfo.InvariantCulture));
    }

    private static void Line(IBufferWriter<byte> writer, byte[] name, ReadOnlySpan<byte> suffix, byte[] labels, byte[] bound, string value)
    {
        writer.Write(name);
        writer.Write(suffix);
        if (labels.Length + bound.Length > 0)
        {
            writer.Write("{"u8);
            writer.Write(labels);
            writer.Write(labels.Length > 0 && bound.Length > 0 ? ","u8 : ""u8);
            writer.Write(bound);
            writer.Write("}"u8);
        }

        writer.Write(" "u8);
        Put(writer, value);
        writer.Write("\n"u8);
    }

    private static byte[] Bucket(string bound) => Encoding.UTF8.GetBytes("le=\"" + bound + "\"");

    private static void Put(IBufferWriter<byte> writer, string text) => Encoding.UTF8.GetBytes(text, writer);

    private static string Spell(Kind kind) =>
        kind switch
        {
            Kind.Counter => "counter",
            Kind.Gauge => "gauge",
            _ => "histogram",
        };

    private static string Escape(string text, bool quotes)
    {
        if (text.AsSpan().IndexOfAny('\\', '\n', '"') < 0)
        {
            return text;
        }

        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}

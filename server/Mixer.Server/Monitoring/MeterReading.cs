using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;

namespace Mixer.Server.Monitoring;

/// <summary>What all meters of the process measure at this moment, as <c>dotnet-counters</c> names it.</summary>
internal static class MeterReading
{
    /// <summary>All instruments that can be asked, as one JSON object, or as lines of text.</summary>
    public static string Read(bool asText, DateTimeOffset now)
    {
        List<Measured> measured = [];
        using var listener = new MeterListener { InstrumentPublished = Enable };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(new(instrument, value, tags.ToArray())));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => measured.Add(new(instrument, value, tags.ToArray())));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Add(new(instrument, value, tags.ToArray())));
        listener.Start();
        listener.RecordObservableInstruments();
        return asText ? TextOf(measured) : JsonOf(measured, now);
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.IsObservable)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static string TextOf(List<Measured> measured)
    {
        var text = new StringBuilder();
        foreach (var meter in measured.GroupBy(one => one.Instrument.Meter.Name))
        {
            text.Append('[').Append(meter.Key).Append("]\n");
            foreach (var (instrument, value, tags) in meter)
            {
                text.Append("    ").Append(instrument.Name);
                if (instrument.Unit is { Length: > 0 } unit)
                {
                    text.Append(" (").Append(unit).Append(')');
                }

                foreach (var (key, tag) in tags)
                {
                    text.Append(' ').Append(key).Append('=').Append(tag);
                }

                text.Append("  ").Append(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string JsonOf(List<Measured> measured, DateTimeOffset now)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", now);
            json.WriteStartArray("counters");
            foreach (var (instrument, value, tags) in measured)
            {
                json.WriteStartObject();
                json.WriteString("meter", instrument.Meter.Name);
                json.WriteString("name", instrument.Name);
                json.WriteString("unit", instrument.Unit ?? "");
                json.WriteStartObject("tags");
                foreach (var (key, tag) in tags)
                {
                    json.WriteString(key, tag?.ToString() ?? "");
                }

                json.WriteEndObject();
                json.WriteNumber("value", value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private sealed record Measured(Instrument Instrument, double Value, KeyValuePair<string, object?>[] Tags);
}

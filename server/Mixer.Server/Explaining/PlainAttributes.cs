using Google.Protobuf;
using Mixer.Sdk.Values;
using Duration = Mixer.Sdk.Values.Duration;
using Timestamp = Mixer.Sdk.Values.Timestamp;
using Wire = Mixer.Api.V1.Attributes;

namespace Mixer.Server.Explaining;

/// <summary>Attributes as the JSON form of <c>istio.mixer.v1.Attributes</c>: <c>{"attributes": {"request.path": {"stringValue": "/"}}}</c>.</summary>
internal static class PlainAttributes
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(false));

    public static string ToJson(IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        var message = new Wire();
        foreach (var (name, value) in attributes)
        {
            message.Attributes_[name] = ToWire(value);
        }

        return JsonFormatter.Default.Format(message);
    }

    /// <summary>Null with the complaint if the text is not of that form.</summary>
    public static List<KeyValuePair<string, AttributeValue>>? FromJson(string json, out string? error)
    {
        try
        {
            error = null;
            return [.. Parser.Parse<Wire>(json).Attributes_.Select(entry => KeyValuePair.Create(entry.Key, FromWire(entry.Value)))];
        }
        catch (Exception e) when (e is InvalidJsonException or InvalidProtocolBufferException or FormatException or OverflowException)
        {
            error = e.Message;
            return null;
        }
    }

    private static Wire.Types.AttributeValue ToWire(in AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                return new() { StringValue = value.AsString };
            case AttributeKind.Int64:
                return new() { Int64Value = value.AsInt64 };
            case AttributeKind.Double:
                return new() { DoubleValue = value.AsDouble };
            case AttributeKind.Bool:
                return new() { BoolValue = value.AsBool };
            case AttributeKind.Bytes:
                return new() { BytesValue = ByteString.CopyFrom(value.AsBytes) };
            case AttributeKind.Timestamp:
                return new() { TimestampValue = new() { Seconds = value.AsTimestamp.Seconds, Nanos = value.AsTimestamp.Nanos } };
            case AttributeKind.Duration:
                var (seconds, nanos) = Math.DivRem(value.AsDuration.Nanoseconds, Duration.Second);
                return new() { DurationValue = new() { Seconds = seconds, Nanos = (int)nanos } };
            case AttributeKind.StringMap:
                return new() { StringMapValue = new() { Entries = { value.AsStringMap.ToDictionary() } } };
            default:
                return new();
        }
    }

    private static AttributeValue FromWire(Wire.Types.AttributeValue value) =>
        value.ValueCase switch
        {
            Wire.Types.AttributeValue.ValueOneofCase.StringValue => new(value.StringValue),
            Wire.Types.AttributeValue.ValueOneofCase.Int64Value => new(value.Int64Value),
            Wire.Types.AttributeValue.ValueOneofCase.DoubleValue => new(value.DoubleValue),
            Wire.Types.AttributeValue.ValueOneofCase.BoolValue => new(value.BoolValue),
            Wire.Types.AttributeValue.ValueOneofCase.BytesValue => new(value.BytesValue.ToByteArray()),
            Wire.Types.AttributeValue.ValueOneofCase.TimestampValue => new(new Timestamp(value.TimestampValue.Seconds, value.TimestampValue.Nanos)),
            Wire.Types.AttributeValue.ValueOneofCase.DurationValue =>
                new(new Duration(checked(value.DurationValue.Seconds * Duration.Second + value.DurationValue.Nanos))),
            Wire.Types.AttributeValue.ValueOneofCase.StringMapValue =>
                new(StringMap.Create(value.StringMapValue.Entries.ToDictionary(StringComparer.Ordinal))),
            _ => default,
        };
}

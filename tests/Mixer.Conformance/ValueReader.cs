using System.Globalization;
using System.Text.Json;
using Mixer.Sdk.Values;

namespace Mixer.Conformance;

/// <summary>Recorded values: <c>{"t": type, "v": value}</c>.</summary>
internal static class ValueReader
{
    public static AttributeValue Read(JsonElement recorded)
    {
        var value = recorded.GetProperty("v");
        switch (recorded.GetProperty("t").GetString())
        {
            case "INT64":
                return new AttributeValue(value.GetInt64());
            case "DOUBLE":
                return new AttributeValue(value.ValueKind == JsonValueKind.String
                    ? double.Parse(value.GetString()!.Replace("Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)
                    : value.GetDouble());
            case "BOOL":
                return new AttributeValue(value.GetBoolean());
            case "TIMESTAMP":
                return new AttributeValue(ReadTime(value.GetString()!));
            case "DURATION":
                return Duration.TryParse(value.GetString(), out var duration)
                    ? new AttributeValue(duration)
                    : throw new FormatException($"no duration: {value}");
            case "IP_ADDRESS":
                return new AttributeValue(value.GetBytesFromBase64());
            case "STRING_MAP":
                return new AttributeValue(StringMap.Create(
                    value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal)));
            default:
                return new AttributeValue(value.GetString()!);
        }
    }

    private static Timestamp ReadTime(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var nanos = 0;
        if (dot >= 0)
        {
            var end = dot + 1;
            while (char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            nanos = int.Parse(text[(dot + 1)..end].PadRight(9, '0'), CultureInfo.InvariantCulture);
            text = text[..dot] + text[end..];
        }

        var time = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        return new Timestamp(time.ToUnixTimeSeconds(), nanos);
    }
}

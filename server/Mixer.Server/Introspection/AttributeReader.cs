using System.Net;
using System.Text.Json;
using Mixer.Attributes;
using Mixer.CommandLine;
using Mixer.Sdk.Values;

namespace Mixer.Server.Introspection;

/// <summary>Attributes as a person types them into the console: texts are read by the type that the configuration gives the attribute.</summary>
internal static class AttributeReader
{
    /// <summary>The values that can be read, in the order given; <paramref name="faults"/> gets a sentence about each of the others.</summary>
    public static List<KeyValuePair<string, AttributeValue>> Read(IReadOnlyDictionary<string, JsonElement> attributes, Vocabulary vocabulary, List<string> faults)
    {
        var values = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var (name, json) in attributes)
        {
            var type = vocabulary.TryGet(name, out _, out var known) ? known : AttributeType.Unspecified;
            if (Read(json, type, out var value) is { } fault)
            {
                faults.Add($"attribute {name} is left out: {fault}");
            }
            else
            {
                values.Add(new(name, value));
            }
        }

        return values;
    }

    private static string? Read(JsonElement json, AttributeType type, out AttributeValue value)
    {
        value = default;
        if (type == AttributeType.StringMap || json.ValueKind == JsonValueKind.Object)
        {
            return ReadMap(json, out value);
        }

        if (json.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
        {
            return "a text, a number, true or false is wanted";
        }

        var text = json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
        string? fault = null;
        switch (type)
        {
            case AttributeType.Int64:
                fault = GoText.ParseInt64(text, out var integer);
                value = new AttributeValue(integer);
                break;
            case AttributeType.Double:
                fault = GoText.ParseDouble(text, out var number);
                value = new AttributeValue(number);
                break;
            case AttributeType.Bool:
                fault = GoText.ParseBool(text, out var truth);
                value = new AttributeValue(truth);
                break;
            case AttributeType.Timestamp:
                fault = GoText.ParseTimestamp(text, out var time);
                value = new AttributeValue(time);
                break;
            case AttributeType.Duration:
                fault = GoText.ParseDuration(text, out var span);
                value = new AttributeValue(span);
                break;
            case AttributeType.IpAddress:
                fault = ReadAddress(text, out value);
                break;
            default:
                value = new AttributeValue(text);
                break;
        }

        return fault;
    }

    private static string? ReadAddress(string text, out AttributeValue value)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            value = new AttributeValue(address.GetAddressBytes());
            return null;
        }

        value = default;
        return $"'{text}' is no IP address";
    }

    private static string? ReadMap(JsonElement json, out AttributeValue value)
    {
        value = default;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return "it is a map: an object of texts is wanted";
        }

        Dictionary<string, string> entries = new(StringComparer.Ordinal);
        foreach (var entry in json.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String)
            {
                return $"the value of its key '{entry.Name}' is no text";
            }

            entries[entry.Name] = entry.Value.GetString()!;
        }

        value = new AttributeValue(StringMap.Create(entries));
        return null;
    }
}

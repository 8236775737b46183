using Mixer.Sdk.Values;

namespace Mixer.CommandLine;

/// <summary>The flags that give attributes; a later list overrides an earlier one (spec 07 section 11). Not thread-safe.</summary>
public sealed class AttributeFlags
{
    private readonly List<(Flag<string> Flag, ValueParser<AttributeValue> Parser)> _lists = [];

    /// <summary>Adds the flags to <paramref name="flags"/>.</summary>
    public AttributeFlags(FlagSet flags)
    {
        const string List = "List of name/value ";
        Add(flags.String("string_attributes", "", List + "string attributes specified as name1=value1,name2=value2,...", 's'), Text);
        Add(flags.String("int64_attributes", "", List + "int64 attributes specified as name1=value1,name2=value2,...", 'i'), Int64);
        Add(flags.String("double_attributes", "", List + "float64 attributes specified as name1=value1,name2=value2,...", 'd'), Double);
        Add(flags.String("bool_attributes", "", List + "bool attributes specified as name1=value1,name2=value2,...", 'b'), Bool);
        Add(flags.String("timestamp_attributes", "", List + "timestamp attributes specified as ISO8601 name1=value1,name2=value2,...", 't'), Timestamp);
        Add(flags.String("duration_attributes", "", List + "duration attributes specified as name1=value1,name2=value2,..."), Duration);
        Add(flags.String("bytes_attributes", "", List + "bytes attributes specified as name1=b0:b1:b3,name2=b4:b5:b6,..."), Bytes);
        Add(flags.String("stringmap_attributes", "", List + "string map attributes specified as name1=k1:v1;k2:v2,name2=k3:v3..."), Map);
        Add(flags.String("attributes", "", List + "attributes of auto-sensed types specified as name1=value1,name2=value2,...", 'a'), Sense);
    }

    /// <summary>All attributes in the order in which they are given (a name may appear twice: the later value counts); null with the complaint if a list is malformed.</summary>
    public IReadOnlyList<KeyValuePair<string, AttributeValue>>? Read(out string? error)
    {
        var attributes = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var (flag, parser) in _lists)
        {
            error = flag.Value.Length == 0 ? null : Read(flag.Value, parser, attributes);
            if (error is not null)
            {
                return null;
            }
        }

        error = null;
        return attributes;
    }

    private static string? Read(string list, ValueParser<AttributeValue> parser, List<KeyValuePair<string, AttributeValue>> attributes)
    {
        foreach (var entry in list.Split(','))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                return $"attribute value {entry} does not {(equals < 0 ? "include an = sign" : "contain a valid name")}";
            }

            if (parser(entry[(equals + 1)..], out var value) is { } error)
            {
                return error;
            }

            attributes.Add(new(entry[..equals], value));
        }

        return null;
    }

    private void Add(Flag<string> flag, ValueParser<AttributeValue> parser) => _lists.Add((flag, parser));

    private static string? Text(string text, out AttributeValue value)
    {
        value = new AttributeValue(text);
        return null;
    }

    private static string? Int64(string text, out AttributeValue value)
    {
        var error = GoText.ParseInt64(text, out var number);
        value = new AttributeValue(number);
        return error;
    }

    private static string? Double(string text, out AttributeValue value)
    {
        var error = GoText.ParseDouble(text, out var number);
        value = new AttributeValue(number);
        return error;
    }

    private static string? Bool(string text, out AttributeValue value)
    {
        var error = GoText.ParseBool(text, out var truth);
        value = new AttributeValue(truth);
        return error;
    }

    private static string? Timestamp(string text, out AttributeValue value)
    {
        var error = GoText.ParseTimestamp(text, out var time);
        value = new AttributeValue(time);
        return error;
    }

    private static string? Duration(string text, out AttributeValue value)
    {
        var error = GoText.ParseDuration(text, out var span);
        value = new AttributeValue(span);
        return error;
    }

    private static string? Bytes(string text, out AttributeValue value)
    {
        var error = GoText.ParseBytes(text, out var bytes);
        value = new AttributeValue(bytes);
        return error;
    }

    private static string? Map(string text, out AttributeValue value)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        value = default;
        foreach (var pair in text.Split(';'))
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                return pair + " is not a valid key/value pair in the form key:value";
            }

            entries[pair[..colon]] = pair[(colon + 1)..];
        }

        value = new AttributeValue(StringMap.Create(entries));
        return null;
    }

    private static string? Sense(string text, out AttributeValue value)
    {
        ReadOnlySpan<ValueParser<AttributeValue>> order = [Int64, Double, Bool, Timestamp, Duration, Bytes, Map];
        foreach (var parser in order)
        {
            if (parser(text, out value) is null)
            {
                return null;
            }
        }

        return Text(text, out value);
    }
}

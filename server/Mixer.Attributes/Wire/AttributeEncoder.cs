using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Sdk.Values;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using StringMap = Mixer.Api.V1.StringMap;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Collects attributes by name and writes them in dictionary form, for callers of the API. With a word count of zero every word travels with the
/// message. A name set twice keeps its place and takes the later value. Not thread-safe.
/// </summary>
public sealed class AttributeEncoder(uint globalWordCount = 0)
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, AttributeValue>> _attributes = [];

    /// <summary>Number of attributes.</summary>
    public int Count => _attributes.Count;

    /// <summary>Sets an attribute; no value is not sent. Returns this encoder.</summary>
    public AttributeEncoder Set(string name, AttributeValue value)
    {
        if (_places.TryAdd(name, _attributes.Count))
        {
            _attributes.Add(new(name, value));
        }
        else
        {
            _attributes[_places[name]] = new(name, value);
        }

        return this;
    }

    /// <summary>Sets every attribute that <paramref name="bag"/> shows, generated ones too, in the order of names. Records no reads. Returns this encoder.</summary>
    public AttributeEncoder SetAll(AttributeBag bag)
    {
        for (var slot = 0; slot < bag.Vocabulary.Count; slot++)
        {
            if (bag.Peek(slot) is { IsNone: false } value)
            {
                Set(bag.Vocabulary.NameOf(slot), value);
            }
        }

        return this;
    }

    /// <summary>The message, written anew at each call: names and values take their words in the order in which the attributes were set.</summary>
    public CompressedAttributes ToCompressed()
    {
        var message = new CompressedAttributes();
        var writer = new WordWriter(message.Words, globalWordCount);
        foreach (var (name, value) in _attributes)
        {
            if (!value.IsNone)
            {
                Write(message, ref writer, writer.IndexOf(name), value);
            }
        }

        return message;
    }

    private static void Write(CompressedAttributes message, ref WordWriter writer, int name, in AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                message.Strings[name] = writer.IndexOf(value.AsString);
                break;
            case AttributeKind.Int64:
                message.Int64S[name] = value.AsInt64;
                break;
            case AttributeKind.Double:
                message.Doubles[name] = value.AsDouble;
                break;
            case AttributeKind.Bool:
                message.Bools[name] = value.AsBool;
                break;
            case AttributeKind.Timestamp:
                message.Timestamps[name] = new Timestamp { Seconds = value.AsTimestamp.Seconds, Nanos = value.AsTimestamp.Nanos };
                break;
            case AttributeKind.Duration:
                var (seconds, nanos) = Math.DivRem(value.AsDuration.Nanoseconds, Sdk.Values.Duration.Second);
                message.Durations[name] = new Duration { Seconds = seconds, Nanos = (int)nanos };
                break;
            case AttributeKind.Bytes:
                message.Bytes[name] = ByteString.CopyFrom(value.AsBytes);
                break;
            default:
                var map = new StringMap();
                foreach (var (key, text) in value.AsStringMap)
                {
                    map.Entries[writer.IndexOf(key)] = writer.IndexOf(text);
                }

                message.StringMaps[name] = map;
                break;
        }
    }
}

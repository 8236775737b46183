using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Sdk.Values;
using WireDuration = Google.Protobuf.WellKnownTypes.Duration;
using WireMap = Mixer.Api.V1.StringMap;
using WireTimestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Mixer.Client;

/// <summary>Puts attributes into the form of the wire with every word in the message's own dictionary. For one message.</summary>
internal sealed class AttributeCompressor
{
    private readonly CompressedAttributes _message = new();
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

    public static CompressedAttributes Compress(IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        var compressor = new AttributeCompressor();
        foreach (var (name, value) in attributes)
        {
            compressor.Add(compressor.Word(name), value);
        }

        return compressor._message;
    }

    private void Add(int name, AttributeValue value)
    {
        switch (value.Kind)
        {
            case AttributeKind.String:
                _message.Strings[name] = Word(value.AsString);
                break;
            case AttributeKind.Int64:
                _message.Int64S[name] = value.AsInt64;
                break;
            case AttributeKind.Double:
                _message.Doubles[name] = value.AsDouble;
                break;
            case AttributeKind.Bool:
                _message.Bools[name] = value.AsBool;
                break;
            case AttributeKind.Timestamp:
                _message.Timestamps[name] = new WireTimestamp { Seconds = value.AsTimestamp.Seconds, Nanos = value.AsTimestamp.Nanos };
                break;
            case AttributeKind.Duration:
                var nanoseconds = value.AsDuration.Nanoseconds;
                _message.Durations[name] = new WireDuration { Seconds = nanoseconds / Duration.Second, Nanos = (int)(nanoseconds % Duration.Second) };
                break;
            case AttributeKind.Bytes:
                _message.Bytes[name] = ByteString.CopyFrom(value.AsBytes);
                break;
            case AttributeKind.StringMap:
                var map = new WireMap();
                foreach (var (key, text) in value.AsStringMap)
                {
                    map.Entries[Word(key)] = Word(text);
                }

                _message.StringMaps[name] = map;
                break;
        }
    }

    private int Word(string word)
    {
        if (!_words.TryGetValue(word, out var index))
        {
            _message.Words.Add(word);
            index = -_message.Words.Count;
            _words.Add(word, index);
        }

        return index;
    }
}

using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>Reads the fields of one CompressedAttributes message into a <see cref="WireAttributes"/>; judges the protobuf only, not the indexes.</summary>
internal static class WireSetParser
{
    public static bool TryParse(ref WireReader reader, WireAttributes target)
    {
        while (reader.TryReadTag(out var field, out var type))
        {
            bool read;
            if (field == 1)
            {
                read = reader.TryReadRange(type, out var offset, out var length);
                target.AddWord(new WireWord(offset, length));
            }
            else if (KindOf(field) is var kind && kind != AttributeKind.None)
            {
                read = reader.TryReadMessage(type, out var entry) && (TryParseEntry(ref entry, kind, target) || reader.Fail(entry));
            }
            else
            {
                read = reader.TrySkip(type);
            }

            if (!read)
            {
                return false;
            }
        }

        return reader.Error is null;
    }

    private static AttributeKind KindOf(int field) => field switch
    {
        2 => AttributeKind.String,
        3 => AttributeKind.Int64,
        4 => AttributeKind.Double,
        5 => AttributeKind.Bool,
        6 => AttributeKind.Timestamp,
        7 => AttributeKind.Duration,
        8 => AttributeKind.Bytes,
        9 => AttributeKind.StringMap,
        _ => AttributeKind.None,
    };

    private static bool TryParseEntry(ref WireReader reader, AttributeKind kind, WireAttributes target)
    {
        var name = 0;
        var bits = 0L;
        var nanos = 0;
        while (reader.TryReadTag(out var field, out var type))
        {
            var read = field switch
            {
                1 => reader.TryReadSint32(type, out name),
                2 => TryParseValue(ref reader, type, kind, target, out bits, out nanos),
                _ => reader.TrySkip(type),
            };
            if (!read)
            {
                return false;
            }
        }

        if (reader.Error is not null)
        {
            return false;
        }

        target.AddEntry(name, kind, nanos, bits);
        return true;
    }

    private static bool TryParseValue(
        ref WireReader reader, WireType type, AttributeKind kind, WireAttributes target, out long bits, out int nanos)
    {
        bits = 0;
        nanos = 0;
        switch (kind)
        {
            case AttributeKind.String:
                var indexed = reader.TryReadSint32(type, out var index);
                bits = index;
                return indexed;
            case AttributeKind.Int64:
            case AttributeKind.Bool:
                var numbered = reader.TryReadVarint(type, out var number);
                bits = (long)number;
                return numbered;
            case AttributeKind.Double:
                return reader.TryReadFixed64(type, out bits);
            case AttributeKind.Bytes:
                var ranged = reader.TryReadRange(type, out var offset, out var length);
                bits = WireEntry.Pack(offset, length);
                return ranged;
            case AttributeKind.Timestamp:
                return reader.TryReadMessage(type, out var time)
                    && (WireTimes.TryReadTimestamp(ref time, out bits, out nanos) || reader.Fail(time));
            case AttributeKind.Duration:
                return reader.TryReadMessage(type, out var span)
                    && (WireTimes.TryReadDuration(ref span, out bits) || reader.Fail(span));
            default:
                return reader.TryReadMessage(type, out var map) && (TryParseMap(ref map, target, out bits) || reader.Fail(map));
        }
    }

    private static bool TryParseMap(ref WireReader reader, WireAttributes target, out long bits)
    {
        var start = target.PairCount;
        bits = 0;
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field != 1)
            {
                if (!reader.TrySkip(type))
                {
                    return false;
                }

                continue;
            }

            if (!reader.TryReadMessage(type, out var entry))
            {
                return false;
            }

            if (!TryParsePair(ref entry, target))
            {
                return reader.Fail(entry);
            }
        }

        bits = WireEntry.Pack(start, target.PairCount - start);
        return reader.Error is null;
    }

    private static bool TryParsePair(ref WireReader reader, WireAttributes target)
    {
        var key = 0;
        var value = 0;
        while (reader.TryReadTag(out var field, out var type))
        {
            var read = field switch
            {
                1 => reader.TryReadSint32(type, out key),
                2 => reader.TryReadSint32(type, out value),
                _ => reader.TrySkip(type),
            };
            if (!read)
            {
                return false;
            }
        }

        if (reader.Error is not null)
        {
            return false;
        }

        target.AddPair(new WirePair(key, value));
        return true;
    }
}

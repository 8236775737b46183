using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mixer.Attributes.Wire;

/// <summary>The wire types of protobuf.</summary>
internal enum WireType : byte
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}

/// <summary>
/// Reads protobuf fields between two positions of a message. Positions are those of the whole message, so that nested readers give offsets that stay
/// meaningful. Never throws for bad input: readers return false and <see cref="Error"/> says why; there is no recursion.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message, int start, int end)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly int _end = end;
    private int _position = start;

    /// <summary>What is wrong with the bytes; null if nothing is.</summary>
    public string? Error { get; private set; }

    /// <summary>Records an error; always false.</summary>
    public bool Fail(string what)
    {
        Error ??= string.Create(CultureInfo.InvariantCulture, $"proto: {what} at byte {_position}");
        return false;
    }

    /// <summary>Takes the error of a nested reader; always false.</summary>
    public bool Fail(in WireReader nested)
    {
        Error ??= nested.Error;
        return false;
    }

    /// <summary>Reads the next tag. False at the end and on an error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out int field, out WireType type)
    {
        field = 0;
        type = default;
        if (_position >= _end || !TryReadVarint(out var tag))
        {
            return false;
        }

        type = (WireType)(tag & 7);
        field = unchecked((int)(tag >> 3));
        return field > 0 || Fail("illegal field number");
    }

    /// <summary>Reads a base-128 number of up to ten bytes; bits beyond 64 are dropped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadVarint(out ulong value)
    {
        if (_position < _end && (value = _message[_position]) < 0x80)
        {
            _position++;
            return true;
        }

        return TryReadLongVarint(out value);
    }

    /// <summary>Reads a number that must have wire type varint.</summary>
    public bool TryReadVarint(WireType type, out ulong value)
    {
        value = 0;
        return type == WireType.Varint ? TryReadVarint(out value) : Fail("wrong wire type");
    }

    /// <summary>Reads a zigzag-coded 32-bit number.</summary>
    public bool TryReadSint32(WireType type, out int value)
    {
        var read = TryReadVarint(type, out var raw);
        var bits = unchecked((uint)raw);
        value = (int)(bits >> 1) ^ -(int)(bits & 1);
        return read;
    }

    /// <summary>Reads eight bytes.</summary>
    public bool TryReadFixed64(WireType type, out long value)
    {
        value = 0;
        if (type != WireType.Fixed64)
        {
            return Fail("wrong wire type");
        }

        if (_end - _position < 8)
        {
            return Fail("unexpected end of data");
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(_message[_position..]);
        _position += 8;
        return true;
    }

    /// <summary>Reads a length and steps over that many bytes; gives their place.</summary>
    public bool TryReadRange(WireType type, out int offset, out int length)
    {
        offset = length = 0;
        if (type != WireType.Length)
        {
            return Fail("wrong wire type");
        }

        if (!TryReadVarint(out var count))
        {
            return false;
        }

        if (count > (ulong)(_end - _position))
        {
            return Fail("unexpected end of data");
        }

        offset = _position;
        length = (int)count;
        _position += length;
        return true;
    }

    /// <summary>Reads a nested message.</summary>
    public bool TryReadMessage(WireType type, out WireReader nested)
    {
        var read = TryReadRange(type, out var offset, out var length);
        nested = new WireReader(_message, offset, offset + length);
        return read;
    }

    /// <summary>Steps over a field that nobody knows, groups of any depth included.</summary>
    public bool TrySkip(WireType type)
    {
        var depth = 0;
        while (true)
        {
            switch (type)
            {
                case WireType.Varint when TryReadVarint(out _):
                case WireType.Fixed64 when TryReadFixed64(type, out _):
                case WireType.Length when TryReadRange(type, out _, out _):
                case WireType.Fixed32 when TrySkipFixed32():
                    break;
                case WireType.StartGroup:
                    depth++;
                    break;
                case WireType.EndGroup when depth > 0:
                    depth--;
                    break;
                default:
                    return Fail("illegal wire type");
            }

            if (depth == 0)
            {
                return true;
            }

            if (!TryReadTag(out _, out type))
            {
                return Fail("unexpected end of data");
            }
        }
    }

    private bool TryReadLongVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position >= _end)
            {
                return Fail("unexpected end of data");
            }

            var next = _message[_position++];
            value |= shift < 64 ? (ulong)(next & 0x7f) << shift : 0;
            if (next < 0x80)
            {
                return true;
            }
        }

        return Fail("number too long");
    }

    private bool TrySkipFixed32()
    {
        if (_end - _position < 4)
        {
            return Fail("unexpected end of data");
        }

        _position += 4;
        return true;
    }
}

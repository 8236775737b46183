using System.Numerics;
using System.Text;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Writes a protobuf message from its end to its beginning, so that the length of everything nested is known by the time it is written: no sizes are
/// computed ahead, no message objects are made. Cleared and reused; one thread.
/// </summary>
public sealed class BackwardWriter
{
    private byte[] _buffer = new byte[512];
    private int _start;

    /// <summary>A writer that has written nothing.</summary>
    public BackwardWriter() => _start = _buffer.Length;

    /// <summary>Number of bytes written.</summary>
    public int Length => _buffer.Length - _start;

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(_start);

    /// <summary>Forgets what was written and keeps the memory.</summary>
    public void Clear() => _start = _buffer.Length;

    /// <summary>A number, in a field of any integer type but the zigzag-coded ones; zero is left out, as proto3 has it.</summary>
    public void WriteNumber(int field, long value)
    {
        if (value != 0)
        {
            WriteVarint((ulong)value);
            WriteTag(field, WireType.Varint);
        }
    }

    /// <summary>A number in a field of type sint32; zero is left out.</summary>
    public void WriteSint32(int field, int value) => WriteNumber(field, (uint)((value << 1) ^ (value >> 31)));

    /// <summary>Text, also if it is empty.</summary>
    public void WriteText(int field, string text)
    {
        var end = Length;
        var size = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, Reserve(size));
        EndMessage(field, end);
    }

    /// <summary>Bytes as they are, also if there are none: an encoded message, for example.</summary>
    public void WriteBytes(int field, ReadOnlySpan<byte> bytes)
    {
        var end = Length;
        bytes.CopyTo(Reserve(bytes.Length));
        EndMessage(field, end);
    }

    /// <summary>Makes everything written since <see cref="Length"/> was <paramref name="end"/> the content of one field: a nested message.</summary>
    public void EndMessage(int field, int end)
    {
        WriteVarint((ulong)(Length - end));
        WriteTag(field, WireType.Length);
    }

    /// <summary>A google.protobuf.Duration of so many nanoseconds.</summary>
    public void WriteDuration(int field, long nanoseconds)
    {
        const long second = 1_000_000_000;
        var end = Length;
        WriteNumber(2, nanoseconds % second);
        WriteNumber(1, nanoseconds / second);
        EndMessage(field, end);
    }

    private void WriteTag(int field, WireType type) => WriteVarint(((uint)field << 3) | (uint)type);

    private void WriteVarint(ulong value)
    {
        var size = Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);
        var span = Reserve(size);
        for (var i = 0; i < size - 1; i++)
        {
            span[i] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[size - 1] = (byte)value;
    }

    private Span<byte> Reserve(int size)
    {
        if (_start < size)
        {
            var length = Length;
            var larger = new byte[Math.Max((int)Math.Min(_buffer.Length * 2L, Array.MaxLength), checked(length + size))];
            Written.CopyTo(larger.AsSpan(larger.Length - length));
            _buffer = larger;
            _start = larger.Length - length;
        }

        _start -= size;
        return _buffer.AsSpan(_start, size);
    }
}

using System.Buffers.Binary;
using System.Text;

namespace Mixer.Tracing;

/// <summary>Writes structures in Thrift's binary protocol. Not thread-safe.</summary>
internal sealed class ThriftWriter(Stream output)
{
    private const byte I32Type = 8;
    private const byte I64Type = 10;
    private const byte StringType = 11;
    private const byte StructType = 12;
    private const byte ListType = 15;

    public void Field(short id, int value)
    {
        Begin(I32Type, id);
        Int32(value);
    }

    public void Field(short id, long value)
    {
        Begin(I64Type, id);
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        output.Write(bytes);
    }

    public void Field(short id, string value)
    {
        Begin(StringType, id);
        var bytes = Encoding.UTF8.GetBytes(value);
        Int32(bytes.Length);
        output.Write(bytes);
    }

    /// <summary>Begins a structure; ends with <see cref="EndStruct"/>.</summary>
    public void BeginStruct(short id) => Begin(StructType, id);

    public void EndStruct() => output.WriteByte(0);

    /// <summary>Begins a list of <paramref name="count"/> structures, which follow, each ended with <see cref="EndStruct"/>.</summary>
    public void BeginList(short id, int count)
    {
        Begin(ListType, id);
        output.WriteByte(StructType);
        Int32(count);
    }

    private void Begin(byte type, short id)
    {
        output.WriteByte(type);
        output.WriteByte((byte)(id >> 8));
        output.WriteByte((byte)id);
    }

    private void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        output.Write(bytes);
    }
}

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>Bytes in a row that grow as needed. One thread at a time; reset and reused.</summary>
internal sealed class LineBuffer
{
    private const int LargestKept = 1 << 20;
    private byte[] _bytes = new byte[4096];

    /// <summary>Number of bytes.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Count);

    /// <summary>Room for at least <paramref name="length"/> bytes after those written; <see cref="Advance"/> makes them count.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - Count < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Count + length)));
        }

        return _bytes.AsSpan(Count);
    }

    /// <summary>Counts bytes written into what was reserved.</summary>
    public void Advance(int length) => Count += length;

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Count += bytes.Length;
    }

    /// <summary>Forgets all bytes; memory for an unusually large batch is given up.</summary>
    public void Reset()
    {
        Count = 0;
        if (_bytes.Length > LargestKept)
        {
            _bytes = new byte[4096];
        }
    }
}

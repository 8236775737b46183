using System.Runtime.InteropServices;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>The encoded lines of one report, in order, with the place where each ends. One thread at a time; reset and reused.</summary>
internal sealed class RecordBatch
{
    private readonly List<int> _ends = [];

    /// <summary>Takes the bytes of the line being encoded.</summary>
    public LineBuffer Writer { get; } = new();

    /// <summary>All lines, each with its line feed.</summary>
    public ReadOnlyMemory<byte> Bytes => Writer.Written;

    /// <summary>Offsets just past each line, rising.</summary>
    public ReadOnlySpan<int> Ends => CollectionsMarshal.AsSpan(_ends);

    /// <summary>Ends the line being encoded with a line feed.</summary>
    public void EndLine()
    {
        Writer.Append("\n"u8);
        _ends.Add(Writer.Count);
    }

    /// <summary>Forgets all lines and keeps the memory.</summary>
    public void Reset()
    {
        Writer.Reset();
        _ends.Clear();
    }
}

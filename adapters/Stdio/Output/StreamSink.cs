using Mixer.Adapters.Stdio.Encoding;

namespace Mixer.Adapters.Stdio.Output;

/// <summary>Writes a batch in one piece to a stream: a standard stream of the process, or a file that is appended to.</summary>
/// <param name="stream">The stream; owned, so disposed with the sink.</param>
/// <param name="gate">Held while writing; all sinks of one standard stream share it, so that their lines do not mix.</param>
internal sealed class StreamSink(Stream stream, Lock gate) : LineSink
{
    /// <inheritdoc/>
    public override List<string>? Write(RecordBatch batch)
    {
        try
        {
            lock (gate)
            {
                stream.Write(batch.Bytes.Span);
                stream.Flush();
            }

            return null;
        }
        catch (IOException failure)
        {
            return [failure.Message];
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        if (stream is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }

        return stream.DisposeAsync();
    }
}

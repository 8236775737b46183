using Mixer.Adapters.Stdio.Encoding;

namespace Mixer.Adapters.Stdio.Output;

/// <summary>
/// Where lines end up. <see cref="Write"/> may be called from many threads; lines of one batch stay together and in order. The owner
/// disposes it after the last write.
/// </summary>
internal abstract class LineSink : IAsyncDisposable
{
    /// <summary>Writes all lines and hands them to the operating system.</summary>
    /// <returns>One sentence for each line that could not be written; null if all were.</returns>
    public abstract List<string>? Write(RecordBatch batch);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

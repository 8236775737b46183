using System.Threading.Channels;

namespace Mixer.Config.Stores;

/// <summary>Whether a store can be read.</summary>
/// <param name="IsAvailable">True if the last reading succeeded in full.</param>
/// <param name="Detail">Why not; empty if it did.</param>
public sealed record StoreStatus(bool IsAvailable, string Detail)
{
    /// <summary>Before the first reading.</summary>
    public static StoreStatus Uninitialized { get; } = new(false, "uninitialized");

    /// <summary>Everything was read.</summary>
    public static StoreStatus Available { get; } = new(true, "");
}

/// <summary>
/// Where the configuration comes from. Start it once; then <see cref="List"/> is complete, and <see cref="Changes"/> tells what happens after.
/// A change may be both in the list and in the channel; applying it twice does no harm. Members may be used from any thread.
/// </summary>
public interface IConfigStore : IAsyncDisposable
{
    /// <summary>Reads everything and begins to watch. A store that cannot be read starts all the same; <see cref="Status"/> says so.</summary>
    ValueTask StartAsync(CancellationToken cancellation);

    /// <summary>The resources as last read, in ordinal order of their full names.</summary>
    IReadOnlyList<Resource> List();

    /// <summary>Batches of changes, in order; an empty one says that <see cref="Problems"/> changed. Completed when the store is disposed. One reader.</summary>
    ChannelReader<IReadOnlyList<ResourceChange>> Changes { get; }

    /// <summary>Whether the store can be read.</summary>
    StoreStatus Status { get; }

    /// <summary>What is wrong with the sources themselves: text that does not parse, resources without a name, keys given twice.</summary>
    IReadOnlyList<ConfigProblem> Problems { get; }
}

using System.Globalization;

namespace Mixer.Runtime.Pools;

/// <summary>The size of a pool, apart from the length of its queue; immutable.</summary>
public sealed record PoolOptions
{
    /// <summary>How many pieces of work may run at once; at least 1.</summary>
    public long Size { get; init; } = 1024;

    /// <summary>How many more may wait; negative for as many as may run.</summary>
    public long QueueLength { get; init; } = -1;

    /// <summary>What happens to more than that.</summary>
    public PoolOverflow Overflow { get; init; }

    /// <summary>Whether <see cref="Size"/> is how many run or only the most.</summary>
    public PoolMode Mode { get; init; }

    /// <summary>How many may wait.</summary>
    public long EffectiveQueueLength => QueueLength < 0 ? Size : QueueLength;

    /// <summary>Null, or what is wrong, in the words of the reference.</summary>
    public string? Validate(string pool) =>
        Size is <= 0 or > int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{pool} size must be >= 0 and <= 2^31-1, got pool size {Size}")
        : QueueLength > int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{pool} queue length must be <= 2^31-1, got {QueueLength}")
        : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"size {Size}, queue {EffectiveQueueLength}, {Overflow}, {Mode}");
}

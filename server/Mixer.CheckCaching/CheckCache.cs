using System.Runtime.CompilerServices;
using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>
/// Verdicts of earlier checks, by exactly what they depended on: every attribute and map key that was read, present or absent, with its value (spec 01
/// section 10). A look-up finds a verdict only if a full evaluation would read the same and find the same. Hashes only lead the way; values are compared.
/// One cache serves one configuration snapshot: with a new snapshot begin a new cache, and let every call use the cache of the snapshot that evaluates
/// it. Bounded by its capacity, least recently used first out. Any thread.
/// </summary>
public sealed class CheckCache
{
    private const int EntriesOfShard = 1024;
    private const int MaxShards = 64;
    private readonly TimeProvider _time;
    private readonly Shard[] _shards;
    private readonly ShapeIndex _shapes;
    private Vocabulary? _vocabulary;
    private long _writes;
    private long _hits;
    private long _misses;
    private long _evictions;
    private long _displacements;
    private long _oversized;

    /// <summary>An empty cache for at most <paramref name="capacity"/> verdicts, at least one, over the clock <paramref name="time"/>.</summary>
    public CheckCache(int capacity, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _time = time;
        Capacity = capacity;
        _shapes = new ShapeIndex(capacity);

        // A small cache is one shard and so exactly least recently used; a large one trades that for independent locks.
        var shards = 1;
        while (shards < MaxShards && capacity / (shards * 2) >= EntriesOfShard)
        {
            shards *= 2;
        }

        _shards = new Shard[shards];
        for (var i = 0; i < shards; i++)
        {
            _shards[i] = new Shard(capacity / shards + (i < capacity % shards ? 1 : 0));
        }
    }

    /// <summary>Most verdicts that are kept.</summary>
    public int Capacity { get; }

    /// <summary>Verdicts that are kept now, expired ones that no sweep has met yet included.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    /// <summary>Verdicts stored since the start.</summary>
    public long Writes => Volatile.Read(ref _writes);

    /// <summary>Look-ups answered since the start.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>Look-ups since the start that fitted a known shape and found no valid verdict; those that fit none are not counted.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Expired verdicts removed by <see cref="Sweep"/>.</summary>
    public long Evictions => Volatile.Read(ref _evictions);

    /// <summary>Verdicts displaced by newer ones because the cache was full.</summary>
    public long Displacements => Volatile.Read(ref _displacements);

    /// <summary>Verdicts that were not stored because what they depend on is too large.</summary>
    public long Oversized => Volatile.Read(ref _oversized);

    /// <summary>
    /// Finds a verdict for the attributes that the caller sent. On a hit the references of <paramref name="bag"/> become those of the stored verdict; else they
    /// do not change. The bag must hold no generated values yet. Allocates nothing but what the bag needs to make values.
    /// </summary>
    public bool TryGet(AttributeBag bag, out CachedCheck hit)
    {
        hit = default;
        if (!ReferenceEquals(bag.Vocabulary, Volatile.Read(ref _vocabulary)))
        {
            return false;
        }

        var now = _time.GetTimestamp();
        var fits = false;
        if (TryGet(_shapes.Of(Root.HashOf(bag)), bag, now, ref fits, out hit) || TryGet(_shapes.Rootless, bag, now, ref fits, out hit))
        {
            Interlocked.Increment(ref _hits);
            return true;
        }

        if (fits)
        {
            Interlocked.Increment(ref _misses);
        }

        return false;
    }

    /// <summary>
    /// Stores the verdict of a check that ended without an error, under the references of <paramref name="bag"/>; true if it was stored. Not stored: verdicts
    /// that may not be reused (no valid duration or no use count left), those that depend on values that cannot be decoded, and those that would hold more than 16 KB of what callers sent. The
    /// attachment comes back with each hit.
    /// </summary>
    public bool Store(AttributeBag bag, CheckResult result, byte[]? attachment = null)
    {
        if (result.ValidDuration.Nanoseconds <= 0 || result.ValidUseCount <= 0)
        {
            return false;
        }

        var vocabulary = Interlocked.CompareExchange(ref _vocabulary, bag.Vocabulary, null) ?? bag.Vocabulary;
        if (!ReferenceEquals(vocabulary, bag.Vocabulary))
        {
            return false;
        }

        // Before the shape, which would hold on to the names of the keys.
        var size = EntrySize.Of(bag.References) + EntrySize.Of(result, attachment);
        if (size > EntrySize.Largest)
        {
            return RefuseOversized();
        }

        var shape = _shapes.Add(bag.References, vocabulary, Root.HashOf(bag));
        if (!shape.Fits(bag, out var hash))
        {
            return false;
        }

        if (size + shape.SizeOf(bag) > EntrySize.Largest)
        {
            return RefuseOversized();
        }

        var placed = Spread(shape, hash);
        var expiry = ExpiryOf(_time.GetTimestamp(), result.ValidDuration);
        if (ShardOf(placed).Set(new Entry(shape, shape.ValuesOf(bag), placed, result, expiry) { Attachment = attachment }, bag))
        {
            Interlocked.Increment(ref _displacements);
        }

        Interlocked.Increment(ref _writes);
        return true;
    }

    /// <summary>Removes the verdicts that have expired; gives their number. Look-ups and stores go on meanwhile. Whoever owns the cache calls this now and then.</summary>
    public int Sweep()
    {
        var now = _time.GetTimestamp();
        var removed = 0;
        foreach (var shard in _shards)
        {
            var swept = shard.Sweep(now);
            removed += swept;
            Interlocked.Add(ref _evictions, swept);
        }

        return removed;
    }

    private bool RefuseOversized()
    {
        Interlocked.Increment(ref _oversized);
        return false;
    }

    private bool TryGet(Shape[] shapes, AttributeBag bag, long now, ref bool fits, out CachedCheck hit)
    {
        foreach (var shape in shapes)
        {
            if (!shape.Fits(bag, out var hash))
            {
                continue;
            }

            fits = true;
            var placed = Spread(shape, hash);
            if (ShardOf(placed).TryGet(shape, placed, bag, now, out var entry))
            {
                bag.References.CopyFrom(shape.References);
                hit = new CachedCheck(entry.Status, Remaining(now, entry.ExpiresAt), entry.ValidUseCount) { Attachment = entry.Attachment };
                return true;
            }
        }

        hit = default;
        return false;
    }

    private static int Spread(Shape shape, int hash) => HashCode.Combine(RuntimeHelpers.GetHashCode(shape), hash);

    // The upper bits choose the shard, the lower ones the bucket in it.
    private Shard ShardOf(int hash) => _shards[(int)((uint)hash >> 26) & (_shards.Length - 1)];

    private long ExpiryOf(long now, Duration duration) =>
        (long)Int128.Min(now + (Int128)duration.Nanoseconds * _time.TimestampFrequency / Duration.Second, long.MaxValue);

    private Duration Remaining(long now, long expiresAt) =>
        new((long)Int128.Min(((Int128)expiresAt - now) * Duration.Second / _time.TimestampFrequency, long.MaxValue));
}

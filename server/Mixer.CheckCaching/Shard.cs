using System.Diagnostics.CodeAnalysis;
using Mixer.Attributes;

namespace Mixer.CheckCaching;

/// <summary>A bounded hash table of verdicts in order of use, behind one lock. Hashes are only hints: every find compares all values.</summary>
internal sealed class Shard(int capacity)
{
    // Whoever looks something up waits for no more than this many buckets of a sweep.
    private const int BucketsOfStep = 256;
    private readonly Lock _gate = new();
    private Entry?[] _buckets = new Entry?[16];
    private Entry? _newest;
    private Entry? _oldest;

    public int Count { get; private set; }

    /// <summary>Finds a verdict that is still valid at <paramref name="now"/> and makes it the most recently used.</summary>
    public bool TryGet(Shape shape, int hash, AttributeBag bag, long now, [NotNullWhen(true)] out Entry? entry)
    {
        lock (_gate)
        {
            entry = Find(shape, hash, bag);
            if (entry is null || entry.ExpiresAt < now)
            {
                return false;
            }

            if (!ReferenceEquals(entry, _newest))
            {
                Unlink(entry);
                Link(entry);
            }

            return true;
        }
    }

    /// <summary>Stores a verdict in place of one with the same values, or of the least recently used if the shard is full. True if such a one was displaced.</summary>
    public bool Set(Entry entry, AttributeBag bag)
    {
        lock (_gate)
        {
            if (Find(entry.Shape, entry.Hash, bag) is { } known)
            {
                Remove(known);
            }

            var displaced = Count >= capacity;
            if (displaced)
            {
                Remove(_oldest!);
            }

            if (Count >= _buckets.Length)
            {
                Grow();
            }

            ref var bucket = ref BucketOf(entry.Hash);
            entry.Next = bucket;
            bucket = entry;
            Link(entry);
            Count++;
            return displaced;
        }
    }

    /// <summary>Removes what has expired before <paramref name="now"/>, some buckets at a time; gives the number removed.</summary>
    public int Sweep(long now)
    {
        var (removed, swept) = (0, 0);
        while (SweepStep(now, ref swept, ref removed))
        {
        }

        return removed;
    }

    // Growth between two steps moves entries to later buckets only, so none is passed over.
    private bool SweepStep(long now, ref int swept, ref int removed)
    {
        lock (_gate)
        {
            var end = Math.Min(swept + BucketsOfStep, _buckets.Length);
            for (; swept < end; swept++)
            {
                for (var entry = _buckets[swept]; entry is not null;)
                {
                    var next = entry.Next;
                    if (entry.ExpiresAt < now)
                    {
                        Remove(entry);
                        removed++;
                    }

                    entry = next;
                }
            }

            return end < _buckets.Length;
        }
    }

    private ref Entry? BucketOf(int hash) => ref _buckets[hash & (_buckets.Length - 1)];

    private Entry? Find(Shape shape, int hash, AttributeBag bag)
    {
        var entry = BucketOf(hash);
        while (entry is not null && !entry.IsFor(shape, hash, bag))
        {
            entry = entry.Next;
        }

        return entry;
    }

    private void Remove(Entry entry)
    {
        ref var bucket = ref BucketOf(entry.Hash);
        if (ReferenceEquals(bucket, entry))
        {
            bucket = entry.Next;
        }
        else
        {
            var before = bucket!;
            while (!ReferenceEquals(before.Next, entry))
            {
                before = before.Next!;
            }

            before.Next = entry.Next;
        }

        Unlink(entry);
        Count--;
    }

    private void Link(Entry entry)
    {
        entry.Older = _newest;
        entry.Newer = null;
        if (_newest is not null)
        {
            _newest.Newer = entry;
        }

        _newest = entry;
        _oldest ??= entry;
    }

    private void Unlink(Entry entry)
    {
        if (entry.Newer is { } newer)
        {
            newer.Older = entry.Older;
        }
        else
        {
            _newest = entry.Older;
        }

        if (entry.Older is { } older)
        {
            older.Newer = entry.Newer;
        }
        else
        {
            _oldest = entry.Newer;
        }
    }

    private void Grow()
    {
        var buckets = new Entry?[_buckets.Length * 2];
        for (var entry = _oldest; entry is not null; entry = entry.Newer)
        {
            ref var bucket = ref buckets[entry.Hash & (buckets.Length - 1)];
            entry.Next = bucket;
            bucket = entry;
        }

        _buckets = buckets;
    }
}

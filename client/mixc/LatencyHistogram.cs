using System.Numerics;

namespace Mixer.Client;

/// <summary>Latencies in buckets less than one percent wide, from a tick (100 ns) up; its size does not grow with their number. Thread-safe.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;
    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];
    private long _count;
    private long _sum;
    private long _largest;

    public long Count => Volatile.Read(ref _count);

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Volatile.Read(ref _sum) / Count);

    public TimeSpan Largest => TimeSpan.FromTicks(Volatile.Read(ref _largest));

    public void Add(TimeSpan latency)
    {
        var ticks = Math.Max(0, latency.Ticks);
        Interlocked.Increment(ref _counts[IndexOf(ticks)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sum, ticks);
        var largest = Volatile.Read(ref _largest);
        while (ticks > largest)
        {
            var seen = Interlocked.CompareExchange(ref _largest, ticks, largest);
            if (seen == largest)
            {
                break;
            }

            largest = seen;
        }
    }

    /// <summary>The latency that the given share (0 to 1) of all does not exceed.</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += Volatile.Read(ref _counts[index]);
            if (seen >= wanted)
            {
                return TimeSpan.FromTicks(Math.Min(UpperBound(index), Volatile.Read(ref _largest)));
            }
        }

        return Largest;
    }

    // Up to 128 ticks each has a bucket of its own; above, each power of two has 128.
    private static int IndexOf(long ticks)
    {
        var exponent = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)ticks) - SubBits);
        return exponent == 0 && ticks < SubBuckets ? (int)ticks : (exponent * SubBuckets) + (int)(ticks >> exponent);
    }

    private static long UpperBound(int index)
    {
        if (index < 2 * SubBuckets)
        {
            return index;
        }

        var exponent = (index / SubBuckets) - 1;
        return ((long)(index - (exponent * SubBuckets) + 1) << exponent) - 1;
    }
}

using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>
/// The counters of all keys: a rolling window for a limit that expires, a plain count for one that does not. Counters with nothing in
/// them are dropped, so that memory follows what is in use and not what was ever asked for. Not thread-safe.
/// </summary>
internal sealed class Counters
{
    /// <summary>Length of a tick of the rolling windows.</summary>
    public const long TickNanoseconds = 100 * Duration.Millisecond;

    private const int LeastSweep = 1024;

    private readonly Dictionary<string, long> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RollingWindow> _windows = new(StringComparer.Ordinal);
    private int _sweepAt = LeastSweep;

    /// <summary>How many keys have a counter.</summary>
    public int Count => _used.Count + _windows.Count;

    /// <summary>
    /// Takes <paramref name="amount"/> (positive) of <paramref name="limit"/> for <paramref name="key"/> at <paramref name="now"/> of a
    /// clock that does not go back. What does not fit is refused, or cut with <paramref name="bestEffort"/>.
    /// </summary>
    public Grant Allocate(string key, Limit limit, long amount, bool bestEffort, Duration now)
    {
        if (limit.ValidDuration == Duration.Zero)
        {
            var used = _used.GetValueOrDefault(key);
            var granted = Fit(amount, limit.MaxAmount - used, bestEffort);
            if (granted > 0)
            {
                _used[key] = used + granted;
            }

            return new Grant(granted, Duration.Zero);
        }

        return AllocateWindow(key, limit, amount, bestEffort, Tick(now));
    }

    /// <summary>Gives back up to <paramref name="amount"/> (positive); returns how much that was.</summary>
    public long Release(string key, Limit limit, long amount, Duration now)
    {
        if (limit.ValidDuration == Duration.Zero)
        {
            if (!_used.TryGetValue(key, out var used))
            {
                return 0;
            }

            if (amount < used)
            {
                _used[key] = used - amount;
                return amount;
            }

            _used.Remove(key);
            return used;
        }

        if (!_windows.TryGetValue(key, out var window))
        {
            return 0;
        }

        var released = window.Release(amount, Tick(now));
        if (window.IsIdle)
        {
            _windows.Remove(key);
        }

        return released;
    }

    private Grant AllocateWindow(string key, Limit limit, long amount, bool bestEffort, long tick)
    {
        var known = _windows.TryGetValue(key, out var window);
        window ??= new RollingWindow(limit.MaxAmount, WindowTicks(limit.ValidDuration));
        window.Roll(tick);
        var granted = Fit(amount, window.Available, bestEffort);
        if (granted > 0)
        {
            _ = window.TryAllocate(granted, tick);
            if (!known)
            {
                SweepWhenLarge(tick);
                _windows.Add(key, window);
            }
        }

        // A refusal says nothing of time; a best-effort answer does, even if nothing was left.
        return granted > 0 || bestEffort ? new Grant(granted, limit.ValidDuration) : default;
    }

    /// <summary>Drops windows in which nothing is left; the cost is spread over the additions that made it necessary.</summary>
    private void SweepWhenLarge(long tick)
    {
        if (_windows.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, window) in _windows)
        {
            window.Roll(tick);
            if (window.IsIdle)
            {
                _windows.Remove(key);
            }
        }

        _sweepAt = Math.Max(LeastSweep, (int)Math.Min(2L * _windows.Count, int.MaxValue));
    }

    private static long Fit(long amount, long available, bool bestEffort) =>
        amount <= available ? amount : bestEffort ? Math.Max(available, 0) : 0;

    private static long Tick(Duration now) => now.Nanoseconds / TickNanoseconds;

    /// <summary>The duration rounded up to whole seconds, in ticks.</summary>
    private static long WindowTicks(Duration duration) =>
        ((duration.Nanoseconds - 1) / Duration.Second + 1) * (Duration.Second / TickNanoseconds);
}

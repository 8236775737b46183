namespace Mixer.Adapters.MemQuota;

/// <summary>
/// Grants at most a limit within any stretch of so many ticks. Only the ticks in which something was granted take memory. Not thread-safe.
/// </summary>
internal sealed class RollingWindow
{
    private readonly long _ticks;
    private readonly LinkedList<(long Tick, long Amount)> _grants = new();
    private long _now;

    /// <summary>A window of <paramref name="ticks"/> ticks, empty.</summary>
    public RollingWindow(long limit, long ticks)
    {
        Limit = limit;
        Available = limit;
        _ticks = ticks;
        _now = long.MinValue;
    }

    /// <summary>What can be granted in a window.</summary>
    public long Limit { get; }

    /// <summary>What can be granted now, as of the last call.</summary>
    public long Available { get; private set; }

    /// <summary>True if nothing that was granted is still in the window.</summary>
    public bool IsIdle => _grants.Count == 0;

    /// <summary>Takes <paramref name="amount"/> at <paramref name="tick"/>, all of it or nothing.</summary>
    public bool TryAllocate(long amount, long tick)
    {
        Roll(tick);
        if (amount > Available)
        {
            return false;
        }

        if (_grants.Last is { } last && last.Value.Tick == _now)
        {
            last.Value = (_now, last.Value.Amount + amount);
        }
        else
        {
            _grants.AddLast((_now, amount));
        }

        Available -= amount;
        return true;
    }

    /// <summary>Gives back up to <paramref name="amount"/>, what was granted last first; returns how much that was.</summary>
    public long Release(long amount, long tick)
    {
        Roll(tick);
        var released = 0L;
        while (released < amount && _grants.Last is { } last)
        {
            var part = Math.Min(amount - released, last.Value.Amount);
            released += part;
            if (part == last.Value.Amount)
            {
                _grants.RemoveLast();
            }
            else
            {
                last.Value = (last.Value.Tick, last.Value.Amount - part);
            }
        }

        Available += released;
        return released;
    }

    /// <summary>Moves to <paramref name="tick"/>; a tick before the last one counts as the last one.</summary>
    public void Roll(long tick)
    {
        _now = Math.Max(_now, tick);
        while (_grants.First is { } first && first.Value.Tick <= _now - _ticks)
        {
            Available += first.Value.Amount;
            _grants.RemoveFirst();
        }
    }
}

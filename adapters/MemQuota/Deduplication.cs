using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>
/// Remembers the answers to deduplication ids for one to two times a minimum, in two generations. A generation that is full makes way for a
/// new one early, so memory is bounded. Not thread-safe.
/// </summary>
/// <param name="minimum">How long an id is remembered at least; positive.</param>
/// <param name="capacity">The most ids of one generation.</param>
internal sealed class Deduplication(Duration minimum, int capacity = Deduplication.DefaultCapacity)
{
    /// <summary>The most ids of one generation, unless told otherwise.</summary>
    public const int DefaultCapacity = 1 << 18;

    private Dictionary<string, (long Amount, Duration Expiry)> _recent = new(StringComparer.Ordinal);
    private Dictionary<string, (long Amount, Duration Expiry)> _old = new(StringComparer.Ordinal);
    private long _generation;

    /// <summary>How many ids are remembered.</summary>
    public int Count => _recent.Count + _old.Count;

    /// <summary>Finds the answer that <paramref name="id"/> got; its duration is what is left of it.</summary>
    public bool TryGet(string id, Duration now, out Grant answer)
    {
        Rotate(now);
        if (!_recent.TryGetValue(id, out var entry) && !_old.TryGetValue(id, out entry))
        {
            answer = default;
            return false;
        }

        answer = new Grant(entry.Amount, new Duration(Math.Max(0, entry.Expiry.Nanoseconds - now.Nanoseconds)));
        return true;
    }

    /// <summary>Remembers <paramref name="answer"/>, given at <paramref name="now"/>.</summary>
    public void Add(string id, Grant answer, Duration now)
    {
        Rotate(now);
        if (_recent.Count >= capacity)
        {
            Exchange();
        }

        var expiry = Math.Min((decimal)now.Nanoseconds + answer.ValidDuration.Nanoseconds, long.MaxValue);
        _recent[id] = (answer.Amount, new Duration((long)expiry));
    }

    private void Rotate(Duration now)
    {
        var generation = now.Nanoseconds / minimum.Nanoseconds;
        if (generation > _generation)
        {
            Exchange();
            if (generation > _generation + 1)
            {
                Exchange();
            }

            _generation = generation;
        }
    }

    private void Exchange()
    {
        (_recent, _old) = (_old, _recent);
        _recent.Clear();
        if (_recent.Capacity > 2 * _old.Count + 1024)
        {
            _recent.TrimExcess();
        }
    }
}

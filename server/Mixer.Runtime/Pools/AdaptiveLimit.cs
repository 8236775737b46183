namespace Mixer.Runtime.Pools;

/// <summary>
/// How much may run at once without the work getting slower: grows while the latest latency is close to the usual one, shrinks in proportion when it
/// rises (the gradient method of Netflix's concurrency-limits). Thread-safe; samples cost two atomic additions.
/// </summary>
internal sealed class AdaptiveLimit
{
    private const int SamplesPerWindow = 64;
    private const double Tolerance = 1.5;
    private const double Smoothing = 0.2;

    // The usual latency follows slowly, so that a long bad time is still seen as one.
    private const double UsualWeight = 0.02;
    private const double Recovery = 0.95;
    private readonly Lock _gate = new();
    private readonly int _least;
    private readonly int _most;
    private double _limit;
    private double _usual;
    private long _ticks;
    private int _samples;
    private int _busiest;
    private int _current;

    public AdaptiveLimit(int most)
    {
        _most = most;
        _least = Math.Min(most, 4);
        _limit = Math.Min(most, Math.Max(_least, 32));
        _current = (int)_limit;
    }

    /// <summary>The limit now.</summary>
    public int Current => Volatile.Read(ref _current);

    /// <summary>Learns that a piece of work took <paramref name="ticks"/> while <paramref name="running"/> ran.</summary>
    public void Observe(long ticks, int running)
    {
        Interlocked.Add(ref _ticks, ticks);
        if (running > Volatile.Read(ref _busiest))
        {
            Volatile.Write(ref _busiest, running);
        }

        if (Interlocked.Increment(ref _samples) >= SamplesPerWindow && _gate.TryEnter())
        {
            try
            {
                Adjust();
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    private void Adjust()
    {
        var samples = Interlocked.Exchange(ref _samples, 0);
        var total = Interlocked.Exchange(ref _ticks, 0);
        var busiest = Volatile.Read(ref _busiest);
        Volatile.Write(ref _busiest, 0);
        if (samples == 0)
        {
            return;
        }

        var latest = Math.Max(1, (double)total / samples);
        _usual = _usual == 0 ? latest : _usual + (latest - _usual) * UsualWeight;
        if (_usual > 2 * latest)
        {
            _usual *= Recovery;
        }

        var gradient = Math.Clamp(Tolerance * _usual / latest, 0.5, 1.0);
        var target = _limit * gradient + Math.Sqrt(_limit);

        // A limit that nobody reaches says nothing about what lies above it.
        if (target > _limit && busiest < _limit / 2)
        {
            return;
        }

        _limit = Math.Clamp(_limit + (target - _limit) * Smoothing, _least, _most);
        Volatile.Write(ref _current, (int)_limit);
    }
}

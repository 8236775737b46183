namespace Mixer.Server.LoadShedding;

/// <summary>A token bucket, full at the start. Thread-safe.</summary>
internal sealed class RequestRateLimit(double perSecond, long burst, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    public double PerSecond { get; } = perSecond;

    /// <summary>Takes <paramref name="count"/> tokens if there are so many; zero is always there.</summary>
    public bool TryTake(int count)
    {
        if (count == 0)
        {
            return true;
        }

        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + time.GetElapsedTime(_filledAt, now).TotalSeconds * PerSecond);
            _filledAt = now;
            if (_tokens < count)
            {
                return false;
            }

            _tokens -= count;
            return true;
        }
    }
}

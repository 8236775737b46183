using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mixer.Server.LoadShedding;

/// <summary>Decides whether a call is refused because of load, and learns from calls that ended. Thread-safe.</summary>
internal sealed class LoadShedder
{
    private readonly RequestRateLimit? _rate;
    private readonly LatencyAverage? _latency;
    private readonly bool _logOnly;
    private readonly ILogger _log;

    public LoadShedder(LoadSheddingOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _log = loggers.CreateLogger("loadshedding");
        _logOnly = options.Mode == LoadSheddingMode.LogOnly;
        if (options.Mode == LoadSheddingMode.Disabled)
        {
            return;
        }

        _rate = options.MaxRequestsPerSecond > 0 ? new RequestRateLimit(options.MaxRequestsPerSecond, options.BurstSize, time) : null;
        _latency = options.AverageLatencyThreshold.Nanoseconds > 0 ? new LatencyAverage(options, time) : null;
    }

    /// <summary>True if somebody wants to know how long calls took.</summary>
    public bool MeasuresLatency => _latency is not null;

    /// <summary>True if the call, which stands for <paramref name="cost"/> requests, is to be refused.</summary>
    public bool IsRefused(int cost)
    {
        if (_rate is not null && !_rate.TryTake(cost))
        {
            return Exceeded("RateLimit", string.Create(CultureInfo.InvariantCulture,
                $"Too many requests have been received by this server in the current time window (limit: {_rate.PerSecond:F6}). Please retry request later."));
        }

        if (_latency is not null && _latency.IsExceeded(out var average))
        {
            return Exceeded("grpcResponseLatency", string.Create(CultureInfo.InvariantCulture,
                $"Current observed average latency ({average:F6}) exceeds specified threshold ({_latency.ThresholdSeconds:F6}). Please retry request."));
        }

        return false;
    }

    /// <summary>Notes that a call took so long.</summary>
    public void Observe(TimeSpan elapsed) => _latency?.Observe(elapsed.TotalSeconds);

    private bool Exceeded(string evaluator, string message)
    {
        if (_logOnly)
        {
            LoadSheddingLog.WouldThrottle(_log, evaluator, message);
            return false;
        }

        LoadSheddingLog.Throttled(_log, evaluator, message);
        return true;
    }
}

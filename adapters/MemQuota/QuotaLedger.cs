using Microsoft.Extensions.Logging;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>Answers quota requests: finds the limit, deduplicates, counts. Thread-safe; one lock for deduplication and counters.</summary>
internal sealed class QuotaLedger
{
    private readonly Lock _gate = new();
    private readonly Counters _counters = new();
    private readonly Deduplication _answers;
    private readonly Dictionary<string, QuotaLimits> _limits = new(StringComparer.Ordinal);
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long _start;

    public QuotaLedger(Params config, ILogger logger, TimeProvider time)
    {
        _logger = logger;
        _time = time;
        _start = time.GetTimestamp();
        _answers = new Deduplication(config.MinDeduplicationDuration.ToDuration());
        foreach (var quota in config.Quotas)
        {
            _limits[quota.Name] = new QuotaLimits(quota);
        }
    }

    /// <summary>True if there is a limit for the instance.</summary>
    public bool Knows(string instance) => _limits.ContainsKey(instance);

    /// <summary>Answers one request for an instance that has a limit.</summary>
    public Grant Handle(string instance, IReadOnlyDictionary<string, AttributeValue> dimensions, in QuotaArgs args)
    {
        if (args.Amount == 0)
        {
            return default;
        }

        var limit = _limits[instance].For(dimensions);
        var key = QuotaKey.Create(instance, dimensions);
        var deduplicated = false;
        Grant answer;
        lock (_gate)
        {
            var now = Duration.FromTimeSpan(_time.GetElapsedTime(_start));
            if (args.DeduplicationId.Length > 0 && _answers.TryGet(args.DeduplicationId, now, out answer))
            {
                deduplicated = true;
            }
            else
            {
                answer = args.Amount > 0
                    ? _counters.Allocate(key, limit, args.Amount, args.BestEffort, now)
                    : new Grant(_counters.Release(key, limit, args.Amount == long.MinValue ? long.MaxValue : -args.Amount, now), Duration.Zero);
                if (args.DeduplicationId.Length > 0)
                {
                    _answers.Add(args.DeduplicationId, answer, now);
                }
            }
        }

        if (deduplicated)
        {
            _logger.Deduplicated(args.DeduplicationId, answer.Amount);
        }

        _logger.Answered(answer.Amount, args.Amount, key);
        return answer;
    }
}

using System.Collections.Immutable;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>How much can be granted, and in which window; a zero <paramref name="ValidDuration"/> is for ever.</summary>
internal sealed record Limit(long MaxAmount, Duration ValidDuration);

/// <summary>A limit for the instances that have certain dimensions. Immutable.</summary>
internal sealed class LimitOverride(Params.Types.Override config)
{
    private readonly ImmutableArray<(string Name, DimensionText Text)> _dimensions =
        [.. config.Dimensions.Select(dimension => (dimension.Key, new DimensionText(dimension.Value)))];

    /// <summary>The limit.</summary>
    public Limit Limit { get; } = new(config.MaxAmount, config.ValidDuration.ToDuration());

    /// <summary>True if the instance has all the dimensions of this override; without any, always.</summary>
    public bool Matches(IReadOnlyDictionary<string, AttributeValue> dimensions)
    {
        foreach (var (name, text) in _dimensions)
        {
            if (!text.Matches(dimensions.GetValueOrDefault(name)))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The limits of one quota instance. Immutable.</summary>
internal sealed class QuotaLimits(Params.Types.Quota config)
{
    private readonly Limit _limit = new(config.MaxAmount, config.ValidDuration.ToDuration());
    private readonly ImmutableArray<LimitOverride> _overrides = [.. config.Overrides.Select(o => new LimitOverride(o))];

    /// <summary>The first override that matches, else the quota's own.</summary>
    public Limit For(IReadOnlyDictionary<string, AttributeValue> dimensions)
    {
        foreach (var candidate in _overrides)
        {
            if (candidate.Matches(dimensions))
            {
                return candidate.Limit;
            }
        }

        return _limit;
    }
}

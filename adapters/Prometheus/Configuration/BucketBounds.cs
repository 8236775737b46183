using System.Collections.Immutable;
using System.Globalization;
using BucketsDefinition = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.BucketsDefinition;

namespace Mixer.Adapters.Prometheus.Configuration;

/// <summary>Turns a buckets definition into upper bounds. Pure; any thread.</summary>
internal static class BucketBounds
{
    // Far more than a page can carry; a definition beyond it is a typing error that would eat the memory.
    private const int MaxBuckets = 10_000;

    private static readonly ImmutableArray<double> Default = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    /// <summary>
    /// The upper bounds, rising, without the last one at infinity, which every distribution has. What is wrong with
    /// <paramref name="definition"/> goes to <paramref name="fault"/> as field (below buckets) and sentence; the bounds are then empty.
    /// </summary>
    public static ImmutableArray<double> Of(BucketsDefinition? definition, Action<string, string> fault)
    {
        var (field, bounds) = definition?.DefinitionCase switch
        {
            BucketsDefinition.DefinitionOneofCase.LinearBuckets => ("linearBuckets", Linear(definition.LinearBuckets, fault)),
            BucketsDefinition.DefinitionOneofCase.ExponentialBuckets => ("exponentialBuckets", Exponential(definition.ExponentialBuckets, fault)),
            BucketsDefinition.DefinitionOneofCase.ExplicitBuckets when definition.ExplicitBuckets.Bounds.Count > 0 =>
                ("explicitBuckets.bounds", [.. definition.ExplicitBuckets.Bounds]),
            _ => ("", Default),
        };
        if (bounds.Length > 0 && double.IsPositiveInfinity(bounds[^1]))
        {
            bounds = bounds.RemoveAt(bounds.Length - 1);
        }

        for (var i = 0; i < bounds.Length; i++)
        {
            if (!double.IsFinite(bounds[i]))
            {
                fault(field, "histogram buckets must be finite numbers");
                return [];
            }

            if (i > 0 && bounds[i - 1] >= bounds[i])
            {
                fault(field, string.Create(
                    CultureInfo.InvariantCulture, $"histogram buckets must be in increasing order: {bounds[i - 1]:F6} >= {bounds[i]:F6}"));
                return [];
            }
        }

        return bounds;
    }

    private static ImmutableArray<double> Linear(BucketsDefinition.Types.Linear definition, Action<string, string> fault)
    {
        if (!CountIsGood(definition.NumFiniteBuckets, "linearBuckets", "LinearBuckets", fault))
        {
            return [];
        }

        if (!(definition.Width > 0))
        {
            fault("linearBuckets.width", "LinearBuckets needs a positive width");
            return [];
        }

        return [.. Enumerable.Range(0, definition.NumFiniteBuckets + 1).Select(i => definition.Offset + definition.Width * i)];
    }

    private static ImmutableArray<double> Exponential(BucketsDefinition.Types.Exponential definition, Action<string, string> fault)
    {
        if (!CountIsGood(definition.NumFiniteBuckets, "exponentialBuckets", "ExponentialBuckets", fault))
        {
            return [];
        }

        if (!(definition.Scale > 0))
        {
            fault("exponentialBuckets.scale", "ExponentialBuckets needs a positive start value");
            return [];
        }

        if (!(definition.GrowthFactor > 1))
        {
            fault("exponentialBuckets.growthFactor", "ExponentialBuckets needs a factor greater than 1");
            return [];
        }

        var bounds = ImmutableArray.CreateBuilder<double>(definition.NumFiniteBuckets + 1);
        var bound = definition.Scale;
        for (var i = 0; i <= definition.NumFiniteBuckets; i++)
        {
            bounds.Add(bound);
            bound *= definition.GrowthFactor;
        }

        return bounds.MoveToImmutable();
    }

    private static bool CountIsGood(int count, string field, string name, Action<string, string> fault)
    {
        if (count is >= 0 and <= MaxBuckets)
        {
            return true;
        }

        fault(
            field + ".numFiniteBuckets",
            count < 0 ? name + " needs a positive count" : string.Create(CultureInfo.InvariantCulture, $"{name} may have at most {MaxBuckets} buckets"));
        return false;
    }
}

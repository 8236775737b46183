using Mixer.Runtime.Pools;

namespace Mixer.Runtime.Tests.Pools;

public sealed class AdaptiveLimitTests
{
    private const int Window = 64;

    [Fact]
    public void Limit_LatencySteadyAndPoolBusy_GrowsToTheSize()
    {
        var limit = new AdaptiveLimit(200);

        Observe(limit, windows: 200, ticks: 1000);

        Assert.Equal(200, limit.Current);
    }

    [Fact]
    public void Limit_LatencyRises_ShrinksAndRecoversWithIt()
    {
        var limit = new AdaptiveLimit(200);
        Observe(limit, windows: 200, ticks: 1000);

        Observe(limit, windows: 12, ticks: 10_000);
        var slow = limit.Current;
        Observe(limit, windows: 200, ticks: 1000);

        Assert.InRange(slow, 4, 120);
        Assert.Equal(200, limit.Current);
    }

    [Fact]
    public void Limit_PoolIdle_StaysWhereItIs()
    {
        var limit = new AdaptiveLimit(1000);
        var before = limit.Current;

        for (var sample = 0; sample < Window * 50; sample++)
        {
            limit.Observe(1000, running: 1);
        }

        Assert.Equal(before, limit.Current);
    }

    [Fact]
    public void Limit_OfSmallPool_NeverExceedsIt() => Assert.Equal(2, new AdaptiveLimit(2).Current);

    private static void Observe(AdaptiveLimit limit, int windows, long ticks)
    {
        for (var sample = 0; sample < Window * windows; sample++)
        {
            limit.Observe(ticks, running: limit.Current);
        }
    }
}

using Mixer.Adapters.MemQuota;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Tests.MemQuota;

public sealed class CountersTests
{
    private static readonly Limit Forever = new(10, Duration.Zero);
    private static readonly Limit OneSecond = new(10, Duration.FromSeconds(1));

    [Fact]
    public void Allocate_ManyKeysThatExpired_AreForgotten()
    {
        var counters = new Counters();
        for (var i = 0; i < 20_000; i++)
        {
            counters.Allocate($"k{i}", OneSecond, 1, bestEffort: false, Duration.FromSeconds(10 * i));
        }

        Assert.InRange(counters.Count, 1, 1100);
    }

    [Fact]
    public void Allocate_Refused_KeepsNoCounter()
    {
        var counters = new Counters();

        counters.Allocate("a", OneSecond, 11, bestEffort: false, Duration.Zero);
        counters.Allocate("b", Forever, 11, bestEffort: false, Duration.Zero);

        Assert.Equal(0, counters.Count);
    }

    [Fact]
    public void Release_Everything_KeepsNoCounter()
    {
        var counters = new Counters();
        counters.Allocate("a", OneSecond, 4, bestEffort: false, Duration.Zero);
        counters.Allocate("b", Forever, 4, bestEffort: false, Duration.Zero);

        Assert.Equal(4, counters.Release("a", OneSecond, 5, Duration.Zero));
        Assert.Equal(4, counters.Release("b", Forever, 5, Duration.Zero));
        Assert.Equal(0, counters.Count);
    }

    [Fact]
    public void Allocate_HugeAmounts_DoNotOverflow()
    {
        var counters = new Counters();
        var limit = new Limit(long.MaxValue, Duration.FromSeconds(1));

        Assert.Equal(long.MaxValue, counters.Allocate("a", limit, long.MaxValue, bestEffort: false, Duration.Zero).Amount);
        Assert.Equal(0, counters.Allocate("a", limit, long.MaxValue, bestEffort: true, Duration.Zero).Amount);
    }

    [Fact]
    public void Allocate_LongestDuration_NeverExpires()
    {
        var counters = new Counters();
        var limit = new Limit(5, new Duration(long.MaxValue));

        Assert.Equal(5, counters.Allocate("a", limit, 5, bestEffort: false, Duration.Zero).Amount);
        Assert.Equal(0, counters.Allocate("a", limit, 1, bestEffort: false, Duration.FromSeconds(1_000_000_000)).Amount);
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk.Values;
using Mixer.Server.LoadShedding;

namespace Mixer.Server.Tests;

public sealed class LoadShedderTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Rate_BurstUsedUp_RefusesUntilTokensReturn()
    {
        var shedder = Create(new LoadSheddingOptions { Mode = LoadSheddingMode.Enforce, MaxRequestsPerSecond = 1, BurstSize = 2 });

        Assert.Equal([false, false, true, true], new[] { shedder.IsRefused(1), shedder.IsRefused(1), shedder.IsRefused(1), shedder.IsRefused(1) });
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(shedder.IsRefused(1));
    }

    [Fact]
    public void Rate_ReportLargerThanBurst_IsRefusedAndEmptyOnePasses()
    {
        var shedder = Create(new LoadSheddingOptions { Mode = LoadSheddingMode.Enforce, MaxRequestsPerSecond = 1000, BurstSize = 2 });

        Assert.True(shedder.IsRefused(3));
        Assert.False(shedder.IsRefused(0));
    }

    [Fact]
    public void LogOnly_Exceeded_Passes() =>
        Assert.False(Create(new LoadSheddingOptions { Mode = LoadSheddingMode.LogOnly, MaxRequestsPerSecond = 1 }).IsRefused(1));

    [Fact]
    public void Disabled_Exceeded_Passes() => Assert.False(Create(new LoadSheddingOptions { MaxRequestsPerSecond = 1 }).IsRefused(1));

    [Fact]
    public void Latency_SlowCall_RefusesOnceItsSampleHasWeight()
    {
        var shedder = Create(new LoadSheddingOptions { Mode = LoadSheddingMode.Enforce, AverageLatencyThreshold = new Duration(Duration.Millisecond) });
        shedder.Observe(TimeSpan.FromMilliseconds(2));

        Assert.False(shedder.IsRefused(1));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.True(shedder.IsRefused(1));
    }

    private LoadShedder Create(LoadSheddingOptions options) => new(options, _time, NullLoggerFactory.Instance);
}

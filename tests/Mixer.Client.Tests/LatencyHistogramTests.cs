using CsCheck;

namespace Mixer.Client.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Quantile_OfAnyLatencies_IsWithinOnePercentOfTheTrueOne() =>
        Gen.Select(Gen.Long[0, long.MaxValue / 1024].Array[1, 50], Gen.Double[0.01, 1.0]).Sample((ticks, share) =>
        {
            var histogram = new LatencyHistogram();
            foreach (var value in ticks)
            {
                histogram.Add(TimeSpan.FromTicks(value));
            }

            var exact = ticks.Order().ElementAt((int)Math.Ceiling(share * ticks.Length) - 1);
            var told = histogram.Quantile(share).Ticks;
            Assert.True(told >= exact && told - exact <= Math.Max(0, exact / 100), $"{told} for {exact}");
        });

    [Fact]
    public void Empty_Everything_IsZero()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (histogram.Mean, histogram.Quantile(0.5), histogram.Largest));
    }

    [Fact]
    public void Mean_OfLatencies_IsTheirMean()
    {
        var histogram = new LatencyHistogram();
        histogram.Add(TimeSpan.FromMilliseconds(1));
        histogram.Add(TimeSpan.FromMilliseconds(3));

        Assert.Equal((TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(3)), (histogram.Mean, histogram.Largest));
    }
}

using Mixer.Sdk.Values;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;

namespace Mixer.Adapters.Telemetry.Tests.Values;

public sealed class TextFormTests
{
    [Theory]
    [InlineData(1e21, "1000000000000000000000", "1e+21")]
    [InlineData(1e-7, "0.0000001", "1e-07")]
    [InlineData(1.25e-7, "0.000000125", "1.25e-07")]
    [InlineData(-1.5e22, "-15000000000000000000000", "-1.5e+22")]
    [InlineData(1.2345e16, "12345000000000000", "12345000000000000")]
    [InlineData(123456789012345678, "123456789012345680", "123456789012345680")]
    [InlineData(0.0001, "0.0001", "0.0001")]
    [InlineData(-2, "-2", "-2")]
    [InlineData(0.1, "0.1", "0.1")]
    [InlineData(0, "0", "0")]
    [InlineData(double.NaN, "NaN", "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf", "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf", "-Inf")]
    public void Number_EachForm_IsShortest(double value, string plain, string exponent)
    {
        Assert.Equal(plain, TextForm.Of(value));
        Assert.Equal(exponent, TextForm.WithExponent(value));
    }

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(-1.2345678901234567e-300)]
    public void Number_Extreme_ReadsBackTheSame(double value)
    {
        Assert.DoesNotContain('e', TextForm.Of(value));
        Assert.Equal(value, double.Parse(TextForm.Of(value), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(value, double.Parse(TextForm.WithExponent(value), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_EachKind_IsTheCommonText()
    {
        Assert.Equal("404", TextForm.Of(Number(404)));
        Assert.Equal("false", TextForm.Of(new AttributeValue(false)));
        Assert.Equal("20ms", TextForm.Of(Span("20ms")));
        Assert.Equal("1.2.3.4", TextForm.Of(Ip(1, 2, 3, 4)));
        Assert.Equal("1.2.3.4", TextForm.Of(Ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4)));
        Assert.Equal("2018-09-01T10:11:12.123456Z", TextForm.Of(new AttributeValue(Noon)));
        Assert.Equal("a=1&b=2", TextForm.Of(new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }))));
        Assert.Equal("", TextForm.Of(default(AttributeValue)));
        Assert.Equal("0001-01-01T00:00:00.000000Z", TextForm.Of(new Timestamp(long.MinValue, 0)));
    }
}

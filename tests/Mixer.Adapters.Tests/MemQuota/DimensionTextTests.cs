using Mixer.Adapters.MemQuota;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Tests.MemQuota;

public sealed class DimensionTextTests
{
    public static TheoryData<string, AttributeValue, bool> Cases => new()
    {
        { "a", new AttributeValue("a"), true },
        { "a", new AttributeValue("A"), false },
        { "7", new AttributeValue(7L), true },
        { "8", new AttributeValue(7L), false },
        { "seven", new AttributeValue(7L), false },
        { "2.50", new AttributeValue(2.5), true },
        { "true", new AttributeValue(true), true },
        { "F", new AttributeValue(false), true },
        { "yes", new AttributeValue(true), false },
        { "1500ms", new AttributeValue(new Duration(1500 * Duration.Millisecond)), true },
        { "1.5s", new AttributeValue(new Duration(1500 * Duration.Millisecond)), true },
        { "1.2.3.4", new AttributeValue(new byte[] { 1, 2, 3, 4 }), true },
        { "::ffff:1.2.3.4", new AttributeValue(new byte[] { 1, 2, 3, 4 }), true },
        { "1.2.3.5", new AttributeValue(new byte[] { 1, 2, 3, 4 }), false },
        { "1.2.4", new AttributeValue(new byte[] { 1, 2, 0, 4 }), false },
        { "2017-07-04T00:01:10.5Z", new AttributeValue(new Timestamp(1499126470, 500_000_000)), true },
        { "2017-07-04T02:01:10.500+02:00", new AttributeValue(new Timestamp(1499126470, 500_000_000)), true },
        { "2017-07-04", new AttributeValue(new Timestamp(1499126400, 0)), false },
        { "a=1&b=2", new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" })), true },
        { "", default, true },
        { "a", default, false },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Matches_TextAndValue_ComparesAsTheKindOfTheValue(string text, AttributeValue value, bool matches) =>
        Assert.Equal(matches, new DimensionText(text).Matches(value));

    [Fact]
    public void Key_ValuesWithSeparators_DoNotCollide()
    {
        var one = QuotaKey.Create("q", new Dictionary<string, AttributeValue> { ["a"] = new("1;b=1:2"), ["b"] = new("") });
        var two = QuotaKey.Create("q", new Dictionary<string, AttributeValue> { ["a"] = new("1"), ["b"] = new("2;b=0:") });

        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Key_SameDimensionsInAnotherOrder_IsTheSame() =>
        Assert.Equal(
            QuotaKey.Create("q", new Dictionary<string, AttributeValue> { ["a"] = new(1L), ["b"] = new("x") }),
            QuotaKey.Create("q", new Dictionary<string, AttributeValue> { ["b"] = new("x"), ["a"] = new(1L) }));
}

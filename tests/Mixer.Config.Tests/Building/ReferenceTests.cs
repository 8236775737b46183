using Mixer.Config.Building;

namespace Mixer.Config.Tests.Building;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("a", "a.handler.x", null)]
    [InlineData("a.y", "a.y.x", "a.handler.y")]
    [InlineData("a.b.c", "a.b.c", null)]
    [InlineData("a.b.c.d", "a.b.c.d", null)]
    public void Parse_AnyNumberOfDots_YieldsCandidates(string text, string first, string? alternate) =>
        Assert.Equal(new Reference(first, alternate), Reference.Parse(text, "handler", "x"));

    [Theory]
    [InlineData("rq.quota.istio-system", "rq")]
    [InlineData("q.x.quota.istio-system", "q.x.quota.istio-system")]
    [InlineData("a.b", "a.b")]
    public void ShortName_FullName_IsFirstPartOnlyOfThree(string name, string expected) => Assert.Equal(expected, Reference.ShortName(name));
}

using Mixer.Expressions.Explaining;
using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Tests.Explaining;

public sealed class SourceTextTests
{
    [Theory]
    [InlineData("a.b == 1 && (as == \"x\" || !ab)")]
    [InlineData("as | bs == \"x\"")]
    [InlineData("a == 1 && b == 2 && c == 3 || d == 4")]
    [InlineData("as.startsWith(bs + \"x\")")]
    [InlineData("ar[as | \"k\"] != ip(\"1.2.3.4\")")]
    [InlineData("a | (b | c)")]
    [InlineData("-ai < 5")]
    public void Of_MinimalText_IsTheSameText(string text) => Assert.Equal(text, Render(text));

    [Theory]
    [InlineData("((a)==(1))", "a == 1")]
    [InlineData("(a && b) && c", "a && b && c")]
    [InlineData("EQ(a, 1)", "a == 1")]
    public void Of_OtherText_MeansTheSame(string text, string expected) => Assert.Equal(expected, Render(text));

    private static string Render(string text)
    {
        var expression = ExpressionParser.Parse(text, out var error);
        Assert.Null(error);
        return SourceText.Of(expression!);
    }
}

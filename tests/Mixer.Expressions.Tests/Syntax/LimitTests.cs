using Mixer.Expressions.Syntax;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Syntax;

public sealed class LimitTests
{
    private static string Nested(string open, string inner, string close, int levels) =>
        string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));

    [Fact]
    public void Parentheses_Thousand_Work() => Assert.Equal(5, Evaluate(Nested("(", "5", ")", 1_000)).AsInt64);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("ar[", "]")]
    [InlineData("!", "")]
    [InlineData("f(", ")")]
    [InlineData("- ", "")]
    public void Nesting_BeyondLimit_IsAnError(string open, string close) =>
        Assert.Contains("exceeded max nesting depth", CompileError(Nested(open, "as", close, 5_000)), StringComparison.Ordinal);

    [Fact]
    public void Methods_LongChain_IsAnError() =>
        Assert.Contains(
            "exceeded max nesting depth",
            CompileError("as" + string.Concat(Enumerable.Repeat(".toLower()", 3_000))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(" || ", "ab")]
    [InlineData(" && ", "ab")]
    [InlineData(" | ", "as")]
    [InlineData(" + ", "ai")]
    public void Chain_OfOneOperator_IsNoNesting(string operation, string operand) =>
        Assert.NotNull(Compile(string.Join(operation, Enumerable.Repeat(operand, 5_000))));

    [Fact]
    public void Chain_WithMistake_RendersWhole()
    {
        var error = CompileError(string.Join(" || ", Enumerable.Repeat("ab", 3_000)) + " || as");
        Assert.StartsWith("LOR(LOR(", error, StringComparison.Ordinal);
        Assert.EndsWith("arg 2 ($as) typeError got STRING, expected BOOL", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_BeyondLimit_IsAnError() =>
        Assert.Contains("more than", CompileError(new string(' ', ExpressionParser.MaxLength) + "x"), StringComparison.Ordinal);
}

using Mixer.Attributes;
using Mixer.Expressions.Explaining;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Tests.Explaining;

public sealed class ConditionExplainerTests
{
    private static readonly AttributeBag Bag = Fixture.Bag(("as", Fixture.Text("x")), ("ai", new AttributeValue(7L)), ("ar", Fixture.Map(("k", "v"))), ("ab", new AttributeValue(true)));

    [Theory]
    [InlineData("as == \"y\"", "false: as == \"y\" [as=x]")]
    [InlineData("as == \"x\" && ai == 8", "false: ai == 8 [ai=7]")]
    [InlineData("as == \"x\" && ai == 7", "true: as == \"x\" [as=x]; ai == 7 [ai=7]")]
    [InlineData("as == \"y\" || as == \"z\"", "false: as == \"y\" [as=x]; as == \"z\" [as=x]")]
    [InlineData("as == \"y\" || (ai > 3 && ab)", "true: ai > 3 [ai=7]; ab [ab=true]")]
    [InlineData("!(as == \"x\")", "false: as == \"x\" [as=x]")]
    [InlineData("ar[\"k\"] == \"w\"", "false: ar[\"k\"] == \"w\" [ar[\"k\"]=v]")]
    [InlineData("ar[\"none\"] == \"w\"", "false: ar[\"none\"] == \"w\" [ar[\"none\"]=]")]
    [InlineData("bs == \"x\" && ai == 8", "lookup failed: 'bs': bs == \"x\" [bs=]")]
    [InlineData("as == \"x\" && bs == \"x\"", "lookup failed: 'bs': bs == \"x\" [bs=]")]
    [InlineData("(bs | as) == \"y\"", "false: bs | as == \"y\" [bs | as=x, bs=, as=x]")]
    [InlineData("match(as, \"a*\")", "false: match(as, \"a*\") [as=x]")]
    [InlineData("as.startsWith(\"y\")", "false: as.startsWith(\"y\") [as=x]")]
    [InlineData("size(as) > 1", "false: size(as) > 1 [size(as)=1, as=x]")]
    [InlineData("true", "true: true []")]
    public void Explain_Condition_NamesWhatSettlesIt(string text, string expected)
    {
        var explained = new ConditionExplainer(Fixture.Vocabulary).Explain(text, Bag);

        Assert.NotNull(explained);
        var parts = explained.Parts.Select(part => $"{part.Text} [{string.Join(", ", part.Inputs.Select(input => input.Text + "=" + input.Value))}]");
        Assert.Equal(expected, (explained.Error ?? (explained.Outcome == true ? "true" : "false")) + ": " + string.Join("; ", parts));
    }

    [Theory]
    [InlineData("as == ")]
    [InlineData("as")]
    [InlineData("nobody == 1")]
    public void Explain_NoCondition_IsNull(string text) => Assert.Null(new ConditionExplainer(Fixture.Vocabulary).Explain(text, Bag));

    [Fact]
    public void Explain_ChainOfThousands_IsCutShort()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 2_000).Select(n => FormattableString.Invariant($"as == \"v{n}\"")));

        var explained = new ConditionExplainer(Fixture.Vocabulary).Explain(text, Bag)!;

        Assert.Equal((false, 16, 1_984), (explained.Outcome, explained.Parts.Count, explained.OmittedParts));
    }
}

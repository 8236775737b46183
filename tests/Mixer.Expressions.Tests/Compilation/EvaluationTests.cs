using Mixer.Attributes;
using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Compilation;

/// <summary>Cases 1 to 15, 27, 28 and 40 of spec 02 section 16.</summary>
public sealed class EvaluationTests
{
    private static string ReferencesOf(string text, AttributeBag bag)
    {
        _ = Compile(text).As<AttributeValue>().TryEvaluate(bag, out _);
        return References(bag);
    }

    [Fact]
    public void Default_SharesLevelWithPlus()
    {
        var bag = Bag(("bs", Text("b")));
        Assert.Equal("ab", Evaluate("as | \"a\" + bs", bag).AsString);
        Assert.Equal("as ABSENCE, bs EXACT", References(bag));
    }

    [Fact]
    public void Default_BindsTighterThanEquality()
    {
        Assert.True(Evaluate("ai | 5 == 5").AsBool);
        var bag = Bag(("as", Text("x")));
        Assert.True(Evaluate("as == bs | \"x\"", bag).AsBool);
        Assert.Equal("as EXACT, bs ABSENCE", References(bag));
    }

    [Fact]
    public void Default_ZeroValues_ArePresent()
    {
        Assert.Equal("", Evaluate("as | \"d\"", ("as", Text(""))).AsString);
        Assert.Equal(0, Evaluate("ai | 5", ("ai", new AttributeValue(0L))).AsInt64);
        Assert.Equal("", Evaluate("ar[\"k\"] | \"d\"", ("ar", Map(("k", "")))).AsString);
    }

    [Fact]
    public void Index_MissingKey_IsEmptyAndRecorded()
    {
        var bag = Bag(("ar", Map(("y", "b"))));
        Assert.Equal("", Evaluate("ar[\"x\"]", bag).AsString);
        Assert.Equal("ar[x] ABSENCE", References(bag));
    }

    [Fact]
    public void Index_MissingMap_Fails()
    {
        Assert.Equal("lookup failed: 'ar'", EvaluationError("ar[\"x\"]"));
        Assert.Equal("ar ABSENCE", ReferencesOf("ar[\"x\"]", Bag()));
    }

    [Fact]
    public void Default_LastAlternative_IsStrict()
    {
        Assert.Equal("", Evaluate("ar[\"x\"] | br[\"y\"]", ("ar", Map()), ("br", Map())).AsString);
        Assert.Equal("lookup failed: 'br'", EvaluationError("ar[\"x\"] | br[\"y\"]", ("ar", Map())));
        Assert.Equal("lookup failed: 'br'", EvaluationError("as | (bs | br[\"k\"])"));
    }

    [Fact]
    public void Index_KeyFromAlternatives_FallsThrough()
    {
        var bag = Bag(("ar", Map(("x", "b"))));
        Assert.Equal("d", Evaluate("ar[as | bs] | \"d\"", bag).AsString);
        Assert.Equal("as ABSENCE, bs ABSENCE", References(bag));
    }

    [Fact]
    public void Index_MapFromAlternatives_RecordsKeyOfTheRightMap()
    {
        Assert.Equal("d", Evaluate("(ar | br)[\"x\"] | \"d\"").AsString);
        var bag = Bag(("br", Map(("x", "b"))));
        Assert.Equal("b", Evaluate("(ar | br)[\"x\"] | \"d\"", bag).AsString);
        Assert.Equal("ar ABSENCE, br[x] EXACT", References(bag));
    }

    [Fact]
    public void Map_UsedWhole_IsRecorded()
    {
        var bag = Bag(("br", Map(("x", "b"))));
        Assert.Equal(AttributeKind.StringMap, Evaluate("ar | br", bag).Kind);
        Assert.Equal("ar ABSENCE, br EXACT", References(bag));
    }

    [Fact]
    public void Default_LeftThatIsNeverAbsent_IsTheResult()
    {
        Assert.False(Evaluate("(as == \"x\") | true", ("as", Text("y"))).AsBool);
        Assert.Equal("ab", Evaluate("\"a\" + \"b\" | \"c\"").AsString);
        Assert.Equal("lookup failed: 'as'", EvaluationError("as.startsWith(\"x\") | true"));
        Assert.True(Evaluate("true | false").AsBool);
        Assert.False(Evaluate("false | true").AsBool);
        Assert.Equal("lookup failed: 'as'", EvaluationError("conditional(true, as, \"a\") | \"b\""));
        Assert.Equal("lookup failed: 'ab'", EvaluationError("(true && ab) | true"));
    }

    [Fact]
    public void Default_InsideOperands_Works()
    {
        Assert.True(Evaluate("as == (ar[bs] | \"x\")", ("ar", Map(("z", "b"))), ("as", Text("x"))).AsBool);
        Assert.Equal("yx", Evaluate("\"y\" + (ar[bs] | \"x\")", ("ar", Map())).AsString);
        Assert.True(Evaluate("match(as, ar[bs] | \"x\")", ("ar", Map()), ("as", Text("x"))).AsBool);
    }

    [Fact]
    public void Conditional_EvaluatesOneBranch_ConditionalStringBoth()
    {
        Assert.Equal("x", Evaluate("conditionalString(ab || bb, \"x\", \"y\")", ("ab", new AttributeValue(true))).AsString);
        Assert.Equal("lookup failed: 'bs'", EvaluationError("conditionalString(ab, as, bs)", ("ab", new AttributeValue(true)), ("as", Text("x"))));
        Assert.Equal("x", Evaluate("conditional(ab, as, bs)", ("ab", new AttributeValue(true)), ("as", Text("x"))).AsString);
    }

    [Fact]
    public void Or_ShortCircuits()
    {
        const string text = "as == \"x\" || bs == \"y\"";
        Assert.Equal("lookup failed: 'bs'", EvaluationError(text, ("as", Text("z"))));
        var bag = Bag(("as", Text("x")));
        Assert.True(Evaluate(text, bag).AsBool);
        Assert.Equal("as EXACT", References(bag));
        Assert.True(Evaluate("as.startsWith(ar[\"k\"])", ("as", Text("abc")), ("ar", Map())).AsBool);
    }

    [Fact]
    public void Int64AndDuration_AcceptEachOther()
    {
        Assert.Equal(new AttributeValue(5_000_000_000), Evaluate("ai", ("ai", new AttributeValue(Duration.FromSeconds(5)))));
        Assert.Equal(new AttributeValue(new Duration(5)), Evaluate("adur", ("adur", new AttributeValue(5L))));
    }

    [Theory]
    [InlineData("as | \"x\"", "as", "error converting value to string: '5'")]
    [InlineData("aip", "aip", "error converting value to IP address: '5'")]
    [InlineData("at == bt", "at", "error converting value to timestamp: '5'")]
    [InlineData("ar[\"x\"] | \"d\"", "ar", "error converting value to string map: '5'")]
    [InlineData("ab", "ab", "error converting value to bool: '5'")]
    [InlineData("ad", "ad", "error converting value to double: '5'")]
    public void Attribute_OfWrongKind_IsAnError(string text, string name, string error) =>
        Assert.Equal(error, EvaluationError(text, (name, new AttributeValue(5L))));

    [Fact]
    public void Attribute_LongValueOfWrongKind_IsCutInTheError() =>
        Assert.Equal($"error converting value to bool: '{new string('x', 256)}...'", EvaluationError("ab", ("ab", Text(new string('x', 5000)))));

    [Fact]
    public void Attribute_OfWrongKind_IsRecorded() =>
        Assert.Equal("as EXACT", ReferencesOf("as | \"x\"", Bag(("as", new AttributeValue(5L)))));

    [Fact]
    public void Or_HundredAlternatives_HasNoLimit()
    {
        var text = string.Join(" || ", Enumerable.Range(0, 100).Select(i => $"as == \"x{i}\""));
        Assert.True(Evaluate(text, ("as", Text("x99"))).AsBool);
    }

    [Fact]
    public void Warnings_ConstantThatFails_IsToldAtCompileTime()
    {
        Assert.Equal("could not convert 1.2.3 to IP_ADDRESS", Assert.Single(Compile("aip == ip(\"1.2.3\")").Warnings).Message);
        Assert.Equal("error parsing regexp: missing closing ): `(`", Assert.Single(Compile("\"(\".matches(as)").Warnings).Message);
        Assert.Empty(Compile("aip == ip(\"1.2.3.4\")").Warnings);
    }

    [Fact]
    public void LeadingEquality_OfConjunctionAndChain_IsFound()
    {
        var found = Compile("(as == \"x\" || \"y\" == as) && ai > 5").LeadingEquality!;
        Assert.Equal(Fixture.Vocabulary.SlotOf("as"), found.Slot);
        Assert.Null(found.MapKey);
        Assert.Equal([Text("x"), Text("y")], found.Constants);
        Assert.Equal("k", Compile("ar[\"k\"] == \"v\" && ab").LeadingEquality!.MapKey);
        Assert.Equal([new AttributeValue(5L), new AttributeValue(new Duration(5))], Compile("ai == 5").LeadingEquality!.Constants);
    }

    [Theory]
    [InlineData("as == \"x\" || bs == \"y\"")]
    [InlineData("as != \"x\"")]
    [InlineData("ab && as == \"x\"")]
    [InlineData("(as | \"y\") == \"x\"")]
    [InlineData("as == bs")]
    [InlineData("adns == dnsName(\"a\")")]
    [InlineData("as")]
    public void LeadingEquality_OfAnythingElse_IsNull(string text) => Assert.Null(Compile(text).LeadingEquality);

    [Fact]
    public void As_AnotherType_Throws() => Assert.Throws<InvalidOperationException>(() => Compile("as").As<long>());

    [Fact]
    public void Compile_SameText_SharesResult() => Assert.Same(Compile("as == bs"), Compile(" as == bs\n"));
}

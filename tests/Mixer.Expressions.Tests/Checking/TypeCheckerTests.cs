using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Checking;

/// <summary>Messages of spec 02 sections 4, 6 and 7; cases 19 and 22 to 26.</summary>
public sealed class TypeCheckerTests
{
    [Theory]
    [InlineData("foo", "unknown attribute foo")]
    [InlineData("destination.namespace", "unknown attribute destination.namespace")]
    [InlineData("foo(bar)", "unknown function: foo")]
    [InlineData("1 - 2", "unknown function: SUB")]
    [InlineData("1 * 2", "unknown function: MUL")]
    [InlineData("1 / 2", "unknown function: QUO")]
    [InlineData("1 % 2", "unknown function: REM")]
    [InlineData("1 << 2", "unknown function: ")]
    [InlineData("1 &^ 2", "unknown function: ")]
    [InlineData("^1", "unknown function: XOR")]
    [InlineData("a - b", "unknown function: SUB")]
    [InlineData("as.EQ(bs)", "invoking regular function on instance method: EQ")]
    [InlineData("matches(\"a\")", "invoking instance method without an instance: matches")]
    [InlineData("ab && as", "LAND($ab, $as) arg 2 ($as) typeError got STRING, expected BOOL")]
    [InlineData("ai.startsWith(as)", "$ai:startsWith($as) target typeError got INT64, expected STRING")]
    [InlineData("as.startsWith()", "$as:startsWith() arity mismatch. Got 0 arg(s), expected 1 arg(s)")]
    [InlineData("as.startsWith(ai)", "$as:startsWith($ai) arg 1 ($ai) typeError got INT64, expected STRING")]
    [InlineData("ip(\"1.2.3.4\", 5)", "ip(\"1.2.3.4\", 5) arity mismatch. Got 2 arg(s), expected 1 arg(s)")]
    [InlineData("+as", "ADD($as) arity mismatch. Got 1 arg(s), expected 2 arg(s)")]
    [InlineData("a.b == 3.14 && ar[\"x\"] == \"p\"", "EQ($a.b, 3.14) arg 2 (3.14) typeError got DOUBLE, expected INT64")]
    [InlineData("!as", "NOT($as) arg 1 ($as) typeError got STRING, expected BOOL")]
    [InlineData("ab + bb", "internal compiler error -- Add for type not yet implemented: bool")]
    [InlineData("ab < bb", "internal compiler error -- less than for type not yet implemented: bool")]
    [InlineData("aip == \"1.2.3.4\"", "EQ($aip, \"1.2.3.4\") arg 2 (\"1.2.3.4\") typeError got STRING, expected IP_ADDRESS")]
    public void Check_Mistake_HasItsMessage(string text, string error) => Assert.Equal(error, CompileError(text));

    [Theory]
    [InlineData("a()()")]
    [InlineData("(as)(bs)")]
    [InlineData("ar[\"k\"](as)")]
    [InlineData("(as).b")]
    [InlineData("foo().b")]
    [InlineData("\"x\".b")]
    [InlineData("\"x\".y.f()")]
    [InlineData("as[1:2]")]
    [InlineData("ar[as, bs]")]
    [InlineData("as.(T)")]
    [InlineData("*as")]
    [InlineData("as{1}")]
    public void Parse_FormOutsideTheLanguage_IsUnexpected(string text) =>
        Assert.StartsWith("unexpected expression: ", CompileError(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("context.reporter.type", "1:18: ")]
    [InlineData("a = 2", "1:3: ")]
    [InlineData("@23", "1:1: illegal character U+0040 '@'")]
    [InlineData("", "1:1: ")]
    [InlineData("as\n| \"x\"", "2:1: ")]
    [InlineData("(as | \"x\"\n)", "1:10: ")]
    [InlineData("match(as,\n\"b\"\n)", "2:4: ")]
    [InlineData("\u00e9 +", "1:5: ")]
    [InlineData("'ab'", "1:1: illegal rune literal")]
    [InlineData("\"abc", "1:1: string literal not terminated")]
    [InlineData("\"\\q\"", "1:2: unknown escape sequence")]
    [InlineData("as /* x", "1:4: comment not terminated")]
    [InlineData("as; bs", "1:3: ")]
    public void Parse_Mistake_HasItsPlace(string text, string place) =>
        Assert.StartsWith($"unable to parse expression '{text}': {place}", CompileError(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("as |\n\"x\"\n\n")]
    [InlineData("match(as,\n\"b\",\n)")]
    [InlineData("as. /* c */ startsWith(\"a\") // end")]
    [InlineData("x.true")]
    public void Parse_LineBreaksAndComments_AreSkipped(string text) => Assert.NotNull(Compile(text));

    [Fact]
    public void Error_Misspelling_SuggestsNearestName()
    {
        Fixture.Compiler.Compile("amial == amail", AttributeType.Unspecified, out var error);
        Assert.Equal("did you mean 'amail'?", error!.Hint);
        Fixture.Compiler.Compile("as.startWith(bs)", AttributeType.Unspecified, out error);
        Assert.Equal("did you mean 'startsWith'?", error!.Hint);
    }

    [Fact]
    public void Error_Render_PutsCaretUnderPosition()
    {
        const string text = "ab &&\n\tai == as";
        Fixture.Compiler.Compile(text, AttributeType.Bool, out var error);
        Assert.Equal("\tai == as\n\t      ^", error!.Render(text));
    }
}

using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Compilation;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("ai == 20 || ar[\"foo\"] == \"bar\"")]
    [InlineData("as == \"x\" && !ab && ad < 2.5")]
    [InlineData("(bs | ar[\"none\"] | \"default\") == \"default\"")]
    [InlineData("match(as, \"x*\") && as.startsWith(\"x\") && as.endsWith(\"x\")")]
    [InlineData("aip == ip(\"1.2.3.4\")")]
    [InlineData("at < timestamp(\"2100-01-01T00:00:00Z\") && adur == \"1s\"")]
    [InlineData("adns == dnsName(\"A.example\")")]
    [InlineData("conditional(ab, 1, ai) == 2")]
    [InlineData("bb | (b1 | ab)")]
    [InlineData("br == ar")]
    public void Evaluate_OrdinaryPaths_AllocateNothing(string text)
    {
        var bag = Bag(
            ("ai", new AttributeValue(2L)), ("ar", Map(("foo", "bar"))), ("as", Text("x")), ("ab", new AttributeValue(false)),
            ("ad", new AttributeValue(1.5)), ("aip", new AttributeValue([1, 2, 3, 4])), ("at", new AttributeValue(new Timestamp(1, 0))),
            ("adur", new AttributeValue(Duration.FromSeconds(1))), ("adns", Text("a.EXAMPLE")));
        var evaluator = Compile(text).As<bool>();
        Run(evaluator, bag, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(evaluator, bag, 1_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(Evaluator<bool> evaluator, AttributeBag bag, int times)
    {
        for (var i = 0; i < times; i++)
        {
            evaluator.TryEvaluate(bag, out _);
        }
    }
}

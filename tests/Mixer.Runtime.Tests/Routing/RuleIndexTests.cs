using CsCheck;
using Microsoft.Extensions.Logging;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Routing;

public sealed class RuleIndexTests
{
    private static readonly string[] Users = ["u0", "u1", "u2"];

    [Fact]
    public async Task Index_ThousandRulesOfOneAttribute_EvaluatesOnlyThatOfTheValue()
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        var conditions = Enumerable.Range(0, 1000).Select(index => FakeExpression.Equal(scenario.Vocabulary, "source.user", "u" + index)).ToList();
        for (var index = 0; index < conditions.Count; index++)
        {
            scenario.Rule("r" + index, scenario.Handler("d"), Scenario.Instance("i"), conditions[index]);
        }

        var route = await scenario.PublishAsync();
        var probed = conditions.Sum(condition => condition.Evaluations);
        var bag = scenario.Bag(("source.user", new("u500")));

        var outcome = await route.CheckAsync(bag, CancellationToken.None);

        Assert.Equal(StatusCode.PermissionDenied, outcome.Result.Status.Code);
        Assert.Equal(1, conditions.Sum(condition => condition.Evaluations) - probed);
        Assert.Contains("source.user", scenario.Referenced(bag));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Index_ThousandRulesOfOneNumber_EvaluatesOnlyThatOfTheValue(bool sentAsDuration)
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnCheck = (_, instance, _) => new(Scenario.Deny(StatusCode.PermissionDenied, instance));
        var conditions = Enumerable.Range(0, 1000).Select(number => FakeExpression.Equal(scenario.Vocabulary, "request.size", number)).ToList();
        for (var index = 0; index < conditions.Count; index++)
        {
            scenario.Rule("r" + index, scenario.Handler("d"), Scenario.Instance("i" + index), conditions[index]);
        }

        var route = await scenario.PublishAsync();
        var probed = conditions.Sum(condition => condition.Evaluations);

        var outcome = await route.CheckAsync(scenario.Bag(("request.size", sentAsDuration ? new(new Duration(500)) : new(500L))), CancellationToken.None);

        Assert.Equal("d.denier.istio-system:i500.checknothing.istio-system", outcome.Result.Status.Message);
        Assert.Equal(1, conditions.Sum(condition => condition.Evaluations) - probed);
    }

    [Fact]
    public async Task Index_AttributeAbsent_NothingMatchesAndTheAbsenceIsReferenced()
    {
        using var scenario = new Scenario();
        scenario.Rule("r", scenario.Handler("d"), Scenario.Instance("i"), FakeExpression.Equal(scenario.Vocabulary, "source.user", "u"));
        scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        var route = await scenario.PublishAsync();
        var bag = scenario.Bag();

        Assert.True((await route.CheckAsync(bag, CancellationToken.None)).Result.Status.IsOk);
        Assert.Contains("!source.user", scenario.Referenced(bag));
        await route.CheckAsync(scenario.Bag(), CancellationToken.None);
        Assert.Single(scenario.Log.Entries, entry => entry.Message.StartsWith("input set condition evaluation error: id='2', error='lookup failed: 'source.user''", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Index_KeyOfTheMapAbsent_IsNoConditionError()
    {
        await using var live = await LiveRuntime.StartAsync(
            LiveRuntime.Manifest + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i") + LiveRuntime.Rule("r", "request.headers[\"k\"] == \"v\"", "h.denier", "i.checknothing"));

        await live.CheckAsync(("request.headers", new AttributeValue(StringMap.Empty)));
        Assert.Contains("mixer_runtime_condition_error_count 0\n", await live.MetricsAsync(), StringComparison.Ordinal);

        await live.CheckAsync();
        Assert.Contains("mixer_runtime_condition_error_count 1\n", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_ConditionThatIsTrueWithoutTheAttribute_IsEvaluated()
    {
        using var scenario = new Scenario();
        var slot = scenario.Vocabulary.SlotOf("source.user");
        // As (source.user == "u") | true would be.
        var tolerant = new FakeExpression("tolerant", AttributeType.Bool,
            bag => new AttributeValue(!bag.TryGet(slot, out var user) || user.AsString == "u"), new Expressions.LeadingEquality(slot, null, [new AttributeValue("u")]));
        scenario.Rule("r", scenario.Handler("d"), Scenario.Instance("i"), tolerant);
        scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        var route = await scenario.PublishAsync();

        Assert.Equal(StatusCode.PermissionDenied, (await route.CheckAsync(scenario.Bag(), CancellationToken.None)).Result.Status.Code);
    }

    [Theory]
    [InlineData("source.user", "error converting value to string: '1'")]
    [InlineData("request.headers", "error converting value to string map: '1'")]
    public async Task Index_ValueOfAnotherKind_FailsEveryConditionAndTellsTheFirst(string attribute, string error)
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        var compiler = new Expressions.ExpressionCompiler(scenario.Vocabulary);
        foreach (var name in new[] { "r1", "r2", "r3" })
        {
            var match = attribute == "source.user" ? $"source.user == \"{name}\"" : $"request.headers[\"k\"] == \"{name}\"";
            scenario.Rule(name, scenario.Handler("d"), Scenario.Instance("i"), compiler.Compile(match, AttributeType.Bool, out _)!);
        }

        var route = await scenario.PublishAsync();
        for (var call = 0; call < 2; call++)
        {
            var bag = scenario.Bag((attribute, new(1L)));
            Assert.True((await route.CheckAsync(bag, CancellationToken.None)).Result.Status.IsOk);
            Assert.Contains(attribute, scenario.Referenced(bag));
        }

        var line = Assert.Single(scenario.Log.Entries, entry => entry.Message.StartsWith("input set condition evaluation error: ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains($"error='{error}', rule='r1.rule.istio-system'", line.Message, StringComparison.Ordinal);
        Assert.Contains("and 2 more conditions on the same value", line.Message, StringComparison.Ordinal);
        Assert.Contains("mixer_runtime_condition_error_count 6\n", await scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    /// <summary>With and without an index: same verdict, same order of messages, same references, over random rules and attributes.</summary>
    [Fact]
    public async Task Index_AnyRulesAndAttributes_ChangesNothingVisible()
    {
        var rule = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Int[0, 2]);
        var bag = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 4]);
        await Gen.Select(rule.Array[1, 8], bag).SampleAsync(async input =>
        {
            var (indexed, plain) = (await RunAsync(input.Item1, input.Item2, true), await RunAsync(input.Item1, input.Item2, false));
            Assert.Equal(plain, indexed);
        }, iter: 200);
    }

    private static async Task<string> RunAsync((int Kind, int First, int Second)[] rules, (int User, int Path, int Header) attributes, bool indexed)
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnCheck = (_, instance, _) => new(Scenario.Deny(StatusCode.PermissionDenied, instance));
        var vocabulary = scenario.Vocabulary;
        for (var index = 0; index < rules.Length; index++)
        {
            var (kind, first, second) = rules[index];
            var condition = kind switch
            {
                0 => null,
                1 => FakeExpression.Equal(vocabulary, "source.user", Users[first], indexed),
                2 => FakeExpression.Equal(vocabulary, "request.path", Users[first], indexed),
                3 => FakeExpression.EntryEqual(vocabulary, "request.headers", "k" + second, Users[first], indexed),
                _ => AndPath(scenario, first, second, indexed),
            };
            scenario.Rule("r" + index, scenario.Handler("h" + index % 2), Scenario.Instance("i" + index), condition);
        }

        var route = await scenario.PublishAsync();
        var bag = scenario.Bag();
        Set("source.user", attributes.User);
        Set("request.path", attributes.Path);
        if (attributes.Header < 4)
        {
            var headers = attributes.Header == 3 ? [] : new Dictionary<string, string> { ["k" + attributes.Header % 2] = Users[attributes.Header] };
            bag.Set(vocabulary.SlotOf("request.headers"), new AttributeValue(StringMap.Create(headers)));
        }

        var outcome = await route.CheckAsync(bag, CancellationToken.None);
        return $"{outcome.Result.Status.Message} / {string.Join(' ', scenario.Referenced(bag))}";

        void Set(string name, int value)
        {
            if (value < 3)
            {
                bag.Set(vocabulary.SlotOf(name), new AttributeValue(Users[value]));
            }
        }
    }

    private static FakeExpression AndPath(Scenario scenario, int first, int second, bool indexed)
    {
        var slot = scenario.Vocabulary.SlotOf("request.path");
        return FakeExpression.Equal(scenario.Vocabulary, "source.user", Users[first], indexed, bag =>
            bag.TryGet(slot, out var path) ? new AttributeValue(path.AsString == Users[second]) : Fail(bag));

        static AttributeValue? Fail(Attributes.AttributeBag bag)
        {
            bag.Fail("lookup failed: 'request.path'");
            return null;
        }
    }
}

using CsCheck;
using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Runtime.Routing;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Routing;

/// <summary>The router against the plain meaning of its rules, with the real expression compiler.</summary>
public sealed class CompiledRulesTests
{
    private static readonly string[] Texts =
    [
        "source.user == \"a\"", "source.user == \"b\"", "\"a\" == source.user", "source.user == \"a\" || source.user == \"b\"",
        "source.user == \"a\" && request.path == \"p\"", "source.user != \"a\"", "(source.user | \"a\") == \"a\"",
        "request.headers[\"k\"] == \"x\"", "request.headers[\"k\"] == \"x\" && source.user == \"b\"", "request.headers[\"l\"] == \"y\"",
        "request.headers[\"k\"] == \"x\" || request.headers[\"k\"] == \"y\"", "request.path == \"p\" || source.user == \"a\"", "true",
        "request.path == \"p\" && (request.headers[\"l\"] | \"y\") == \"y\"", "source.user == \"a\" && source.user == \"b\"",
        "request.size == 5", "7 == request.size", "request.size == 5 || request.size == 7", "request.size == 5 && source.user == \"a\"", "request.size != 5",
        "response.duration == \"5ns\"", "response.duration == \"7ns\" || response.duration == \"5ns\"", "request.size > 5",
    ];

    [Fact]
    public async Task Check_AnyRules_SelectsAndReferencesWhatPlainEvaluationDoes()
    {
        var attributes = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 5]);
        await Gen.Select(Gen.Int[0, Texts.Length - 1].Array[1, 10], attributes).SampleAsync(async input =>
        {
            using var scenario = new Scenario();
            scenario.Adapter.OnCheck = (_, instance, _) => new(Scenario.Deny(StatusCode.PermissionDenied, instance));
            var compiler = new ExpressionCompiler(scenario.Vocabulary);
            var conditions = input.Item1.Select(text => compiler.Compile(Texts[text], AttributeType.Bool, out _)!).ToList();
            for (var index = 0; index < conditions.Count; index++)
            {
                scenario.Rule("r" + index, scenario.Handler("h"), Scenario.Instance("i" + index), conditions[index]);
            }

            var route = await scenario.PublishAsync();
            var plain = Fill(scenario, input.Item2);
            RequestNamespace.Read(plain);
            var outcomes = conditions.Select(condition => (Evaluated: condition.As<bool>().TryEvaluate(plain, out var value), Matched: value)).ToList();
            var expected = string.Join(", ", outcomes.Select((outcome, index) => (outcome, index))
                .Where(rule => rule.outcome is { Evaluated: true, Matched: true })
                .Select(rule => $"h.denier.istio-system:i{rule.index}.checknothing.istio-system"));
            var failures = outcomes.Zip(input.Item1).Where(rule => !rule.First.Evaluated).Select(rule => rule.Second).Distinct().Count();
            var bag = Fill(scenario, input.Item2);

            var outcome = await route.CheckAsync(bag, CancellationToken.None);

            Assert.Equal(expected, outcome.Result.Status.Message ?? "");
            Assert.Equal(scenario.Referenced(plain), scenario.Referenced(bag));
            Assert.Equal(failures, scenario.Metrics.ConditionErrors.Value);
        }, iter: 300);
    }

    private static AttributeBag Fill(Scenario scenario, (int User, int Path, int K, int L, int Size, int Duration) values)
    {
        var bag = scenario.Bag();
        if (values.User > 0)
        {
            bag.Set(scenario.Vocabulary.SlotOf("source.user"), values.User switch { 1 => new("a"), 2 => new("b"), 3 => new("c"), _ => new(1L) });
        }

        if (values.Path > 0)
        {
            bag.Set(scenario.Vocabulary.SlotOf("request.path"), values.Path switch { 1 => new("p"), 2 => new("q"), _ => new(true) });
        }

        Set("request.size", values.Size);
        Set("response.duration", values.Duration);
        if (values.K < 3)
        {
            var headers = new Dictionary<string, string>();
            if (values.K > 0)
            {
                headers["k"] = values.K == 1 ? "x" : "y";
            }

            if (values.L > 0)
            {
                headers["l"] = values.L == 1 ? "y" : "z";
            }

            bag.Set(scenario.Vocabulary.SlotOf("request.headers"), new AttributeValue(StringMap.Create(headers)));
        }
        else if (values.K == 4)
        {
            bag.Set(scenario.Vocabulary.SlotOf("request.headers"), new AttributeValue("no map"));
        }

        return bag;

        // Numbers come as integers, as durations, and as what they should not be.
        void Set(string name, int form)
        {
            if (form > 0)
            {
                bag.Set(scenario.Vocabulary.SlotOf(name), form switch { 1 => new(5L), 2 => new(new Duration(5)), 3 => new(7L), 4 => new(new Duration(8)), _ => new("5") });
            }
        }
    }
}

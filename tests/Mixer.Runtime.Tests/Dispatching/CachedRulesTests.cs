using CsCheck;
using Mixer.Attributes;
using Mixer.CheckCaching;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Dispatching;

/// <summary>
/// Ten thousand pairs of random rules and random calls: a verdict from the cache is the one, with the references, that evaluation gives. Rules of several namespaces, with conditions over
/// texts, numbers and maps, attribute generators that decide the namespace, fail-close rules, header operations and instances that cannot be built.
/// </summary>
public sealed class CachedRulesTests
{
    private const int Configurations = 200;
    private const int Calls = 50;

    private static readonly string[] Tests =
    [
        "source.user == \"a\"", "source.user != \"b\"", "(source.user | \"a\") == \"a\"", "source.user.startsWith(\"a\")", "request.path == \"a\" || request.path == \"b\"",
        "request.headers[\"k\"] == \"a\"", "(request.headers[\"l\"] | \"b\") == \"b\"", "request.headers[\"k\"] == \"b\" || request.headers[\"k\"] == \"a\"", "request.size == 5",
        "request.size == 5 || request.size == 7", "request.size > 5", "(request.size | 7) == 7", "response.duration == \"5ns\"", "pod.name == \"blue\"", "foo.attr == request.path",
    ];

    private static readonly string[] Namespaces = ["istio-system", "blue", "red"];
    private static readonly string[] Texts = ["a", "b", "blue", "red"];
    private static readonly string[] TextAttributes = ["source.user", "request.path", "foo.attr", "source.namespace", "destination.namespace", "context.reporter.kind", "destination.service"];

    private static readonly Gen<RuleForm> AnyRule =
        Gen.Select(Gen.Int[0, Tests.Length - 1], Gen.Int[0, Tests.Length - 1], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 9], (first, second, joined, ns, kind) => new RuleForm(first, second, joined, ns, kind));

    // Of a text 0 to 3, 4 for a number in its place, the rest for nothing.
    private static readonly Gen<CallForm> AnyCall =
        Gen.Select(Gen.Int[0, 6].Array[TextAttributes.Length], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 9], (texts, size, duration, headers) => new CallForm(texts, size, duration, headers));

    // Calls resemble each other: each differs from one of them in two attributes at most.
    private static readonly Gen<CallForm[]> AnyCalls =
        Gen.Select(AnyCall, Gen.Select(AnyCall, Gen.Int[0, 9], Gen.Int[0, 9]).Array[Calls], (first, others) => others.Select(other => first.With(other.Item1, other.Item2).With(other.Item1, other.Item3)).ToArray());

    [Fact]
    public async Task Check_TenThousandRulesAndCalls_CachedAndEvaluatedAgree()
    {
        var hits = 0;
        await Gen.Select(AnyRule.Array[1, 6], AnyCalls).SampleAsync(async (rules, calls) =>
        {
            using var scenario = new Scenario();
            var route = await PublishAsync(scenario, rules);
            var cache = new CheckCache(1000, scenario.Time);
            foreach (var call in calls)
            {
                var evaluated = Fill(scenario, call);
                var expected = await EvaluateAsync(route, evaluated);
                var bag = Fill(scenario, call);
                if (cache.TryGet(bag, out var hit))
                {
                    Interlocked.Increment(ref hits);
                    Assert.Null(expected.Error);
                    Assert.Equal((expected.Result.Status, expected.Result.ValidDuration, expected.Result.ValidUseCount), (hit.Status, hit.ValidDuration, hit.ValidUseCount));
                    Assert.Equal(expected.RouteDirective, hit.Attachment);
                    Assert.Equal(scenario.Referenced(evaluated), scenario.Referenced(bag));
                }
                else if (await EvaluateAsync(route, bag) is { Error: null } outcome)
                {
                    cache.Store(bag, outcome.Result, outcome.RouteDirective);
                }
            }
        }, iter: Configurations);

        Assert.InRange(hits, Configurations * Calls / 4, Configurations * Calls);
    }

    private static async Task<CheckOutcome> EvaluateAsync(Route route, AttributeBag bag) =>
        await route.PreprocessAsync(bag, CancellationToken.None) is { } error ? new CheckOutcome(error, default) : await route.CheckAsync(bag, CancellationToken.None);

    private static Task<Route> PublishAsync(Scenario scenario, RuleForm[] rules)
    {
        scenario.Adapter.OnCheck = (_, instance, _) => new(instance.Length % 3 == 0 ? Scenario.Allow(20, 200) : Scenario.Deny(StatusCode.PermissionDenied, instance));
        scenario.Adapter.OnGenerate = (_, instance) => new(new FakeOutput(new AttributeValue(instance[(instance.IndexOf('=', StringComparison.Ordinal) + 1)..])));
        var compiler = new ExpressionCompiler(scenario.Vocabulary);
        for (var index = 0; index < rules.Length; index++)
        {
            var (first, second, joined, ns, kind) = rules[index];
            var match = joined switch { 0 => Tests[first], 1 => $"{Tests[first]} && ({Tests[second]})", 2 => $"{Tests[first]} || ({Tests[second]})", _ => $"!({Tests[first]})" };
            var condition = compiler.Compile(match, AttributeType.Bool, out var error);
            Assert.Null(error);
            var (name, @namespace, handler) = ($"r{index}", Namespaces[ns], scenario.Handler("h" + index % 2));
            switch (kind)
            {
                case 0:
                    var target = first % 2 == 0 ? "destination.namespace" : "pod.name";
                    var binding = new OutputBinding(scenario.Vocabulary.SlotOf(target), FakeExpression.Attribute(scenario.Vocabulary, "pods.output.name", AttributeType.String));
                    scenario.Rule(name, handler, Scenario.Instance("g" + index, Scenario.Pods, "foo.attr", binding), condition, @namespace);
                    break;
                case 1 or 2:
                    scenario.FailCloseRule(name, handler, Scenario.Instance("i" + index), condition!, @namespace);
                    break;
                case 3:
                    scenario.Rule(name, ["source.user | \"nobody\"", "request.headers[\"k\"]"]);
                    break;
                default:
                    scenario.Rule(name, handler, Scenario.Instance("i" + index, attribute: kind == 4 ? "request.path" : ""), condition, @namespace);
                    break;
            }
        }

        return scenario.PublishAsync();
    }

    private static AttributeBag Fill(Scenario scenario, CallForm call)
    {
        var bag = scenario.Bag();
        for (var index = 0; index < TextAttributes.Length; index++)
        {
            // A reporter's kind is one of two words, or odd.
            var words = TextAttributes[index] == "context.reporter.kind" ? ["inbound", "outbound", "outbound", "odd"] : Texts;
            Set(TextAttributes[index], call.Texts[index] switch { < 4 and var text => new(words[text]), 4 => new(4L), _ => default });
        }

        Set("request.size", Number(call.Size));
        Set("response.duration", Number(call.Duration));
        if (call.Headers > 0)
        {
            var entries = new List<KeyValuePair<string, string>>();
            Add("k", call.Headers % 3);
            Add("l", call.Headers / 3);
            Set("request.headers", new AttributeValue(StringMap.Create(new Dictionary<string, string>(entries))));

            void Add(string key, int text)
            {
                if (text > 0)
                {
                    entries.Add(new(key, Texts[text - 1]));
                }
            }
        }

        return bag;

        void Set(string name, AttributeValue value)
        {
            if (!value.IsNone)
            {
                bag.Set(scenario.Vocabulary.SlotOf(name), value);
            }
        }
    }

    private static AttributeValue Number(int form) =>
        form switch { 0 => default, 1 => new(5L), 2 => new(new Duration(5)), 3 => new(7L), 4 => new(new Duration(8)), _ => new("5") };

    private sealed record RuleForm(int First, int Second, int Joined, int Namespace, int Kind);

    private sealed record CallForm(int[] Texts, int Size, int Duration, int Headers)
    {
        public CallForm With(CallForm other, int field) =>
            field switch
            {
                7 => this with { Size = other.Size },
                8 => this with { Duration = other.Duration },
                9 => this with { Headers = other.Headers },
                _ => this with { Texts = [.. Texts.Select((text, index) => index == field ? other.Texts[index] : text)] },
            };
    }
}

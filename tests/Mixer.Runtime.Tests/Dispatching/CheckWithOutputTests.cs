using Mixer.Api.V1;
using Mixer.Config.Model;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Dispatching;

/// <summary>Checks with output: the verdict counts as any other, the output is for the rule's header operations (spec 03 section 14).</summary>
public sealed class CheckWithOutputTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public CheckWithOutputTests() =>
        _scenario.Adapter.OnCheckWithOutput = (_, instance) => new(new CheckWithOutput(Scenario.Allow(10, 100), Output("user of " + instance)));

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Check_OutputOfNamedAction_IsInTheHeadersAndNotAmongTheReads()
    {
        _scenario.Rule("r", ["x.output.user", "source.user", "x.output.labels[\"a\"] | \"none\""], Action(0, "one", "x"));
        var route = await _scenario.PublishAsync();
        var bag = _scenario.Bag(("source.user", new AttributeValue("eve")));

        for (var call = 0; call < 2; call++)
        {
            var outcome = await route.CheckAsync(bag, CancellationToken.None);

            Assert.Equal((null, Scenario.Allow(10, 100)), (outcome.Error, outcome.Result));
            Assert.Equal(["user of one.session.istio-system", "eve", "none"], Values(outcome));
            Assert.Same(_scenario.Vocabulary, bag.Vocabulary);
            Assert.Equal(["!context.reporter.kind", "!destination.namespace", "!destination.service", "source.user"], _scenario.Referenced(bag).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Check_MapOutput_IsReadByKeyWithoutATrace()
    {
        _scenario.Adapter.OnCheckWithOutput = (_, _) =>
            new(new CheckWithOutput(default, new FakeOutput(new AttributeValue("u"), new AttributeValue(Sdk.Values.StringMap.Create(new Dictionary<string, string> { ["a"] = "1" })))));
        _scenario.Rule("r", ["x.output.labels[\"a\"]"], Action(0, "one", "x"));
        var bag = _scenario.Bag();

        Assert.Equal(["1"], Values(await (await _scenario.PublishAsync()).CheckAsync(bag, CancellationToken.None)));
        Assert.Empty(bag.References.Keys);
    }

    [Fact]
    public async Task Check_OutputNotSet_ValueIsPassedOver()
    {
        _scenario.Adapter.OnCheckWithOutput = (_, instance) => new(new CheckWithOutput(default, instance.StartsWith("one.", StringComparison.Ordinal) ? null : new FakeOutput()));
        _scenario.Rule("r", ["x.output.user", "y.output.user", "x.output.user | y.output.user | \"nobody\""], Action(0, "one", "x"), Action(1, "two", "y"));

        Assert.Equal(["nobody"], Values(await CheckAsync()));
    }

    [Fact]
    public async Task Check_SameNameInTwoRules_EachSeesItsOwn()
    {
        _scenario.Rule("a", ["x.output.user"], Action(0, "one", "x"), Action(1, "two", "y"));
        _scenario.Rule("b", ["x.output.user", "y.output.user"], Action(0, "three", "x"), Action(1, "one", "y"));

        Assert.Equal(
            ["user of one.session.istio-system", "user of three.session.istio-system", "user of one.session.istio-system"],
            Values(await CheckAsync()));
    }

    [Fact]
    public async Task Check_AmongPlainChecks_IsCombinedInRuleOrder()
    {
        _scenario.Adapter.OnCheck = (handler, _, _) => new(Scenario.Deny(StatusCode.NotFound, "plain"));
        _scenario.Adapter.OnCheckWithOutput = (_, _) => new(new CheckWithOutput(Scenario.Deny(StatusCode.PermissionDenied, "no", seconds: 3), Output("u")));
        _scenario.Rule("a", _scenario.Handler("a"), Scenario.Instance("p"));
        _scenario.Rule("b", ["x.output.user"], Action(0, "one", "x"));
        _scenario.Rule("c", _scenario.Handler("c"), Scenario.Instance("p"));

        var outcome = await CheckAsync();

        Assert.Equal(
            Scenario.Deny(StatusCode.NotFound, "a.denier.istio-system:plain, h.denier.istio-system:no, c.denier.istio-system:plain", seconds: 3), outcome.Result);
        Assert.Null(outcome.RouteDirective);
    }

    [Fact]
    public async Task Check_HandlerFails_FailsTheCheck()
    {
        _scenario.Adapter.OnCheckWithOutput = (_, _) => throw new InvalidOperationException("kaputt");
        _scenario.Rule("r", ["x.output.user"], Action(0, "one", "x"));

        var outcome = await CheckAsync();

        Assert.Equal(("1 error occurred:\n\n* kaputt", null), (outcome.Error, outcome.RouteDirective));
    }

    [Fact]
    public async Task Check_InstanceCannotBeBuilt_FailsTheCheck()
    {
        _scenario.Rule("r", ["x.output.user"], new RuleAction(0, _scenario.Handler("h"), [Scenario.Instance("one", Scenario.Session, "source.user")]) { Name = "x" });

        Assert.Contains("lookup failed: 'source.user'", (await CheckAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AnswersLater_OutputsComeWithIt()
    {
        var answer = new TaskCompletionSource<CheckWithOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scenario.Adapter.OnCheckWithOutput = (_, _) => new(answer.Task);
        _scenario.Rule("a", _scenario.Handler("a"), Scenario.Instance("p"));
        _scenario.Rule("r", ["x.output.user"], Action(0, "one", "x"));
        var check = (await _scenario.PublishAsync()).CheckAsync(_scenario.Bag(), CancellationToken.None);

        Assert.False(check.IsCompleted);
        answer.SetResult(new CheckWithOutput(Scenario.Allow(7, 70), Output("late")));

        var outcome = await check;
        Assert.Equal(["late"], Values(outcome));
        Assert.Equal(Scenario.Allow(7, 70), outcome.Result);
    }

    private static FakeOutput Output(string user) => new(new AttributeValue(user));

    private RuleAction Action(int index, string instance, string name) =>
        new(index, _scenario.Handler("h"), [Scenario.Instance(instance, Scenario.Session)]) { Name = name };

    private async Task<CheckOutcome> CheckAsync() => await (await _scenario.PublishAsync()).CheckAsync(_scenario.Bag(), CancellationToken.None);

    private static IEnumerable<string> Values(CheckOutcome outcome) =>
        RouteDirective.Parser.ParseFrom(outcome.RouteDirective).RequestHeaderOperations.Select(operation => operation.Value);
}

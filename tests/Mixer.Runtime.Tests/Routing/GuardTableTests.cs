using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;

namespace Mixer.Runtime.Tests.Routing;

public sealed class GuardTableTests : IDisposable
{
    private readonly Scenario _scenario = new();
    private readonly List<FakeExpression> _conditions = [];

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Check_ThousandsOfFailCloseRulesOfOneAttribute_EvaluatesOnlyThatOfTheValue()
    {
        var (status, evaluations) = await CheckAsync(5000, ("source.user", new("u4000")));

        Assert.True(status.IsOk);
        Assert.Equal(2, evaluations); // As a rule and as its guard.
    }

    [Fact]
    public async Task Check_ThousandsOfFailCloseRulesThatCannotBeEvaluated_AreDeniedForTheFirstOfThem()
    {
        var (status, evaluations) = await CheckAsync(5000);

        Assert.Equal(StatusCode.PermissionDenied, status.Code);
        Assert.StartsWith(
            "r0000.rule.istio-system: its condition cannot be evaluated: lookup failed: 'source.user', r0001.rule.istio-system: its", status.Message, StringComparison.Ordinal);
        Assert.EndsWith("r0007.rule.istio-system: its condition cannot be evaluated: lookup failed: 'source.user', and other rules", status.Message, StringComparison.Ordinal);
        Assert.InRange(evaluations, 8, 20);
    }

    [Fact]
    public async Task Check_FewFailCloseRules_AreAllNamedInRuleOrder()
    {
        _scenario.FailCloseRule("a", _scenario.Handler("d"), Scenario.Instance("i"), FakeExpression.Equal(_scenario.Vocabulary, "request.path", "/", indexed: false), ns: "blue")
            .FailCloseRule("b", _scenario.Handler("d"), Scenario.Instance("i"), FakeExpression.Equal(_scenario.Vocabulary, "source.user", "x"), ns: "blue")
            .FailCloseRule("c", _scenario.Handler("d"), Scenario.Instance("i"), FakeExpression.Equal(_scenario.Vocabulary, "request.path", "/"), ns: "blue");
        var (status, _) = await CheckAsync(1, ("destination.namespace", new("blue")));

        Assert.Equal(
            ["r0000.rule.istio-system", "a.rule.blue", "b.rule.blue", "c.rule.blue"],
            status.Message!.Split(", ").Select(reason => reason.Split(':')[0]));
    }

    private async Task<(Status Status, int Evaluations)> CheckAsync(int rules, params (string, Sdk.Values.AttributeValue)[] attributes)
    {
        for (var index = 0; index < rules; index++)
        {
            _conditions.Add(FakeExpression.Equal(_scenario.Vocabulary, "source.user", "u" + index));
            _scenario.FailCloseRule($"r{index:0000}", _scenario.Handler("d"), Scenario.Instance("i"), _conditions[index]);
        }

        var route = await _scenario.PublishAsync();
        var probed = _conditions.Sum(condition => condition.Evaluations);
        var outcome = await route.CheckAsync(_scenario.Bag(attributes), CancellationToken.None);
        return (outcome.Result.Status, _conditions.Sum(condition => condition.Evaluations) - probed);
    }
}

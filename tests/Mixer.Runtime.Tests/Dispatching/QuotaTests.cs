using Microsoft.Extensions.Logging;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class QuotaTests : IDisposable
{
    private static readonly QuotaArgs Five = new("id", 5, true);
    private static readonly QuotaResult Granted2 = new(Status.Ok, Duration.FromSeconds(1), 2);

    private readonly Scenario _scenario = new();
    private readonly List<string> _charged = [];

    public QuotaTests() =>
        _scenario.Adapter.OnQuota = (_, instance, _, _) =>
        {
            _charged.Add(instance);
            return new(Granted2);
        };

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Quota_NameInOtherCase_ReachesTheHandler()
    {
        _scenario.Rule("r", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota));

        Assert.Equal(Granted2, (await AskAsync("RQ")).Result);
    }

    [Fact]
    public async Task Quota_UnknownName_IsGrantedInFullWithAWarning()
    {
        _scenario.Rule("r", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota));

        var outcome = await AskAsync("other");

        Assert.Equal(new QuotaResult(Status.Ok, Duration.FromSeconds(60), 5), outcome.Result);
        Assert.Contains(_scenario.Log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message == "Requested quota 'other' is not configured");
    }

    [Fact]
    public async Task Quota_RuleDoesNotMatch_IsGrantedInFullWithoutAWarning()
    {
        _scenario.Rule("r", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota), FakeExpression.Constant(false));

        var outcome = await AskAsync("rq");

        Assert.Equal(5, outcome.Result.Amount);
        Assert.Empty(_charged);
        Assert.DoesNotContain(_scenario.Log.Entries, entry => entry.Message.Contains("not configured", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("z")]
    public async Task Quota_AnotherRuleDoesNotMatch_TheMatchingOneDecides(string other)
    {
        _scenario.Rule("m", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota))
            .Rule(other, _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota), FakeExpression.Constant(false));

        Assert.Equal(Granted2, (await AskAsync("rq")).Result);
    }

    [Fact]
    public async Task Quota_SameInstanceByTwoRules_IsChargedOnce()
    {
        _scenario.Rule("a", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota))
            .Rule("b", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota), FakeExpression.Constant(true));

        await AskAsync("rq");

        Assert.Single(_charged);
    }

    [Fact]
    public async Task Quota_TwoHandlers_OnlyTheFirstAnswerIsCharged()
    {
        _scenario.Rule("a", _scenario.Handler("mq1"), Scenario.Instance("rq", Scenario.Quota))
            .Rule("b", _scenario.Handler("mq2"), Scenario.Instance("rq", Scenario.Quota));

        Assert.Equal(Granted2, (await AskAsync("rq")).Result);
        Assert.Single(_charged);
    }

    [Fact]
    public async Task Quota_MatchedButNothingGranted_IsNotGrantedInFull()
    {
        _scenario.Adapter.OnQuota = (_, _, _, _) => default;
        _scenario.Rule("r", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota));

        Assert.Equal(default, await AskAsync("rq"));
    }

    [Fact]
    public async Task Quota_HandlerThrows_GivesAnErrorAndNothing()
    {
        _scenario.Adapter.OnQuota = (_, _, _, _) => throw new InvalidOperationException("down");
        _scenario.Rule("r", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota));

        Assert.Equal(new QuotaOutcome("1 error occurred:\n\n* down", default), await AskAsync("rq"));
    }

    [Fact]
    public async Task Quota_InstanceNameWithDots_IsFoundByItsFullName()
    {
        // A name with dots has no short name other than the full text.
        var instance = Scenario.Instance("q.x", Scenario.Quota) with { ShortName = "q.x.quota.istio-system" };
        _scenario.Rule("r", _scenario.Handler("mq"), instance);

        Assert.Equal(5, (await AskAsync("q")).Result.Amount);
        Assert.Equal(5, (await AskAsync("q.x")).Result.Amount);
        Assert.Equal(2, (await AskAsync("q.x.quota.istio-system")).Result.Amount);
    }

    [Fact]
    public async Task Quota_ConditionsOfOtherQuotas_CountAsReferenced()
    {
        _scenario.Rule("a", _scenario.Handler("mq"), Scenario.Instance("rq", Scenario.Quota))
            .Rule("b", _scenario.Handler("mq"), Scenario.Instance("other", Scenario.Quota), FakeExpression.Equal(_scenario.Vocabulary, "source.user", "x"));
        var route = await _scenario.PublishAsync();
        var bag = _scenario.Bag();

        await route.QuotaAsync(bag, "rq", Five, CancellationToken.None);

        Assert.Equal(["!context.reporter.kind", "!destination.namespace", "!destination.service", "!source.user"], _scenario.Referenced(bag));
    }

    private async Task<QuotaOutcome> AskAsync(string name)
    {
        var route = await _scenario.PublishAsync();
        return await route.QuotaAsync(_scenario.Bag(), name, Five, CancellationToken.None);
    }
}

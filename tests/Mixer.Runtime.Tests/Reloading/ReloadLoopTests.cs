using Microsoft.Extensions.Logging;
using Mixer.Config;
using Mixer.Config.Model;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Reloading;

/// <summary>What comes into effect when a configuration cannot, and what is said about it.</summary>
public sealed class ReloadLoopTests
{
    private static readonly string Rest = LiveRuntime.Manifest + LiveRuntime.Instance("i");
    private static readonly string Good = Rest + LiveRuntime.Handler("h", "denied") + LiveRuntime.Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing");
    private static readonly string Typo = LiveRuntime.Resource("rule", "typo", "{match: 'source.usr == \"x\"'}");
    private static readonly string Closed = FailClose(LiveRuntime.Rule("closed", "source.user == \"eve\"", "h.denier", "i.checknothing"));
    private static readonly RuntimeOptions Strict = new() { Policy = ConfigPolicy.Strict };

    [Fact]
    public async Task Start_StrictWithAMistake_DeniesWhatFailsClosedAndIsNotReady()
    {
        await using var live = await LiveRuntime.StartAsync(Rest + LiveRuntime.Handler("h", "denied") + Closed + Typo, Strict);

        var denied = (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status;
        Assert.Equal(StatusCode.PermissionDenied, denied.Code);
        Assert.Contains("closed.rule.istio-system: the rule is not in effect: the configuration is refused as a whole", denied.Message, StringComparison.Ordinal);
        Assert.True((await live.CheckAsync(("source.user", new AttributeValue("alice")))).Result.Status.IsOk);
        Assert.StartsWith("no configuration has been accepted: ", live.Runtime.State.Fault, StringComparison.Ordinal);
        Assert.Contains("unknown attribute source.usr", live.Runtime.State.Fault, StringComparison.Ordinal);
        Assert.Equal(0, live.Runtime.State.Configuration.Count(ResourceState.Effective));
        Assert.Contains("mixer_config_is_refused 1\n", await live.MetricsAsync(), StringComparison.Ordinal);

        await live.ChangeAsync(Rest + LiveRuntime.Handler("h", "denied") + Closed);

        Assert.Null(live.Runtime.State.Fault);
        Assert.Equal("h.denier.istio-system:denied", (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status.Message);
        Assert.Contains("mixer_config_is_refused 0\n", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_StrictWithAHandlerThatIsRefused_DeniesWhatFailsClosed()
    {
        await using var live = await LiveRuntime.StartAsync(Rest + LiveRuntime.Handler("h", "bad") + Closed, Strict);

        Assert.Equal(StatusCode.PermissionDenied, (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status.Code);
        Assert.Contains("address: no good", live.Runtime.State.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_StrictHandlerRefusedThenATypo_GoesBackToWhatWasAccepted()
    {
        await using var live = await LiveRuntime.StartAsync(Good, Strict);
        var refused = Good.Replace("address: denied", "address: bad", StringComparison.Ordinal).Replace("\"eve\"", "\"alice\"", StringComparison.Ordinal);

        await live.ChangeAsync(refused);
        Assert.Equal(ResourceState.Superseded, live.Runtime.State.Configuration.Resources.Single(resource => resource.Key.Name == "r").State);
        await live.ChangeAsync(refused + Typo);

        Assert.Equal("h.denier.istio-system:denied", (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status.Message);
        Assert.Equal("source.user == \"eve\"", Assert.Single(live.Runtime.State.Snapshot.Rules).Match);
        Assert.Null(live.Runtime.State.Fault);
    }

    [Fact]
    public async Task Change_ServerFails_IsShownAndThePreviousStays()
    {
        await using var live = await LiveRuntime.StartAsync(Good);

        await live.ChangeAsync(Good.Replace("address: denied", "address: " + FakeHandler.Unroutable, StringComparison.Ordinal));

        Assert.Equal("h.denier.istio-system:denied", (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status.Message);
        Assert.Equal(1, live.Adapter.Built.Single(handler => handler.Config == FakeHandler.Unroutable).Disposed);
        var state = live.Runtime.State;
        Assert.Equal("the server could not put configuration 2 into effect: a fault of the template", Assert.Single(state.Problems).Message);
        Assert.Equal((1L, 2L, 1), (state.Configuration.Id, state.Configuration.RefusedId, state.Configuration.ErrorCount));
        Assert.Null(state.Fault);
        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"not-applied\"} 1\n", await live.MetricsAsync(), StringComparison.Ordinal);

        await live.ChangeAsync(Good);

        Assert.Empty(live.Runtime.State.Problems);
        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"not-applied\"} 0\n", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ServerFails_IsNotReady()
    {
        await using var live = await LiveRuntime.StartAsync(Good.Replace("address: denied", "address: " + FakeHandler.Unroutable, StringComparison.Ordinal));

        Assert.EndsWith("could not put configuration 1 into effect: a fault of the template", live.Runtime.State.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_AnyMistake_IsCountedByKindUntilItIsMended()
    {
        await using var live = await LiveRuntime.StartAsync(Good);
        await live.ChangeAsync(Good.Replace("address: denied", "adress: denied", StringComparison.Ordinal) + LiveRuntime.Resource("rule", "empty", "{}"));

        var metrics = await live.MetricsAsync();
        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"unknown-field\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"no-actions\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_resources{state=\"superseded\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_resources{state=\"refused\"} 1\n", metrics, StringComparison.Ordinal);

        await live.ChangeAsync(Good);

        metrics = await live.MetricsAsync();
        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"unknown-field\"} 0\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_resources{state=\"superseded\"} 0\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_FilesBreak_AreCountedWithoutAChangeOfResources()
    {
        await using var live = await LiveRuntime.StartAsync(Good);

        await live.ProblemsAsync(new ConfigProblem(ProblemSeverity.Error, new SourceLocation("x.yaml", 1, 1), "", "", "no YAML") { Kind = ProblemKind.InvalidYaml });

        Assert.Contains("mixer_config_problems{severity=\"error\",kind=\"invalid-yaml\"} 1\n", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_RuleGetsAnUnknownField_PublishesNothingAndTheOldRuleStays()
    {
        await using var live = await LiveRuntime.StartAsync(Good, new RuntimeOptions { Policy = ConfigPolicy.Partial });

        await live.ChangeAsync(Good.Replace("{match: 'source.user", "{foo: 1, match: 'source.user", StringComparison.Ordinal));

        Assert.Equal(StatusCode.PermissionDenied, (await live.CheckAsync(("source.user", new AttributeValue("eve")))).Result.Status.Code);
        Assert.DoesNotContain(live.Log.Entries, entry => entry.Message.StartsWith("Publishing", StringComparison.Ordinal));
        Assert.Contains(live.Log.Entries, entry => entry.Level == LogLevel.Error && entry.Message.Contains("unknown field \"foo\" in v1beta1.Rule", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Change_DuringALongCall_TakesEffectAtOnceAndTheHandlerClosesAfterTheCall()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var live = await LiveRuntime.StartAsync(Good, prepare: adapter => adapter.OnCheck = (handler, _, _) =>
        {
            if (handler.Config != "denied")
            {
                return new(Scenario.Deny(StatusCode.PermissionDenied, handler.Config));
            }

            entered.SetResult();
            return new(answer.Task);
        });
        var held = live.Adapter.Built.Single();
        var call = live.CheckAsync(("source.user", new AttributeValue("eve")));
        await entered.Task;

        try
        {
            // No time passes until the second change is in effect: nothing of it waits for the call, nor for a clean-up.
            await live.ChangeAsync(Rest);
            await live.ChangeAsync(Rest + LiveRuntime.Handler("g", "second") + LiveRuntime.Rule("r2", "", "g.denier", "i.checknothing"));
            Assert.Equal("g.denier.istio-system:second", (await live.CheckAsync()).Result.Status.Message);
            live.Time.Advance(TimeSpan.FromSeconds(13));
            Assert.False(call.IsCompleted);
            Assert.Equal(0, held.Disposed);
        }
        finally
        {
            // Also when an assertion fails: the runtime waits for its calls before it is gone.
            answer.SetResult(Scenario.Allow(7, 8));
        }

        var outcome = await call;
        Assert.Null(outcome.Error);
        Assert.Equal((true, 8), (outcome.Result.Status.IsOk, outcome.Result.ValidUseCount));
        await held.Closed.Task;
        Assert.Equal(1, held.Disposed);
    }

    private static string FailClose(string rule) =>
        rule.Replace("namespace: istio-system}", "namespace: istio-system, annotations: {policy.istio.io/failurePolicy: fail-close}}", StringComparison.Ordinal);
}

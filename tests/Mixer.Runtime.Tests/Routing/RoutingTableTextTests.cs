using Microsoft.Extensions.Logging;
using Mixer.Runtime.Tests.Fakes;

namespace Mixer.Runtime.Tests.Routing;

public sealed class RoutingTableTextTests
{
    private static readonly string Configuration = LiveRuntime.Manifest + LiveRuntime.Handler("h", "x") + LiveRuntime.Handler("a", "x")
        + LiveRuntime.Instance("i") + LiveRuntime.Instance("le", "{}", "logentry")
        + LiveRuntime.Rule("z", "source.user == \"eve\"", "h.denier", "le.logentry, i.checknothing")
        + LiveRuntime.Rule("all", "", "a.denier", "i.checknothing") + LiveRuntime.Rule("own", "request.size > 5", "h.denier.istio-system", "i.checknothing.istio-system", "blue");

    [Fact]
    public async Task Change_InEffect_DumpsTheRoutesForDebugging()
    {
        await using var live = await LiveRuntime.StartAsync(Configuration);

        var dump = live.Log.Entries.Last(entry => entry.Message.StartsWith("New routes in effect:\n", StringComparison.Ordinal));

        Assert.Equal(LogLevel.Debug, dump.Level);
        Assert.Equal(
            """
            New routes in effect:
            [Routing ExpectedTable]
            ID: 1
            [#0] TEMPLATE_VARIETY_CHECK {V}
              [#0] blue {NS}
                [#0] h.denier.istio-system {H}
                  [#0] id='5', rule='own.rule.blue'
                    Condition: request.size > 5
                    [#0] i.checknothing.istio-system {I}
              [#1] istio-system {NS}
                [#0] a.denier.istio-system {H}
                  [#0] id='6', rule='all.rule.istio-system'
                    Condition: <NONE>
                    [#0] i.checknothing.istio-system {I}
                [#1] h.denier.istio-system {H}
                  [#0] id='7', rule='z.rule.istio-system'
                    Condition: source.user == "eve"
                    [#0] i.checknothing.istio-system {I}
            [#1] TEMPLATE_VARIETY_REPORT {V}
              [#0] istio-system {NS}
                [#0] h.denier.istio-system {H}
                  [#0] id='8', rule='z.rule.istio-system'
                    Condition: source.user == "eve"
                    [#0] le.logentry.istio-system {I}

            """, dump.Message);
    }

    [Fact]
    public async Task Condition_CannotBeEvaluated_TheLineNamesRuleAndMatch()
    {
        await using var live = await LiveRuntime.StartAsync(Configuration);

        await live.CheckAsync(("destination.namespace", new("blue")));

        Assert.Contains(live.Log.Entries, entry => entry.Message.StartsWith(
            "input set condition evaluation error: id='5', error='lookup failed: 'request.size'', rule='own.rule.blue', match='request.size > 5'", StringComparison.Ordinal));
    }
}

using System.Text;
using System.Text.Json;
using Mixer.Config;
using Mixer.Runtime.Explaining;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Explaining;

public sealed class CallExplainerTests
{
    private const string Base = LiveRuntime.Manifest;

    [Fact]
    public async Task Explain_RuleApplies_ShowsInstancesAndHandler()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i", "{value: source.user}") + LiveRuntime.Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing"));

        var call = Explain(live, ("source.user", new AttributeValue("eve")));

        var rule = Assert.Single(call.Rules);
        Assert.Equal((RuleOutcome.Matched, "source.user"), (rule.Outcome, rule.IndexedBy));
        var instance = Assert.Single(Assert.Single(rule.Actions).Instances);
        Assert.Equal(new FieldExplanation("value", "source.user", new AttributeValue("eve"), null), Assert.Single(instance.Fields));
        Assert.Equal(["h.denier.istio-system"], call.Handlers);
        Assert.DoesNotContain("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"h.denier.istio-system\",adapter=\"denier\",error=\"false\"} 1", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_RulesThatDoNotApply_EachSaysWhy()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i")
            + LiveRuntime.Rule("a-false", "source.user == \"eve\" && request.size > 5", "h.denier", "i.checknothing")
            + LiveRuntime.Rule("b-fails", "request.path == \"/x\"", "h.denier", "i.checknothing")
            + LiveRuntime.Rule("c-other", "", "h.denier.istio-system", "i.checknothing.istio-system", "elsewhere")
            + LiveRuntime.Rule("d-bad", "request.size", "h.denier", "i.checknothing"));

        var call = Explain(live, ("source.user", new AttributeValue("eve")), ("request.size", new AttributeValue(3L)), ("destination.namespace", new AttributeValue("here")));

        Assert.Equal(("here", "destination.namespace"), (call.Namespace, call.NamespaceFrom));
        Assert.Equal(
            [
                ("a-false.rule.istio-system", RuleOutcome.NotMatched), ("b-fails.rule.istio-system", RuleOutcome.Failed),
                ("c-other.rule.elsewhere", RuleOutcome.OtherNamespace), ("d-bad.rule.istio-system", RuleOutcome.Refused),
            ], call.Rules.Select(rule => (rule.Name, rule.Outcome)));
        Assert.Equal("request.size > 5", Assert.Single(call.Rules[0].Condition!.Parts).Text);
        Assert.Equal("lookup failed: 'request.path'", call.Rules[1].Condition!.Error);
        Assert.Equal("it applies to calls of namespace 'elsewhere'; this call is of 'here'", call.Rules[2].Reason);
        Assert.Contains("expected type BOOL", Assert.Single(call.Rules[3].Problems).Message, StringComparison.Ordinal);
        Assert.Empty(call.Handlers);
    }

    [Fact]
    public async Task Explain_OddAttributes_AreNoted()
    {
        await using var live = await LiveRuntime.StartAsync(Base);

        var call = Explain(live, ("nobody.knows", new AttributeValue("x")), ("source.ip", new AttributeValue("1.2.3.4")));

        Assert.Equal(
            ["attribute nobody.knows is not declared by any attributemanifest: no rule can see it", "attribute source.ip is declared as IP_ADDRESS, but is given as STRING"],
            call.Notices);
    }

    [Fact]
    public async Task Explain_OneVariety_LeavesOutTheOthers()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i") + LiveRuntime.Instance("l", "{}", "logentry")
            + LiveRuntime.Rule("c", "", "h.denier", "i.checknothing") + LiveRuntime.Rule("r", "", "h.denier", "l.logentry"));

        var call = live.Runtime.CreateExplainer().Explain([], new ExplainQuery { Variety = TemplateVariety.Report });

        Assert.Equal([("c.rule.istio-system", RuleOutcome.OtherVariety), ("r.rule.istio-system", RuleOutcome.Matched)], call.Rules.Select(rule => (rule.Name, rule.Outcome)));
    }

    [Fact]
    public async Task Explain_InstanceCannotBeBuilt_HandlerIsNotCalled()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i", "{value: request.path}") + LiveRuntime.Rule("r", "", "h.denier", "i.checknothing"));

        var call = Explain(live);

        var action = Assert.Single(Assert.Single(call.Rules).Actions);
        Assert.Equal("no instance can be built", action.Skipped);
        Assert.Equal("evaluation failed at [i.checknothing.istio-system]'Value': 'lookup failed: 'request.path''", Assert.Single(action.Instances).Error);
        Assert.Empty(call.Handlers);
    }

    [Fact]
    public async Task Explain_HandlerNotBuilt_SaysWhyItIsNotCalled()
    {
        await using var live = await LiveRuntime.StartAsync(
            LiveRuntime.Handler("h", "bad") + LiveRuntime.Instance("i") + LiveRuntime.Rule("r", "", "h.denier", "i.checknothing"), new RuntimeOptions { Policy = ConfigPolicy.Partial });

        var call = Explain(live);

        Assert.StartsWith("the handler could not be built: ", Assert.Single(Assert.Single(call.Rules).Actions).Skipped, StringComparison.Ordinal);
        Assert.Equal(HandlerState.Failed, Assert.Single(live.Runtime.State.Handlers).State);
    }

    [Fact]
    public async Task Explain_ManyRules_ListsThoseThatApplyAndCountsTheRest()
    {
        var rules = string.Concat(Enumerable.Range(0, 30).Select(n => LiveRuntime.Rule($"r{n:00}", $"source.user == \"u{n}\"", "h.denier", "i.checknothing")));
        await using var live = await LiveRuntime.StartAsync(Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i") + rules);

        var call = live.Runtime.CreateExplainer().Explain([new("source.user", new AttributeValue("u29"))], new ExplainQuery { MaxOthers = 5 });

        Assert.Equal((6, 24), (call.Rules.Count, call.OmittedRules));
        Assert.Equal(RuleOutcome.Matched, call.Rules[^1].Outcome);
    }

    [Fact]
    public async Task Text_Explanation_ReadsAsLines()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i", "{value: source.user}")
            + LiveRuntime.Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing") + LiveRuntime.Rule("s", "request.headers[\"x\"] == \"1\"", "h.denier", "i.checknothing"));
        var output = new StringWriter();

        ExplanationText.Write(Explain(live, ("source.user", new AttributeValue("eve")), ("request.headers", new AttributeValue(StringMap.Empty))), output);

        var lines = output.ToString().Split('\n').Where(line => !line.Contains("config.yaml", StringComparison.Ordinal));
        Assert.Equal(
            [
                "configuration 1, namespace '' (from destination.namespace)",
                "",
                "             match: source.user == \"eve\"  (found by source.user)",
                "             because source.user == \"eve\" is true: source.user is \"eve\"",
                "             action 0: h.denier.istio-system (denier)",
                "               i.checknothing.istio-system (checknothing, check)",
                "                 value: source.user = \"eve\"",
                "",
                "             match: request.headers[\"x\"] == \"1\"  (found by request.headers[\"x\"])",
                "             because request.headers[\"x\"] == \"1\" is false: request.headers[\"x\"] is absent",
                "",
                "handlers that would be called: h.denier.istio-system",
                "",
            ], lines);
        Assert.Contains("MATCHED      r.rule.istio-system  ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("not matched  s.rule.istio-system  ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_Explanation_HoldsTheSame()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("i", "{value: source.user}") + LiveRuntime.Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing"));
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            ExplanationJson.Write(Explain(live, ("source.user", new AttributeValue("eve"))), json);
        }

        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        var rule = Assert.Single(document.RootElement.GetProperty("rules").EnumerateArray());
        Assert.Equal("matched", rule.GetProperty("outcome").GetString());
        Assert.True(rule.GetProperty("condition").GetProperty("parts")[0].GetProperty("value").GetBoolean());
        var field = rule.GetProperty("actions")[0].GetProperty("instances")[0].GetProperty("fields")[0];
        Assert.Equal(("string", "eve"), (field.GetProperty("value").GetProperty("kind").GetString(), field.GetProperty("value").GetProperty("text").GetString()));
        Assert.Equal("h.denier.istio-system", document.RootElement.GetProperty("handlers")[0].GetString());
    }

    private static CallExplanation Explain(LiveRuntime live, params (string Name, AttributeValue Value)[] attributes) =>
        live.Runtime.CreateExplainer().Explain(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)), new ExplainQuery());
}

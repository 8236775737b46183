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

    private static readonly string Headers = LiveRuntime.Handler("h", "x") + LiveRuntime.Instance("s", "{}", "session") + LiveRuntime.Resource("rule", "r", """
        {actions: [{name: login, handler: h.denier, instances: [s.session]}],
          requestHeaderOperations: [{name: x-user, values: [source.user], operation: APPEND}, {name: x-path, values: [request.path]}, {name: x-session, operation: REMOVE}],
          responseHeaderOperations: [{name: x-login, values: [login.output.user]}]}
        """);

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
    public async Task Explain_LastGoodHandlerAndANewInstance_SaysThatItIsNotSent()
    {
        var rest = Base + LiveRuntime.Instance("i") + LiveRuntime.Instance("j");
        await using var live = await LiveRuntime.StartAsync(rest + LiveRuntime.Handler("h", "good") + LiveRuntime.Rule("r", "", "h.denier", "i.checknothing"));
        await live.ChangeAsync(
            rest + LiveRuntime.Handler("h", "bad") + LiveRuntime.Rule("r", "", "h.denier", "i.checknothing, j.checknothing") + LiveRuntime.Rule("s", "", "h.denier", "j.checknothing"));

        var call = Explain(live);

        var instances = call.Rules.Single(rule => rule.Name == "r.rule.istio-system").Actions[0].Instances;
        Assert.Equal([null, "the last good version of the handler was not built for it"], instances.Select(instance => instance.Error));
        Assert.Equal("no instance can be built", call.Rules.Single(rule => rule.Name == "s.rule.istio-system").Actions[0].Skipped);
        Assert.Equal(["h.denier.istio-system"], call.Handlers);
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
    public async Task Explain_RuleWithHeaderOperations_ListsThemWithTheirValues()
    {
        await using var live = await LiveRuntime.StartAsync(Base + Headers);

        var rule = Assert.Single(Explain(live, ("source.user", new AttributeValue("eve"))).Rules);

        Assert.Equal(
            ["request header x-user: append", "request header x-path: replace", "request header x-session: remove", "response header x-login: replace"],
            rule.HeaderOperations.Select(header => header.Title));
        Assert.Equal(
            [
                new FieldExplanation("requestHeaderOperations[0].values[0]", "source.user", new AttributeValue("eve"), null),
                new FieldExplanation("requestHeaderOperations[1].values[0]", "request.path", default, "lookup failed: 'request.path'"),
                new FieldExplanation("responseHeaderOperations[0].values[0]", "login.output.user", default, null),
            ], rule.HeaderOperations.SelectMany(header => header.Values));
    }

    [Theory]
    [InlineData(TemplateVariety.Check, RuleOutcome.Matched, 4)]
    [InlineData(TemplateVariety.Report, RuleOutcome.OtherVariety, 0)]
    public async Task Explain_HeaderOperations_BelongToChecks(TemplateVariety variety, RuleOutcome outcome, int operations)
    {
        await using var live = await LiveRuntime.StartAsync(Base + Headers);

        var rule = Assert.Single(live.Runtime.CreateExplainer().Explain([], new ExplainQuery { Variety = variety }).Rules);

        Assert.Equal((outcome, operations), (rule.Outcome, rule.HeaderOperations.Count));
    }

    [Fact]
    public async Task Explain_FailCloseRulesThatCannotDoTheirWork_SayThatTheyDeny()
    {
        await using var live = await LiveRuntime.StartAsync(
            Base + LiveRuntime.Handler("h", "x") + LiveRuntime.Handler("broken", "bad") + LiveRuntime.Instance("i")
            + FailClose("a-absent", "request.path == \"/\"", "h.denier") + FailClose("b-refused", "source.user == \"eve\"", "nobody.denier") + FailClose("c-handler", "source.user == \"eve\"", "broken.denier")
            + FailClose("d-fine", "source.user == \"bob\"", "broken.denier"), new RuntimeOptions { Policy = ConfigPolicy.Partial });
        (string, AttributeValue)[] attributes = [("source.user", new AttributeValue("eve"))];

        var call = Explain(live, attributes);
        var denial = (await live.CheckAsync(attributes)).Result.Status.Message!;

        Assert.Equal(
            [
                ("a-absent.rule.istio-system", RuleOutcome.Blocked), ("c-handler.rule.istio-system", RuleOutcome.Blocked), ("d-fine.rule.istio-system", RuleOutcome.NotMatched),
                ("b-refused.rule.istio-system", RuleOutcome.Blocked),
            ], call.Rules.Select(rule => (rule.Name, rule.Outcome)));
        Assert.Equal("it is fail-close and its condition cannot be evaluated: the check is denied", call.Rules[0].Reason);
        Assert.Equal("it is fail-close and its handler broken.denier.istio-system is not in effect: the check is denied", call.Rules[1].Reason);
        Assert.StartsWith("it is fail-close and not in effect (Handler not found: handler='nobody.denier'", call.Rules[3].Reason, StringComparison.Ordinal);
        Assert.All(call.Rules.Where(rule => rule.Outcome == RuleOutcome.Blocked), rule => Assert.Contains(rule.Name + ": ", denial, StringComparison.Ordinal));
        Assert.DoesNotContain("d-fine", denial, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_HeadersAndDenials_AreLinesOfTheirRules()
    {
        await using var live = await LiveRuntime.StartAsync(Base + Headers + LiveRuntime.Instance("i") + FailClose("a", "request.path == \"/\"", "h.denier"));
        var output = new StringWriter();

        ExplanationText.Write(Explain(live, ("source.user", new AttributeValue("eve"))), output);

        var text = output.ToString();
        Assert.Contains("DENIES       a.rule.istio-system", text, StringComparison.Ordinal);
        Assert.Contains("             because it is fail-close and its condition cannot be evaluated: the check is denied\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "             request header x-user: append\n               source.user = \"eve\"\n             request header x-path: replace\n"
            + "               request.path = fails: lookup failed: 'request.path'\n             request header x-session: remove\n"
            + "             response header x-login: replace\n               login.output.user = set when the adapter answers\n", text, StringComparison.Ordinal);
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

    private static string FailClose(string name, string match, string handler) =>
        LiveRuntime.Rule(name, match, handler, "i.checknothing").Replace("namespace: istio-system}", "namespace: istio-system, annotations: {policy.istio.io/failurePolicy: fail-close}}", StringComparison.Ordinal);

    private static CallExplanation Explain(LiveRuntime live, params (string Name, AttributeValue Value)[] attributes) =>
        live.Runtime.CreateExplainer().Explain(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value)), new ExplainQuery());
}

using Mixer.Config.Model;
using Mixer.Config.Tests.Fakes;
using Mixer.Sdk.Values;

namespace Mixer.Config.Tests.Building;

public sealed class SnapshotBuilderTests
{
    private static readonly string Denier = TestConfig.Document("denier", "d", "maxCount: 7");
    private static readonly string Nothing = TestConfig.Document("checknothing", "cn", "{}");

    [Fact]
    public void Build_Nothing_HasOnlyTheTemplatesAttributes()
    {
        var snapshot = TestConfig.Build();

        Assert.Equal(2, snapshot.AttributeCount);
        Assert.Empty(snapshot.Problems);
        Assert.Empty(snapshot.Rules);
    }

    [Fact]
    public void Build_RuleWithStaticKinds_IsResolved()
    {
        var snapshot = TestConfig.Build(TestConfig.Manifest, Denier, Nothing, Rule("match: a == 1\nactions: [{handler: d.denier, instances: [cn.checknothing]}]"));

        Assert.Empty(snapshot.Problems);
        var rule = Assert.Single(snapshot.Rules);
        Assert.Equal(("r.rule.istio-system", "a == 1"), (rule.Name, rule.Match));
        Assert.NotNull(rule.Condition);
        var action = Assert.Single(rule.Actions);
        Assert.Equal("d.denier.istio-system", action.Handler.Name);
        Assert.Equal(7, Assert.IsType<Params>(action.Handler.Config).MaxCount);
        Assert.Equal(5, Assert.IsType<Params>(action.Handler.Config).ValidFor.Seconds);
        Assert.Equal(("cn.checknothing.istio-system", "cn"), (action.Instances[0].Name, action.Instances[0].ShortName));
        Assert.All(snapshot.Resources, r => Assert.Equal(ResourceState.Effective, r.State));
    }

    [Fact]
    public void Build_CompiledKinds_AreResolved()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Document("handler", "h", "compiledAdapter: denier\nparams: {maxCount: 3}"),
            TestConfig.Document("instance", "i", "compiledTemplate: checknothing"),
            Rule("actions: [{handler: h, instances: [i]}]"));

        Assert.Empty(snapshot.Problems);
        var action = Assert.Single(Assert.Single(snapshot.Rules).Actions);
        Assert.Equal(("h.handler.istio-system", "h.istio-system"), (action.Handler.Name, action.Handler.RuntimeName));
        Assert.Equal(3, Assert.IsType<Params>(action.Handler.Config).MaxCount);
    }

    [Fact]
    public void Build_RuntimeNames_AreOfOneHandlerOnly()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Document("handler", "h", "compiledAdapter: denier"), TestConfig.Document("denier", "h", "{}"), TestConfig.Document("stdio", "h", "{}"),
            TestConfig.Document("handler", "h.denier", "compiledAdapter: stdio"));

        Assert.Equal(
            ["h.denier.handler.istio-system", "h.denier.istio-system", "h.istio-system", "h.stdio.istio-system"],
            snapshot.Handlers.Select(handler => handler.RuntimeName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Build_Sampling_IsAWarning()
    {
        var snapshot = TestConfig.Build(
            Denier, Nothing,
            Rule("sampling: {random: {percentSampled: {numerator: 5, denominator: HUNDRED}}, rateLimit: {samplingDuration: 1s}}\nactions: [{handler: d.denier, instances: [cn.checknothing]}]"));

        Assert.Single(snapshot.Rules);
        Assert.Equal((ProblemSeverity.Warning, ProblemKind.IgnoredField, "sampling"), (snapshot.OnlyProblem().Severity, snapshot.OnlyProblem().Kind, snapshot.OnlyProblem().Field));
    }

    [Fact]
    public void Build_CompiledGenerator_TakesBindingsOfTheInstance()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Manifest,
            TestConfig.Document("instance", "k", "compiledTemplate: kubernetes\nparams: {sourceUid: source.name}\nattributeBindings: {source.ip: $out.source_pod_ip}"));

        Assert.Empty(snapshot.Problems);
        Assert.Single(Assert.Single(snapshot.Instances).Bindings);
    }

    [Theory]
    [InlineData("handler", "compiledAdapter: denir", "handler='x.handler.istio-system'.adapter", "adapter 'denir' not found", "did you mean 'denier'?")]
    [InlineData("handler", "adapter: foo", "handler='x.handler.istio-system'.adapter", "adapter 'foo' not found", "give compiledAdapter, the name of an adapter of this server")]
    [InlineData("handler", "{}", "handler='x.handler.istio-system'.adapter", "adapter '' not found", "give compiledAdapter, the name of an adapter of this server")]
    [InlineData("instance", "template: foo", "instance='x.instance.istio-system'.template", "template 'foo' not found", "give compiledTemplate, the name of a template of this server")]
    [InlineData("handler", "compiledAdapter: denier\nparams: 5", "handler='x.handler.istio-system'.params", "invalid params block. It must be of type map[string]interface{}", null)]
    [InlineData("handler", "compiledAdapter: denier\nparams: {maxCout: 5}", "params.maxCout", "unknown field \"maxCout\" in config.Params", "did you mean 'maxCount'?")]
    [InlineData("handler", "compiledAdaptr: denier", "compiledAdaptr", "unknown field \"compiledAdaptr\" in v1beta1.Handler", "did you mean 'compiledAdapter'?")]
    public void Build_BadGenericKind_IsRefused(string kind, string spec, string field, string message, string? hint)
    {
        var problem = TestConfig.Build(TestConfig.Document(kind, "x", spec)).OnlyProblem();

        Assert.Equal((field, message, hint), (problem.Field, problem.Message, problem.Hint));
    }

    [Theory]
    [InlineData("match: source.name", "rule='r.rule.istio-system'.Match", "expression 'source.name' evaluated to type STRING, expected type BOOL")]
    [InlineData("match: no.such == 1", "rule='r.rule.istio-system'.Match", "unknown attribute no.such")]
    [InlineData("foo: 1", "foo", "unknown field \"foo\" in v1beta1.Rule")]
    [InlineData("match: y", "match", "json: cannot unmarshal bool into Go value of type string")]
    public void Build_BadRule_IsRefused(string spec, string field, string message)
    {
        var snapshot = TestConfig.Build(TestConfig.Manifest, Denier, Nothing, Rule(spec + "\nactions: [{handler: d.denier, instances: [cn.checknothing]}]"));

        var problem = snapshot.OnlyProblem();
        Assert.Equal((field, message), (problem.Field, problem.Message));
        Assert.Equal(7, problem.Location.Line - snapshot.Resources.Single(r => r.Key.Kind == "rule").Location.Line + 1);
        Assert.Empty(snapshot.Rules);
        Assert.Equal(ResourceState.Refused, snapshot.Resources.Single(r => r.Key.Kind == "rule").State);
    }

    [Fact]
    public void Build_BlankMatch_IsUnconditional()
    {
        var rule = Assert.Single(TestConfig.Build(Denier, Nothing, Rule("match: \"  \"\nactions: [{handler: d.denier, instances: [cn.checknothing]}]")).Rules);

        Assert.Null(rule.Condition);
        Assert.Equal("", rule.Match);
    }

    [Fact]
    public void Build_Selector_OverwritesMatchWithWarning()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Manifest, Denier, Nothing, Rule("selector: a == 1\nmatch: zzz\nactions: [{handler: d.denier, instances: [cn.checknothing]}]"));

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Equal("Deprecated field 'selector' used in r.rule.istio-system. Use 'match' instead.", snapshot.OnlyProblem().Message);
        Assert.Equal(ProblemSeverity.Warning, snapshot.OnlyProblem().Severity);
    }

    [Fact]
    public void Build_SameAttributesAgain_ReusesCompiledExpressions()
    {
        var builder = TestConfig.Builder();
        string[] documents = [TestConfig.Manifest, Denier, Nothing, Rule("match: a == 1\nactions: [{handler: d.denier, instances: [cn.checknothing]}]")];
        var first = TestConfig.Build(builder, documents);
        var second = TestConfig.Build(builder, documents);
        var third = TestConfig.Build(builder, [.. documents, TestConfig.Document("attributemanifest", "more", "attributes: {zz: {valueType: BOOL}}")]);

        Assert.Same(first.Rules[0].Condition, second.Rules[0].Condition);
        Assert.NotSame(first.Vocabulary, third.Vocabulary);
        Assert.NotSame(first.Rules[0].Condition, third.Rules[0].Condition);
    }

    [Fact]
    public void Build_NullSelector_LeavesMatchAlone()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Manifest, Denier, Nothing, Rule("selector: null\nmatch: a == 1\nactions: [{handler: d.denier, instances: [cn.checknothing]}]"));

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
    }

    [Fact]
    public void Build_EqualMatches_ShareOneCondition()
    {
        var actions = "match: a == 1\nactions: [{handler: d.denier, instances: [cn.checknothing]}]";
        var rules = TestConfig.Build(TestConfig.Manifest, Denier, Nothing, Rule(actions), TestConfig.Document("rule", "s", actions)).Rules;

        Assert.Same(rules[0].Condition, rules[1].Condition);
    }

    [Fact]
    public void Build_BadActions_AreDroppedOneByOne()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Manifest, Denier, Nothing, TestConfig.Document("logentry", "lx", "severity: source.name"),
            Rule(
                """
                actions:
                - handler: d
                  instances: [cn.checknothing]
                - handler: d.denier
                  instances: [cn.checknothing, cn.checknothing.istio-system, lx.logentry, nope]
                - handler: d.denier
                """));

        Assert.Equal(
            [
                ("action='r.rule.istio-system[0]'", "Handler not found: handler='d'", "did you mean 'd.denier.istio-system'?"),
                ("action='r.rule.istio-system[1]'", "action specified the same instance multiple times: instance='cn.checknothing.istio-system',", null),
                ("action='r.rule.istio-system[1]'", "instance 'lx.logentry.istio-system' is of template 'logentry' which is not supported by handler 'd.denier.istio-system'", "adapter 'denier' supports: checknothing"),
                ("action='r.rule.istio-system[1]'", "Instance not found: instance='nope'", null),
                ("action='r.rule.istio-system[2]'", "No valid instances found", null),
            ],
            snapshot.Problems.Select(p => (p.Field, p.Message, p.Hint)));
        var action = Assert.Single(Assert.Single(snapshot.Rules).Actions);
        Assert.Equal(1, action.Index);
        Assert.Single(action.Instances);
        Assert.Equal(ResourceState.Reduced, snapshot.Resources.Single(r => r.Key.Kind == "rule").State);
    }

    [Fact]
    public void Build_NoActions_RefusesRule()
    {
        var problem = TestConfig.Build(Rule("{}")).OnlyProblem();

        Assert.Equal(("rule=r.rule.istio-system", "No valid actions found in rule"), (problem.Field, problem.Message));
    }

    [Fact]
    public void Build_References_MayNameOtherNamespaces()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Document("denier", "d", "{}", "other"), TestConfig.Document("instance", "i", "compiledTemplate: checknothing", "third"),
            Rule("actions: [{handler: d.denier.other, instances: [i.third]}]"));

        Assert.Empty(snapshot.Problems);
    }

    [Fact]
    public void Build_Rules_AreInOrderOfNamespaceThenName()
    {
        var action = "actions: [{handler: d.denier.istio-system, instances: [cn.checknothing.istio-system]}]";
        var snapshot = TestConfig.Build(
            Denier, Nothing, TestConfig.Document("rule", "b", action, "x"), TestConfig.Document("rule", "a", action, "x"), TestConfig.Document("rule", "z", action, "a"));

        Assert.Equal(["z.rule.a", "a.rule.x", "b.rule.x"], snapshot.Rules.Select(r => r.Name));
    }

    [Fact]
    public void Build_DottedName_HasFullShortName() =>
        Assert.Equal("q.x.checknothing.istio-system", Assert.Single(TestConfig.Build(TestConfig.Document("checknothing", "q.x", "{}")).Instances).ShortName);

    [Fact]
    public void Build_ConflictingManifests_WarnAndLaterNameWins()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Document("attributemanifest", "b", "attributes: {x: {valueType: INT64}, s: {valueType: BOOL}}"),
            TestConfig.Document("attributemanifest", "a", "attributes: {x: {valueType: STRING}, s: {valueType: BOOL}}"));

        Assert.True(snapshot.Vocabulary.TryGet("x", out _, out var type));
        Assert.Equal(AttributeType.Int64, type);
        Assert.Equal(4, snapshot.AttributeCount);
        Assert.StartsWith("attribute 'x' is INT64 here and STRING in a.attributemanifest.istio-system", snapshot.OnlyProblem().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_BadEnumInManifest_IsRefused() =>
        Assert.Equal(
            "unknown value \"FOO\" for enum istio.policy.v1beta1.ValueType",
            TestConfig.Build(TestConfig.Document("attributemanifest", "b", "attributes: {x: {valueType: FOO}}")).OnlyProblem().Message);

    [Theory]
    [InlineData("rul", "did you mean 'rule'?")]
    [InlineData("adapter", "adapters and templates of other processes are not supported")]
    [InlineData("template", "adapters and templates of other processes are not supported")]
    public void Build_KindNotHere_IsMentioned(string kind, string hint)
    {
        var problem = TestConfig.Build(TestConfig.Document(kind, "r", "{}"), "kind: Service\nmetadata: {name: a, namespace: b}").OnlyProblem();

        Assert.Equal((ProblemSeverity.Warning, "unrecognized kind " + kind, hint), (problem.Severity, problem.Message, problem.Hint));
    }

    private static string Rule(string spec) => TestConfig.Document("rule", "r", spec);
}

using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Building;

public sealed class ConfigPolicyTests
{
    private const string Actions = "\nactions: [{handler: d.denier, instances: [cn.checknothing]}]";
    private static readonly string Denier = TestConfig.Document("denier", "d", "maxCount: 7");
    private static readonly string Nothing = TestConfig.Document("checknothing", "cn", "{}");
    private static readonly string GoodRule = Rule("match: a == 1");
    private static readonly string BadRule = Rule("match: a ==");

    [Fact]
    public void KeepLastGood_RuleWithBadMatch_KeepsItsLastVersion()
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);
        var snapshot = Build(builder, BadRule);

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Equal("rule='r.rule.istio-system'.Match", snapshot.OnlyProblem().Field);
        Assert.Equal(ResourceState.Superseded, State(snapshot, "rule"));
        Assert.Equal("a == 1", Assert.Single(Build(builder, BadRule).Rules).Match);
        var repaired = Build(builder, Rule("match: a == 2"));
        Assert.Equal("a == 2", Assert.Single(repaired.Rules).Match);
        Assert.Equal(ResourceState.Effective, State(repaired, "rule"));
    }

    [Fact]
    public void KeepLastGood_NoLastVersion_IsAnError()
    {
        var snapshot = Build(TestConfig.Builder(), BadRule);

        Assert.Empty(snapshot.Rules);
        Assert.Equal(ProblemSeverity.Error, snapshot.OnlyProblem().Severity);
        Assert.Equal(ResourceState.Refused, State(snapshot, "rule"));
    }

    [Fact]
    public void KeepLastGood_DeletedRule_IsForgotten()
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);
        Build(builder, Nothing);

        Assert.Empty(Build(builder, BadRule).Rules);
    }

    [Theory]
    [InlineData("denier", "maxCount: seven")]
    [InlineData("checknothing", "foo: bar")]
    [InlineData("attributemanifest", "attributes: {a: {valueType: INT46}}")]
    public void KeepLastGood_BadDependency_KeepsItsLastVersionAndTheRule(string kind, string spec)
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);

        var snapshot = BuildWith(builder, kind, spec);

        Assert.Equal(ResourceState.Superseded, State(snapshot, kind));
        Assert.Equal(7, Assert.IsType<Params>(Assert.Single(Assert.Single(snapshot.Rules).Actions).Handler.Config).MaxCount);
    }

    [Fact]
    public void KeepLastGood_HandlerDeleted_RuleGoesWithIt()
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);
        var snapshot = TestConfig.Build(builder, TestConfig.Manifest, Nothing, GoodRule);

        Assert.Empty(snapshot.Rules);
        Assert.Equal(ResourceState.Refused, State(snapshot, "rule"));
    }

    [Fact]
    public void KeepLastGood_AttributeNoLongerDeclared_RuleThatUsesItStays()
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);
        string[] documents = [TestConfig.Manifest.Replace("a: {valueType: INT64}", "b: {valueType: INT64}", StringComparison.Ordinal), Denier, Nothing, GoodRule];
        var snapshot = TestConfig.Build(builder, documents);

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Equal("unknown attribute a", snapshot.OnlyProblem().Message);
        Assert.Equal(ResourceState.Superseded, State(snapshot, "rule"));
        Assert.Equal("a == 1", Assert.Single(TestConfig.Build(builder, documents).Rules).Match);
    }

    [Fact]
    public void KeepLastGood_NewRuleOverRetainedAttribute_IsRefused()
    {
        var builder = TestConfig.Builder();
        Build(builder, GoodRule);
        var snapshot = TestConfig.Build(
            builder, TestConfig.Manifest.Replace("a: {valueType: INT64}", "b: {valueType: INT64}", StringComparison.Ordinal), Denier, Nothing, GoodRule,
            TestConfig.Document("rule", "new", "match: a == 3" + Actions));

        Assert.Equal(["r.rule.istio-system"], snapshot.Rules.Select(r => r.Name));
        Assert.Equal(2, snapshot.Problems.Length);
        Assert.Equal(ResourceState.Refused, snapshot.Resources.Single(r => r.Key.Name == "new").State);
    }

    [Fact]
    public void Strict_SourceThatDoesNotParse_RefusesTheWhole()
    {
        var builder = Accepting(GoodRule);
        var resources = new ResourceSet(TestConfig.Resources(TestConfig.Manifest, Denier, Nothing, Rule("match: a == 2")))
        {
            SourceProblems = [new ConfigProblem(ProblemSeverity.Error, default, "", "", "broken")],
        };
        var snapshot = builder.Build(resources, 1);

        Assert.True(snapshot.IsRefused);
        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Equal("broken", snapshot.OnlyProblem().Message);
    }

    [Fact]
    public void Partial_RuleWithBadMatch_IsDropped()
    {
        var builder = TestConfig.Builder(ConfigPolicy.Partial);
        Build(builder, GoodRule);

        Assert.Empty(Build(builder, BadRule).Rules);
    }

    [Fact]
    public void Strict_AnyError_KeepsTheWholeOldConfiguration()
    {
        var builder = Accepting(GoodRule);
        var snapshot = TestConfig.Build(builder, TestConfig.Manifest, TestConfig.Document("denier", "d", "maxCount: 8"), Nothing, BadRule);

        Assert.True(snapshot.IsRefused);
        var rule = Assert.Single(snapshot.Rules);
        Assert.Equal("a == 1", rule.Match);
        Assert.Equal(7, Assert.IsType<Params>(rule.Actions[0].Handler.Config).MaxCount);
        Assert.Equal("rule='r.rule.istio-system'.Match", snapshot.OnlyProblem().Field);
        Assert.False(Build(builder, GoodRule).IsRefused);
    }

    [Fact]
    public void Strict_AtStart_HasOnlyTheDenialsInEffect()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Builder(ConfigPolicy.Strict), TestConfig.Manifest, Denier, Nothing, BadRule, FailClose("good", "match: a == 1"), FailClose("bad", "match: a == 1\nfoo: 1"));

        Assert.True(snapshot.IsRefused);
        Assert.Empty(snapshot.Handlers);
        Assert.Empty(snapshot.Rules);
        Assert.Equal(ResourceState.Refused, State(snapshot, "denier"));
        Assert.Equal(["bad.rule.istio-system", "good.rule.istio-system"], snapshot.BlockedRules.Select(rule => rule.Name));
        Assert.All(snapshot.BlockedRules, rule => Assert.Equal("a == 1", rule.Condition?.Text));
        Assert.Equal(2, snapshot.Problems.Length);
    }

    [Fact]
    public void Strict_BuiltButNotAccepted_IsNotGoneBackTo()
    {
        var builder = Accepting(GoodRule);
        Build(builder, Rule("match: a == 2"));
        var snapshot = Build(builder, BadRule);

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
    }

    [Theory]
    [InlineData("rule", "match: a == 2\nfoo: 1")]
    [InlineData("rule", "match: y")]
    [InlineData("denier", "maxCount: seven")]
    [InlineData("checknothing", "foo: bar")]
    [InlineData("attributemanifest", "attributes: {a: {valueType: INT46}}")]
    public void Partial_Undecodable_KeepsTheVersionBefore(string kind, string spec)
    {
        var builder = TestConfig.Builder(ConfigPolicy.Partial);
        Build(builder, GoodRule);
        var snapshot = BuildWith(builder, kind, spec);

        Assert.Equal(ResourceState.Superseded, State(snapshot, kind));
        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Equal(7, Assert.IsType<Params>(snapshot.Rules[0].Actions[0].Handler.Config).MaxCount);
        Assert.Equal("a == 1", Assert.Single(BuildWith(builder, kind, spec).Rules).Match);
        Assert.Equal(ProblemSeverity.Error, snapshot.OnlyProblem().Severity);
    }

    [Fact]
    public void Partial_UndecodableAfterABadMatch_KeepsTheBadMatchOut()
    {
        var builder = TestConfig.Builder(ConfigPolicy.Partial);
        Build(builder, GoodRule);
        Build(builder, BadRule);
        var snapshot = Build(builder, Rule("match: a == 1\nfoo: 1"));

        Assert.Empty(snapshot.Rules);
        Assert.Equal(ResourceState.Refused, State(snapshot, "rule"));
    }

    [Fact]
    public void Partial_UndecodableAtStart_IsAbsent() => Assert.Empty(Build(TestConfig.Builder(ConfigPolicy.Partial), Rule("foo: 1")).Rules);

    [Fact]
    public void Published_UndecodableMovedAndForeign_DoNotCount()
    {
        var builder = TestConfig.Builder(ConfigPolicy.Partial);
        Build(builder, GoodRule);
        Build(builder, Rule("match: a == 1\nfoo: 1"));
        ResourceKey Key(string kind) => new(kind, "istio-system", "r");
        var resource = TestConfig.Resources(GoodRule)[0];

        Assert.Equal(0, builder.CountPublished([new ResourceChange(Key("rule"), resource), new ResourceChange(Key("denier"), resource, IsMove: true), new ResourceChange(Key("gateway"), resource)]));
        Assert.Equal(2, builder.CountPublished([new ResourceChange(Key("rule"), null), new ResourceChange(Key("denier"), resource)]));
    }

    [Fact]
    public void Strict_Warnings_DoNotRefuse() =>
        Assert.False(Build(TestConfig.Builder(ConfigPolicy.Strict), Rule("selector: a == 1")).IsRefused);

    private static SnapshotBuilder Accepting(string rule)
    {
        var builder = TestConfig.Builder(ConfigPolicy.Strict);
        Build(builder, rule);
        builder.Accept();
        return builder;
    }

    /// <summary>The usual documents, one of them with another specification.</summary>
    private static ConfigSnapshot BuildWith(SnapshotBuilder builder, string kind, string spec)
    {
        string[] documents = [TestConfig.Manifest, Denier, Nothing, GoodRule];
        var name = kind switch { "attributemanifest" => "kubernetes", "denier" => "d", "rule" => "r", _ => "cn" };
        var at = Array.FindIndex(documents, d => d.Contains($"kind: {kind}\n", StringComparison.Ordinal));
        documents[at] = TestConfig.Document(kind, name, kind == "rule" ? spec + Actions : spec);
        return TestConfig.Build(builder, documents);
    }

    private static string FailClose(string name, string spec) =>
        TestConfig.Document("rule", name, spec + Actions).Replace("\nspec:", "\n  annotations: {policy.istio.io/failurePolicy: fail-close}\nspec:", StringComparison.Ordinal);

    private static string Rule(string spec) => TestConfig.Document("rule", "r", spec + Actions);

    private static ConfigSnapshot Build(SnapshotBuilder builder, string rule) => TestConfig.Build(builder, TestConfig.Manifest, Denier, Nothing, rule);

    private static ResourceState State(ConfigSnapshot snapshot, string kind) => snapshot.Resources.Single(r => r.Key.Kind == kind).State;
}

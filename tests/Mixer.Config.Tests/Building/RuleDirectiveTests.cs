using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Building;

/// <summary>What the later generation added to rules: header operations and named actions (spec 03 section 14); and the failure policy.</summary>
public sealed class RuleDirectiveTests
{
    private const string Actions = "actions: [{handler: d.denier, instances: [cn.checknothing], name: x}]";
    private static readonly string Denier = TestConfig.Document("denier", "d", "{}");
    private static readonly string Nothing = TestConfig.Document("checknothing", "cn", "{}");

    [Fact]
    public void HeaderOperations_AllKinds_AreCompiledInOrder()
    {
        var rule = Assert.Single(Build(
            """
            requestHeaderOperations:
            - name: x-user
              values: [source.name, '"fixed"']
            - name: ":path"
              operation: APPEND
              values: ['"/a"']
            response_header_operations:
            - name: Server
              operation: REMOVE
            """).Rules);

        Assert.Empty(rule.Actions);
        Assert.Equal(
            [("x-user", HeaderOperationKind.Replace, 2), (":path", HeaderOperationKind.Append, 1)],
            rule.RequestHeaderOperations.Select(o => (o.Name, o.Kind, o.Values.Length)));
        Assert.Equal(("Server", HeaderOperationKind.Remove), (Assert.Single(rule.ResponseHeaderOperations).Name, rule.ResponseHeaderOperations[0].Kind));
    }

    [Theory]
    [InlineData("{name: 'a b', values: [source.name]}", ProblemKind.InvalidValue, "'a b' is not the name of a header")]
    [InlineData("{name: '', values: [source.name]}", ProblemKind.InvalidValue, "'' is not the name of a header")]
    [InlineData("{name: a, values: [request.size]}", ProblemKind.ExpressionType, "expression 'request.size' evaluated to type INT64, expected type STRING")]
    [InlineData("{name: a, values: [nope]}", ProblemKind.InvalidExpression, "unknown attribute nope")]
    [InlineData("{name: a, operation: 7, values: [source.name]}", ProblemKind.UnknownEnumValue, "there is no operation 7")]
    public void HeaderOperation_Wrong_IsDroppedAndReported(string operation, ProblemKind kind, string message)
    {
        var snapshot = Build($"{Actions}\nrequestHeaderOperations: [{operation}]");

        var problem = Assert.Single(snapshot.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal((kind, message), (problem.Kind, problem.Message));
        Assert.StartsWith("rule='r.rule.istio-system'.RequestHeaderOperations[0]", problem.Field, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(snapshot.Rules).RequestHeaderOperations);
    }

    [Theory]
    [InlineData("{name: a, operation: REMOVE, values: [source.name]}")]
    [InlineData("{name: a}")]
    public void HeaderOperation_PartWithoutEffect_IsAWarning(string operation)
    {
        var problem = Build($"requestHeaderOperations: [{operation}]").OnlyProblem();

        Assert.Equal((ProblemSeverity.Warning, ProblemKind.IgnoredField), (problem.Severity, problem.Kind));
    }

    [Fact]
    public void ActionName_Given_IsKept() => Assert.Equal("x", Assert.Single(Assert.Single(Build(Actions).Rules).Actions).Name);

    [Theory]
    [InlineData("1x", ProblemKind.InvalidValue)]
    [InlineData("a-b", ProblemKind.InvalidValue)]
    [InlineData("x", ProblemKind.DuplicateAction)]
    public void ActionName_Unusable_IsReported(string name, ProblemKind kind) =>
        Assert.Equal(kind, Build($"actions: [{{handler: d.denier, instances: [cn.checknothing], name: x}}, {{handler: d.denier, instances: [cn.checknothing], name: '{name}'}}]").OnlyProblem().Kind);

    [Fact]
    public void FailClose_RefusedWithoutLastGood_BlocksWhatItAppliesTo()
    {
        var snapshot = Build("match: a == 1\nactions: [{handler: nope, instances: [cn.checknothing]}]", "fail-close");

        Assert.Empty(snapshot.Rules);
        var blocked = Assert.Single(snapshot.BlockedRules);
        Assert.Equal(("r.rule.istio-system", "istio-system", "Handler not found: handler='nope'"), (blocked.Name, blocked.Namespace, blocked.Reason));
        Assert.NotNull(blocked.Condition);
    }

    [Fact]
    public void FailClose_MatchIsWhatIsWrong_BlocksAll() => Assert.Null(Assert.Single(Build("match: zz == 1\n" + Actions, "fail-close").BlockedRules).Condition);

    [Fact]
    public void FailClose_ActionMissing_BlocksBesideTheRestOfTheRule()
    {
        var snapshot = Build("match: a == 1\nactions: [{handler: nope, instances: [cn.checknothing]}, {handler: d.denier, instances: [cn.checknothing]}]", "fail-close");

        Assert.Single(snapshot.Rules);
        Assert.Single(snapshot.BlockedRules);
    }

    [Fact]
    public void FailClose_LastGoodVersion_IsInEffectInstead()
    {
        var builder = TestConfig.Builder();
        TestConfig.Build(builder, TestConfig.Manifest, Denier, Nothing, Rule("match: a == 1\n" + Actions, "fail-close"));
        var snapshot = TestConfig.Build(builder, TestConfig.Manifest, Denier, Nothing, Rule("match: zz == 1\n" + Actions, "fail-close"));

        Assert.Equal("a == 1", Assert.Single(snapshot.Rules).Match);
        Assert.Empty(snapshot.BlockedRules);
    }

    [Theory]
    [InlineData(null, FailurePolicy.FailOpen)]
    [InlineData("fail-open", FailurePolicy.FailOpen)]
    [InlineData("fail-close", FailurePolicy.FailClose)]
    public void FailurePolicy_Annotation_IsOfTheRule(string? annotation, FailurePolicy expected)
    {
        var snapshot = Build(Actions, annotation);

        Assert.Equal(expected, Assert.Single(snapshot.Rules).FailurePolicy);
        Assert.Empty(snapshot.BlockedRules);
    }

    [Fact]
    public void FailOpen_Refused_BlocksNothing() => Assert.Empty(Build("match: zz == 1\n" + Actions).BlockedRules);

    [Fact]
    public void FailurePolicy_Unknown_IsAnError() => Assert.Equal(ProblemKind.InvalidValue, Build(Actions, "closed").OnlyProblem().Kind);

    [Fact]
    public void Reference_ToWhatIsRefused_SaysWhereItsErrorsAre()
    {
        var snapshot = TestConfig.Build(TestConfig.Document("denier", "d", "maxCount: x"), Nothing, Rule("actions: [{handler: d.denier, instances: [cn.checknothing]}]", null));

        var problem = snapshot.Problems.Single(p => p.Kind == ProblemKind.HandlerNotFound);
        Assert.Equal("it is not in effect because of its own errors, see t.yaml(1,1)", problem.Hint);
    }

    [Fact]
    public void Build_OneRuleChanges_OthersAreTheSameObjects()
    {
        var builder = TestConfig.Builder();
        var shared = TestConfig.Resources(TestConfig.Manifest, Denier, Nothing, Rule(Actions, null), TestConfig.Document("rule", "s", Actions));
        var first = builder.Build(new ResourceSet(shared), 0);
        var second = builder.Build(new ResourceSet([.. shared, .. TestConfig.Resources(TestConfig.Document("rule", "s", "match: a == 2\n" + Actions))]), 1);
        var third = builder.Build(new ResourceSet([.. shared, .. TestConfig.Resources(TestConfig.Document("denier", "d", "maxCount: 9"))]), 2);

        Assert.Same(first.Rules[0], second.Rules[0]);
        Assert.NotSame(first.Rules[1], second.Rules[1]);
        Assert.Equal(9, Assert.IsType<Params>(third.Rules[0].Actions[0].Handler.Config).MaxCount);
    }

    private static ConfigSnapshot Build(string spec, string? failurePolicy = null) => TestConfig.Build(TestConfig.Manifest, Denier, Nothing, Rule(spec, failurePolicy));

    private static string Rule(string spec, string? failurePolicy)
    {
        var document = TestConfig.Document("rule", "r", spec);
        return failurePolicy is null
            ? document
            : document.Replace("  name: r\n", $"  name: r\n  annotations: {{policy.istio.io/failurePolicy: {failurePolicy}}}\n", StringComparison.Ordinal);
    }
}

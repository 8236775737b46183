using Mixer.Config.Model;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Building;

/// <summary>Outputs of named actions in the header operations of their rule (spec 03 section 14).</summary>
public sealed class ActionOutputTests
{
    private const string Actions = "actions: [{handler: k.keeper, instances: [one.session], name: s}]\n";

    [Fact]
    public void HeaderValue_OutputOfNamedAction_HasASlotBeyondTheVocabulary()
    {
        var snapshot = Build(Actions + "requestHeaderOperations: [{name: a, values: [s.output.user]}]\nresponseHeaderOperations: [{name: b, values: ['s.output.labels[\"k\"] | source.name']}]");

        Assert.Empty(snapshot.Problems);
        var rule = Assert.Single(snapshot.Rules);
        var output = Assert.Single(rule.Outputs!.Actions);
        Assert.Equal((0, "one.session.istio-system", snapshot.Vocabulary.Count), (output.Action, output.Instance.Name, output.FirstSlot));
        Assert.Equal("s.output.labels", rule.Outputs.Vocabulary.NameOf(output.FirstSlot + 2));
        Assert.Equal(snapshot.Vocabulary.SlotOf("source.name"), rule.Outputs.Vocabulary.SlotOf("source.name"));
        Assert.Equal(-1, snapshot.Vocabulary.SlotOf("s.output.user"));
        Assert.Equal((1, 1), (rule.RequestHeaderOperations.Length, rule.ResponseHeaderOperations.Length));
    }

    [Fact]
    public void HeaderValue_SeveralNamedActions_EachHasItsOwnSlots()
    {
        var snapshot = Build(
            "actions: [{handler: k.keeper, instances: [one.session], name: s}, {handler: k.keeper, instances: [two.session], name: t}]\n"
            + "requestHeaderOperations: [{name: a, values: [s.output.user, t.output.user]}]");

        Assert.Empty(snapshot.Problems);
        var first = snapshot.Vocabulary.Count;
        Assert.Equal([(0, first), (1, first + 3)], Assert.Single(snapshot.Rules).Outputs!.Actions.Select(output => (output.Action, output.FirstSlot)));
    }

    [Fact]
    public void HeaderValue_OutputMisspelt_NamesTheNearest()
    {
        var problem = Build(Actions + "requestHeaderOperations: [{name: a, values: [s.output.usr]}]").OnlyProblem();

        Assert.Equal((ProblemKind.InvalidExpression, "unknown attribute s.output.usr"), (problem.Kind, problem.Message));
        Assert.Equal("rule='r.rule.istio-system'.RequestHeaderOperations[0].Values[0]", problem.Field);
        Assert.Contains("s.output.user", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void HeaderValue_OutputOfAnotherType_IsAnError()
    {
        var problem = Build(Actions + "requestHeaderOperations: [{name: a, values: [s.output.count]}]").OnlyProblem();

        Assert.Equal((ProblemKind.ExpressionType, "expression 's.output.count' evaluated to type INT64, expected type STRING"), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("actions: [{handler: k.keeper, instances: [one.session]}]\nrequestHeaderOperations: [{name: a, values: [s.output.user]}]")]
    [InlineData("actions: [{handler: d.denier, instances: [cn.checknothing], name: s}]\nrequestHeaderOperations: [{name: a, values: [s.output.user]}]")]
    [InlineData(Actions + "match: s.output.user == \"a\"")]
    public void Output_WhereThereIsNone_IsAnUnknownAttribute(string spec) =>
        Assert.Equal("unknown attribute s.output.user", Build(spec).OnlyProblem().Message);

    [Theory]
    [InlineData("name: s, ", true)]
    [InlineData("", false)]
    public void NamedAction_TwoInstancesWithOutput_IsAnError(string name, bool isError)
    {
        var snapshot = Build($"actions: [{{{name}handler: k.keeper, instances: [one.session, two.session]}}]");

        Assert.Equal(isError ? 1 : 2, Assert.Single(Assert.Single(snapshot.Rules).Actions).Instances.Length);
        Assert.Equal(
            isError ? [(ProblemKind.DuplicateInstance, "the outputs of action 's' would be those of two instances")] : [],
            snapshot.Problems.Select(problem => (problem.Kind, problem.Message)));
    }

    private static ConfigSnapshot Build(string spec) => TestConfig.Build(
        TestConfig.Manifest, TestConfig.Document("denier", "d", "{}"), TestConfig.Document("checknothing", "cn", "{}"), TestConfig.Document("keeper", "k", "{}"),
        TestConfig.Document("session", "one", "{}"), TestConfig.Document("session", "two", "{}"), TestConfig.Document("rule", "r", spec));
}

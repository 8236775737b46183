using Microsoft.Extensions.Time.Testing;
using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Model;

public sealed class ConfigJournalTests
{
    private const string Actions = "\nactions: [{handler: d.denier, instances: [cn.checknothing]}]";
    private static readonly string Denier = TestConfig.Document("denier", "d", "maxCount: 7");
    private static readonly string Nothing = TestConfig.Document("checknothing", "cn", "{}");
    private static readonly ConfigProblem Broken =
        new(ProblemSeverity.Error, new SourceLocation("x.yaml", 3, 1), "", "", "broken") { Kind = ProblemKind.InvalidYaml };

    private readonly RecordingLogger _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public void Applied_EverythingGood_IsEffectiveWithRevisions()
    {
        var journal = CreateJournal();
        journal.Applied(Build(TestConfig.Builder(), 3, "match: a == 1"), [], []);

        var state = journal.Current;
        Assert.Equal((3, (long?)null, 0, 4), (state.Id, state.RefusedId, state.ErrorCount, state.Count(ResourceState.Effective)));
        Assert.Equal(_time.GetUtcNow(), state.Since);
        Assert.All(state.Resources, r => Assert.True(r.Revision.Length > 0 && r.Revision == r.EffectiveRevision));
        Assert.Equal((3, 1, 1, 1, false), (state.History[0].Id, state.History[0].Rules, state.History[0].Handlers, state.History[0].Instances, state.History[0].IsRefused));
        Assert.Contains(_log.Lines, line => line.StartsWith("Configuration in effect: id=3, rules=1, handlers=1, instances=1,", StringComparison.Ordinal));
    }

    [Fact]
    public void Applied_LastGoodVersionInEffect_ShowsBothRevisionsAndWhy()
    {
        var journal = CreateJournal();
        var builder = TestConfig.Builder();
        journal.Applied(Build(builder, 0, "match: a == 1"), [], []);
        journal.Applied(Build(builder, 1, "match: b == 1"), [], []);

        var rule = Rule(journal.Current);
        Assert.Equal(ResourceState.Superseded, rule.State);
        Assert.NotEqual(rule.Revision, rule.EffectiveRevision);
        Assert.Equal(ProblemKind.InvalidExpression, Assert.Single(rule.Problems).Kind);
        Assert.Equal((1, 1, 2), (journal.Current.History[0].Superseded, journal.Current.History[0].Errors, journal.Current.History.Length));
    }

    [Fact]
    public void Applied_AdapterRefusesHandler_HandlerIsSupersededOrRefused()
    {
        var snapshot = Build(TestConfig.Builder(), 0, "match: a == 1");
        var refusal = new ConfigProblem(ProblemSeverity.Error, default, "d.denier.istio-system", "handler='d.denier.istio-system'", "no");
        var (kept, lost) = (CreateJournal(), CreateJournal());
        kept.Applied(snapshot, [refusal], ["d.denier.istio-system"]);
        lost.Applied(snapshot, [refusal], []);

        Assert.Equal(ResourceState.Superseded, kept.Current.Resources.Single(r => r.Key.Kind == "denier").State);
        var refused = lost.Current.Resources.Single(r => r.Key.Kind == "denier");
        Assert.Equal((ResourceState.Refused, null, "no"), (refused.State, refused.Effective, refused.Problems[0].Message));
    }

    [Fact]
    public void Refused_Whole_KeepsIdAndShowsTheNewProblems()
    {
        var journal = CreateJournal(ConfigPolicy.Strict);
        var builder = TestConfig.Builder(ConfigPolicy.Strict);
        journal.Applied(Build(builder, 0, "match: a == 1"), [], []);
        builder.Accept();
        journal.Refused(Build(builder, 1, "match: b == 1"), []);

        var state = journal.Current;
        Assert.Equal((0, 1L, true), (state.Id, state.RefusedId, state.History[0].IsRefused));
        Assert.Equal(ResourceState.Superseded, Rule(state).State);
        Assert.Equal(ResourceState.Effective, state.Resources.Single(r => r.Key.Kind == "denier").State);
        Assert.Contains(_log.Lines, line => line.StartsWith("Configuration 1 is refused as a whole, 0 stays in effect: errors=1", StringComparison.Ordinal));
    }

    [Fact]
    public void Failed_ByTheServer_KeepsTheResourcesAndShowsTheFault()
    {
        var journal = CreateJournal();
        journal.Applied(Build(TestConfig.Builder(), 0, "match: a == 1"), [], []);
        journal.Failed(1, [Broken], Broken with { Message = "no route" });

        var state = journal.Current;
        Assert.Equal((0, 1L, 4), (state.Id, state.RefusedId, state.Count(ResourceState.Effective)));
        Assert.Equal(["broken", "no route"], state.Problems.Select(p => p.Message));
        Assert.Equal((1, true, 2), (state.History[0].Id, state.History[0].IsRefused, state.History[0].Errors));
    }

    [Fact]
    public void Log_ProblemThatStays_IsToldOnceAndAgainAfterItWasGone()
    {
        var journal = CreateJournal();
        var builder = TestConfig.Builder();
        foreach (var match in new[] { "zz == 1", "zz == 1", "a == 1", "zz == 1" })
        {
            journal.Applied(Build(builder, 0, "match: " + match), [], []);
        }

        Assert.Equal(2, _log.Lines.Count(line => line.Contains("unknown attribute zz", StringComparison.Ordinal)));
        Assert.Contains(_log.Lines, line => line.EndsWith("[invalid-expression]", StringComparison.Ordinal) && line.StartsWith("t.yaml(", StringComparison.Ordinal));
    }

    [Fact]
    public void SourcesChanged_FileBreaksAndIsMended_ComesAndGoes()
    {
        var journal = CreateJournal();
        var resources = new ResourceSet(TestConfig.Resources(Denier)) { SourceProblems = [Broken with { Message = "first" }] };
        journal.Applied(TestConfig.Builder().Build(resources, 0), [], []);
        journal.SourcesChanged([Broken]);

        Assert.Equal(["broken"], journal.Current.Problems.Select(p => p.Message));
        journal.SourcesChanged([]);
        Assert.Empty(journal.Current.Problems);
    }

    [Fact]
    public void History_Long_IsBoundedNewestFirst()
    {
        var journal = CreateJournal();
        for (var id = 0; id < ConfigJournal.KeptRevisions + 10; id++)
        {
            journal.Applied(TestConfig.Builder().Build(new ResourceSet(), id), [], []);
        }

        Assert.Equal(ConfigJournal.KeptRevisions, journal.Current.History.Length);
        Assert.Equal(ConfigJournal.KeptRevisions + 9, journal.Current.History[0].Id);
    }

    private static ConfigSnapshot Build(SnapshotBuilder builder, long id, string match) =>
        builder.Build(new ResourceSet(TestConfig.Resources(TestConfig.Manifest, Denier, Nothing, TestConfig.Document("rule", "r", match + Actions))), id);

    private static ResourceStatus Rule(ConfigState state) => state.Resources.Single(r => r.Key.Kind == "rule");

    private ConfigJournal CreateJournal(ConfigPolicy policy = ConfigPolicy.KeepLastGood) => new(policy, _time, _log);
}

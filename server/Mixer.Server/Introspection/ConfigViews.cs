using Mixer.Config;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.ControlZ.Views;
using Mixer.Runtime;

namespace Mixer.Server.Introspection;

/// <summary>The configuration as the console shows it. Thread-safe.</summary>
internal sealed class ConfigViews(MixerRuntime runtime, IConfigStore store, string url, Places places)
{
    public ConfigView Config()
    {
        var config = runtime.State.Configuration;
        var status = store.Status;
        return new ConfigView(
            config.Id,
            config.RefusedId,
            config.Policy switch { ConfigPolicy.KeepLastGood => "keep-last-good", ConfigPolicy.Strict => "strict", _ => "partial" },
            url,
            status.IsAvailable ? null : status.Detail,
            [.. config.Resources.Select(ViewOf)],
            [.. config.Problems.Select(ViewOf)],
            [.. config.History.Select(revision => new RevisionView(revision.Id, revision.At, revision.IsRefused, revision.Rules, revision.Errors, revision.Warnings))]);
    }

    public RulesView Rules()
    {
        var snapshot = runtime.State.Snapshot;
        List<AttributeView> attributes = [];
        for (var slot = 0; slot < snapshot.Vocabulary.Count; slot++)
        {
            attributes.Add(new AttributeView(snapshot.Vocabulary.NameOf(slot), WordCase.UpperSnake(snapshot.Vocabulary.TypeOf(slot).ToString())));
        }

        return new RulesView(snapshot.Id, attributes, [.. snapshot.Rules.Select(ViewOf)]);
    }

    public IReadOnlyList<HandlerView> Handlers() =>
        [
            .. runtime.State.Handlers.Select(handler =>
                new HandlerView(handler.Name, handler.Adapter, Word(handler.State.ToString()), handler.Since, handler.Error) { RuntimeName = handler.RuntimeName }),
        ];

    private ResourceView ViewOf(ResourceStatus resource) =>
        new(
            resource.Key.Kind,
            resource.Key.Namespace,
            resource.Key.Name,
            Word(resource.State.ToString()),
            places.Text(resource.Location),
            resource.State == ResourceState.Superseded && resource.Effective is { } effective ? places.Text(effective) : null);

    private ProblemView ViewOf(ConfigProblem problem) =>
        new(
            problem.Severity == ProblemSeverity.Error ? "error" : "warning",
            places.Text(problem.Location),
            problem.Resource,
            problem.Field,
            problem.Message,
            problem.Hint);

    private RuleView ViewOf(Rule rule) =>
        new(
            rule.Name,
            rule.Namespace,
            rule.Match,
            places.Text(rule.Location),
            [.. rule.Actions.Select(action => $"{action.Handler.Name}: {string.Join(", ", action.Instances.Select(instance => instance.Name))}")]);

    private static string Word(string name) => name.ToLowerInvariant();
}

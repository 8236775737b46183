using Mixer.Config;
using Mixer.Config.Model;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Reloading;

/// <summary>Counts what a configuration consists of and what is wrong with it, by its id; keeps the series of the last few ids only. Owned by the reload loop.</summary>
internal sealed class ConfigMetrics(RuntimeMetrics metrics)
{
    private const int KeptIds = 3;

    private readonly Queue<long> _ids = [];
    private readonly HashSet<(ProblemSeverity Severity, ProblemKind Kind)> _shown = [];

    public void Record(ConfigSnapshot snapshot, HandlerTable handlers, RoutingTable routes)
    {
        var id = RuntimeMetrics.Label(snapshot.Id);
        metrics.Begin(snapshot.Id);
        _ids.Enqueue(snapshot.Id);
        if (_ids.Count > KeptIds)
        {
            metrics.Forget(_ids.Dequeue());
        }

        metrics.AttributeCount.WithLabels(id).Inc(snapshot.AttributeCount);
        metrics.HandlerCount.WithLabels(id).Inc(snapshot.Handlers.Length);
        metrics.InstanceCount.WithLabels(id).Inc(snapshot.Instances.Length);
        metrics.InstanceErrorCount.WithLabels(id).Inc(Errors(snapshot, "instance="));
        metrics.RuleCount.WithLabels(id).Inc(RuleCount(snapshot));
        metrics.RuleErrorCount.WithLabels(id).Inc(Errors(snapshot, "rule=") + Errors(snapshot, "action="));
        metrics.RuleMatchErrorCount.WithLabels(id).Inc(Math.Max(routes.MatchErrors, MatchErrors(snapshot)));
        metrics.UnsatisfiedActionCount.WithLabels(id).Inc(routes.UnsatisfiedActions);
        metrics.HandlerValidationErrorCount.WithLabels(id).Inc(Errors(snapshot, "handler="));
        metrics.NewHandlerCount.WithLabels(id).Inc(handlers.NewCount);
        metrics.ReusedHandlerCount.WithLabels(id).Inc(handlers.ReusedCount);
        metrics.BuildFailureCount.WithLabels(id).Inc(handlers.Failures.Length);
    }

    /// <summary>Shows what the operator's view of the configuration shows: how many problems of which kind, and what became of the resources.</summary>
    public void Show(ConfigState state)
    {
        var counts = state.Problems.CountBy(problem => (problem.Severity, problem.Kind)).ToDictionary();
        _shown.UnionWith(counts.Keys);
        foreach (var shown in _shown)
        {
            metrics.Problems.WithLabels(shown.Severity == ProblemSeverity.Error ? "error" : "warning", shown.Kind.Text()).Set(counts.GetValueOrDefault(shown));
        }

        foreach (var outcome in Enum.GetValues<ResourceState>())
        {
            metrics.Resources.WithLabels(outcome.ToString().ToLowerInvariant()).Set(state.Count(outcome));
        }

        metrics.IsRefused.Set(state.RefusedId is null ? 0 : 1);
    }

    /// <summary>Drops what was counted of handlers that the next table has no more.</summary>
    public void Forget(HandlerTable previous, HandlerTable next)
    {
        foreach (var entry in previous.Entries)
        {
            if (!next.TryGet(entry.FullName, out var now) || now.Name != entry.Name)
            {
                foreach (var template in entry.Adapter.SupportedTemplates)
                {
                    metrics.ForgetDispatches(template.Name, entry.Name, entry.Adapter.Name);
                }
            }
        }
    }

    private static int Errors(ConfigSnapshot snapshot, string field) =>
        snapshot.Problems.Count(problem => problem.Severity == ProblemSeverity.Error && problem.Field.StartsWith(field, StringComparison.Ordinal));

    private static int MatchErrors(ConfigSnapshot snapshot) =>
        snapshot.Problems.Where(problem => problem.Severity == ProblemSeverity.Error && problem.Field.EndsWith(".Match", StringComparison.Ordinal))
            .Select(problem => problem.Resource).Distinct(StringComparer.Ordinal).Count();

    // All rules that the operator wrote, dropped ones included.
    private static int RuleCount(ConfigSnapshot snapshot) =>
        snapshot.Resources.IsEmpty ? snapshot.Rules.Length : snapshot.Resources.Count(resource => resource.Key.Kind == "rule");
}

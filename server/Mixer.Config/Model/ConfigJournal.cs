using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Mixer.Config.Model;

/// <summary>
/// Keeps account of the configurations that the server deals with, and tells the log: one line a revision, one line a problem when it appears.
/// Written by one thread; <see cref="Current"/> may be read by any.
/// </summary>
/// <param name="policy">What the server does with resources that it cannot use.</param>
/// <param name="time">Gives the time of each revision.</param>
/// <param name="log">Where the operator looks.</param>
public sealed class ConfigJournal(ConfigPolicy policy, TimeProvider time, ILogger log)
{
    /// <summary>How many revisions <see cref="ConfigState.History"/> holds at most.</summary>
    public const int KeptRevisions = 50;

    private readonly HashSet<(string, string, string, string)> _known = [];
    private ImmutableArray<ConfigProblem> _own = [];
    private volatile ConfigState _current = ConfigState.Empty with { Policy = policy };

    /// <summary>The newest account.</summary>
    public ConfigState Current => _current;

    /// <summary>Records that <paramref name="snapshot"/> is in effect.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="handlerProblems">What the adapters say against their handlers.</param>
    /// <param name="keptHandlers">Full names of those handlers whose previous version stays in effect.</param>
    public void Applied(ConfigSnapshot snapshot, ImmutableArray<ConfigProblem> handlerProblems, IReadOnlyCollection<string> keptHandlers)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var (now, problems) = (time.GetUtcNow(), snapshot.Problems.AddRange(handlerProblems));
        _own = problems.RemoveRange(0, snapshot.SourceProblemCount);
        var resources = Settle(snapshot.Resources, problems, handlerProblems, keptHandlers);
        var revision = Count(new ConfigRevision(snapshot.Id, now, IsRefused: false), snapshot, resources, problems);
        _current = _current with
        {
            Id = snapshot.Id,
            Since = now,
            RefusedId = null,
            Resources = resources,
            Problems = problems,
            History = Add(revision),
        };
        Tell(problems, resources);
        ConfigLog.InEffect(
            log, snapshot.Id, revision.Rules, revision.Handlers, revision.Instances, revision.Attributes, revision.Errors, revision.Warnings, revision.Superseded, revision.Refused);
    }

    /// <summary>Records that a configuration was refused as a whole: what was in effect stays so.</summary>
    public void Refused(ConfigSnapshot snapshot, ImmutableArray<ConfigProblem> handlerProblems)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var problems = snapshot.Problems.AddRange(handlerProblems);
        _own = problems.RemoveRange(0, snapshot.SourceProblemCount);
        var resources = Attach(snapshot.Resources, problems);
        var revision = Count(new ConfigRevision(snapshot.Id, time.GetUtcNow(), IsRefused: true), snapshot, resources, problems);
        _current = _current with { RefusedId = snapshot.Id, Resources = resources, Problems = problems, History = Add(revision) };
        Tell(problems, resources);
        ConfigLog.Refused(log, snapshot.Id, _current.Id, revision.Errors);
    }

    /// <summary>Records that configuration <paramref name="id"/> could not be put into effect for <paramref name="problem"/>, which is the server's: what was in effect stays so.</summary>
    public void Failed(long id, IEnumerable<ConfigProblem> sourceProblems, ConfigProblem problem)
    {
        _own = [problem];
        ImmutableArray<ConfigProblem> problems = [.. sourceProblems, problem];
        var errors = problems.Count(p => p.Severity == ProblemSeverity.Error);
        var revision = new ConfigRevision(id, time.GetUtcNow(), IsRefused: true) { Errors = errors, Warnings = problems.Length - errors };
        _current = _current with { RefusedId = id, Problems = problems, History = Add(revision) };
        Tell(problems, _current.Resources);
        ConfigLog.Refused(log, id, _current.Id, errors);
    }

    /// <summary>Records what is wrong with the sources now, the resources being the same.</summary>
    public void SourcesChanged(IEnumerable<ConfigProblem> sourceProblems)
    {
        _current = _current with { Problems = [.. sourceProblems, .. _own] };
        Tell(_current.Problems, _current.Resources);
    }

    private ImmutableArray<ConfigRevision> Add(ConfigRevision revision)
    {
        var history = _current.History.Insert(0, revision);
        return history.Length > KeptRevisions ? history.RemoveAt(KeptRevisions) : history;
    }

    private static ConfigRevision Count(ConfigRevision revision, ConfigSnapshot snapshot, ImmutableArray<ResourceStatus> resources, ImmutableArray<ConfigProblem> problems)
    {
        var errors = problems.Count(p => p.Severity == ProblemSeverity.Error);
        return revision with
        {
            Attributes = snapshot.AttributeCount,
            Rules = snapshot.Rules.Length,
            Handlers = snapshot.Handlers.Length,
            Instances = snapshot.Instances.Length,
            Superseded = resources.Count(r => r.State == ResourceState.Superseded),
            Refused = resources.Count(r => r.State == ResourceState.Refused),
            Errors = errors,
            Warnings = problems.Length - errors,
        };
    }

    /// <summary>The resources with their problems, and with what the adapters made of the handlers.</summary>
    private static ImmutableArray<ResourceStatus> Settle(
        ImmutableArray<ResourceStatus> resources, ImmutableArray<ConfigProblem> problems, ImmutableArray<ConfigProblem> handlerProblems, IReadOnlyCollection<string> kept)
    {
        var attached = Attach(resources, problems);
        if (handlerProblems.IsEmpty)
        {
            return attached;
        }

        var failed = handlerProblems.Select(p => p.Resource).ToHashSet(StringComparer.Ordinal);
        return [.. attached.Select(r => !failed.Contains(r.Key.ToString()) ? r
            : kept.Contains(r.Key.ToString()) ? r with { State = ResourceState.Superseded, EffectiveRevision = "" }
            : r with { State = ResourceState.Refused, Effective = null, EffectiveRevision = "" })];
    }

    private static ImmutableArray<ResourceStatus> Attach(ImmutableArray<ResourceStatus> resources, ImmutableArray<ConfigProblem> problems)
    {
        if (problems.IsEmpty)
        {
            return resources;
        }

        var byResource = problems.Where(p => p.Resource.Length > 0).ToLookup(p => p.Resource, StringComparer.Ordinal);
        return [.. resources.Select(r => byResource.Contains(r.Key.ToString()) ? r with { Problems = [.. byResource[r.Key.ToString()]] } : r)];
    }

    private void Tell(ImmutableArray<ConfigProblem> problems, ImmutableArray<ResourceStatus> resources)
    {
        if (problems.IsEmpty)
        {
            _known.Clear();
            return;
        }

        var states = new Dictionary<string, ResourceState>(StringComparer.Ordinal);
        foreach (var resource in resources.Where(r => !r.Problems.IsEmpty))
        {
            states[resource.Key.ToString()] = resource.State;
        }

        _known.IntersectWith(problems.Select(Identity));
        foreach (var problem in problems)
        {
            var level = problem.Severity == ProblemSeverity.Error ? LogLevel.Error : LogLevel.Warning;
            if (!_known.Add(Identity(problem)))
            {
                continue;
            }

            if (log.IsEnabled(level))
            {
                var (text, kind) = (problem.Describe() + Outcome(problem, states), problem.Kind.Text());
                ConfigLog.Problem(log, level, problem.Location, text, kind);
            }
        }
    }

    private static string Outcome(ConfigProblem problem, Dictionary<string, ResourceState> states) =>
        problem.Severity == ProblemSeverity.Warning || !states.TryGetValue(problem.Resource, out var state) ? "" : state switch
        {
            ResourceState.Superseded => "; its last good version stays in effect",
            ResourceState.Reduced => "; the rest of it is in effect",
            ResourceState.Refused => "; it has no effect",
            _ => "",
        };

    // Without the line: a problem that only moves is no news.
    private static (string, string, string, string) Identity(ConfigProblem problem) => (problem.Location.File ?? "", problem.Resource, problem.Field, problem.Message);
}

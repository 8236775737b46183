using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Mixer.Config;
using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Reloading;

/// <summary>
/// Turns resources into the route in effect: snapshot, handlers, routing table, exchange. One at a time; a configuration that cannot be applied leaves the previous one in effect.
/// </summary>
internal sealed class ReloadLoop(
    RuntimeOptions options, IConfigStore store, SnapshotBuilder snapshots, HandlerTableBuilder handlers, RouteServices services, RuntimeMetrics metrics,
    HandlerRetirement retirement, ConfigJournal journal, ILogger log)
{
    private readonly ConfigMetrics _counts = new(metrics);
    private ResourceSet _resources = new();
    private long _nextId;
    private int _count;
    private bool _isRead;
    private bool _isAccepted;

    /// <summary>Set by <see cref="Begin"/>.</summary>
    public Dispatcher Dispatcher { get; private set; } = null!;

    /// <summary>What is in effect and what is wrong with what the operator wrote; replaced whole.</summary>
    public RuntimeState State { get; private set; } = null!;

    /// <summary>How many configurations have been dealt with, in effect or not.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Puts the empty configuration (id -1) into effect.</summary>
    public Dispatcher Begin()
    {
        var snapshot = snapshots.Build(new ResourceSet(), -1);
        _counts.Record(snapshot, HandlerTable.Empty, RoutingTable.Empty);
        State = new RuntimeState(snapshot, []);
        return Dispatcher = new Dispatcher(new Route(snapshot, RoutingTable.Empty, HandlerTable.Empty, services));
    }

    /// <summary>Reads the store's resources and puts them into effect.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        // The reference publishes its empty state once more before it looks at the store, so the first real configuration is number 1.
        await ApplyAsync([], cancellation).ConfigureAwait(false);
        _resources = new ResourceSet(store.List()) { SourceProblems = store.Problems };
        _isRead = true;
        await ApplyAsync([], cancellation).ConfigureAwait(false);
    }

    /// <summary>Follows the store's changes until it ends or <paramref name="stop"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var changes in store.Changes.ReadAllAsync(stop).ConfigureAwait(false))
            {
                _resources.SourceProblems = store.Problems;
                if (changes.Count == 0 && options.Policy != ConfigPolicy.Strict)
                {
                    journal.SourcesChanged(store.Problems);
                    Show(State);
                    continue;
                }

                _resources.Apply(changes);
                await ApplyAsync(changes, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop, and stopped.
        }
    }

    private async Task ApplyAsync(IReadOnlyList<ResourceChange> changes, CancellationToken cancellation)
    {
        var id = _nextId++;
        try
        {
            await PublishAsync(id, changes, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            RuntimeLog.ReloadFailed(log, exception);
            var problem = new ConfigProblem(ProblemSeverity.Error, default, "", "", $"the server could not put configuration {id} into effect: {exception.Message}") { Kind = ProblemKind.NotApplied };
            journal.Failed(id, _resources.SourceProblems, problem);
            Show(State with { RefusedProblems = [.. _resources.SourceProblems, problem], Fault = FaultOf([problem]) });
        }

        Interlocked.Increment(ref _count);
    }

    private async Task PublishAsync(long id, IReadOnlyList<ResourceChange> changes, CancellationToken cancellation)
    {
        var snapshot = snapshots.Build(_resources, id);
        if (snapshots.CountPublished(changes) is > 0 and var published)
        {
            RuntimeLog.Publishing(log, published);
        }

        if (snapshot.IsRefused)
        {
            await RefuseAsync(snapshot, [], cancellation).ConfigureAwait(false);
            return;
        }

        var previous = Dispatcher.Current;
        var table = await handlers.BuildAsync(snapshot, previous.Handlers, cancellation).ConfigureAwait(false);
        if (options.Policy == ConfigPolicy.Strict && table.Failures.Length > 0)
        {
            await handlers.DiscardAsync(table, previous.Handlers).ConfigureAwait(false);
            await RefuseAsync(snapshots.Refuse(snapshot), table.Failures, cancellation).ConfigureAwait(false);
            return;
        }

        await ExchangeAsync(snapshot, table).ConfigureAwait(false);
        if (_isRead)
        {
            snapshots.Accept();
            _isAccepted = true;
        }

        journal.Applied(snapshot, table.Failures, [.. table.Statuses.Where(status => status.State == HandlerState.Superseded).Select(status => status.Name)]);
        Show(new RuntimeState(snapshot, table.Failures) { Handlers = table.Statuses });
    }

    /// <summary>Puts a route into effect; whatever goes wrong leaves no handler of <paramref name="table"/> behind.</summary>
    private async Task ExchangeAsync(ConfigSnapshot snapshot, HandlerTable table)
    {
        var previous = Dispatcher.Current;
        RoutingTable routes;
        try
        {
            routes = new RoutingTableBuilder(snapshot, table, options.DefaultNamespace, metrics, log).Build();
        }
        catch
        {
            await handlers.DiscardAsync(table, previous.Handlers).ConfigureAwait(false);
            throw;
        }

        retirement.Retire(Dispatcher.Exchange(new Route(snapshot, routes, table, services)));
        if (log.IsEnabled(LogLevel.Debug))
        {
            RuntimeLog.NewRoutes(log, RoutingTableText.Of(snapshot.Id, routes));
        }

        _counts.Record(snapshot, table, routes);
        _counts.Forget(previous.Handlers, table);
    }

    /// <summary>Leaves in effect what is; only if that is nothing of the store, what the refused configuration denies comes into effect.</summary>
    private async Task RefuseAsync(ConfigSnapshot refused, ImmutableArray<ConfigProblem> failures, CancellationToken cancellation)
    {
        ImmutableArray<ConfigProblem> problems = [.. refused.Problems, .. failures];
        var state = State;
        if (!_isAccepted)
        {
            await ExchangeAsync(refused, await handlers.BuildAsync(refused, Dispatcher.Current.Handlers, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            state = new RuntimeState(refused, []);
        }

        journal.Refused(refused, failures);
        if (!_isAccepted)
        {
            RuntimeLog.NothingAccepted(log);
        }

        Show(state with { RefusedProblems = problems, Fault = FaultOf(problems) });
    }

    private string? FaultOf(ImmutableArray<ConfigProblem> problems) =>
        _isAccepted ? null : $"no configuration has been accepted: {problems.FirstOrDefault(problem => problem.Severity == ProblemSeverity.Error)}";

    private void Show(RuntimeState state)
    {
        State = state with { Configuration = journal.Current };
        _counts.Show(journal.Current);
    }
}

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
        await ApplyAsync(cancellation).ConfigureAwait(false);
        _resources = new ResourceSet(store.List()) { SourceProblems = store.Problems };
        await ApplyAsync(cancellation).ConfigureAwait(false);
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
                    State = State with { Configuration = journal.Current };
                    continue;
                }

                RuntimeLog.Publishing(log, changes.Count);
                _resources.Apply(changes);
                await ApplyAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop, and stopped.
        }
    }

    private async Task ApplyAsync(CancellationToken cancellation)
    {
        try
        {
            await PublishAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            RuntimeLog.ReloadFailed(log, exception);
        }

        Interlocked.Increment(ref _count);
    }

    private async Task PublishAsync(CancellationToken cancellation)
    {
        var snapshot = snapshots.Build(_resources, _nextId++);
        if (snapshot.IsRefused)
        {
            Refuse(snapshot, []);
            return;
        }

        var previous = Dispatcher.Current;
        var table = await handlers.BuildAsync(snapshot, previous.Handlers, cancellation).ConfigureAwait(false);
        if (options.Policy == ConfigPolicy.Strict && table.Failures.Length > 0)
        {
            Refuse(snapshot, table.Failures);
            await handlers.DiscardAsync(table, previous.Handlers).ConfigureAwait(false);
            return;
        }

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
        journal.Applied(snapshot, table.Failures, [.. table.Statuses.Where(status => status.State == HandlerState.Superseded).Select(status => status.Name)]);
        State = new RuntimeState(snapshot, table.Failures) { Handlers = table.Statuses, Configuration = journal.Current };
    }

    private void Refuse(ConfigSnapshot snapshot, ImmutableArray<ConfigProblem> failures)
    {
        journal.Refused(snapshot, failures);
        State = State with { RefusedProblems = [.. snapshot.Problems, .. failures], Configuration = journal.Current };
    }
}

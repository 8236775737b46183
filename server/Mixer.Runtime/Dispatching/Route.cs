using Microsoft.Extensions.ObjectPool;
using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>
/// What one configuration snapshot does with calls, and the count of calls inside. Taken by <see cref="Dispatcher.Acquire"/>; everything done for one call uses one route, and
/// the bag must be over its <see cref="Vocabulary"/>. Thread-safe; a bag belongs to one operation at a time.
/// </summary>
public sealed class Route
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RouteServices _services;
    private readonly ObjectPool<CheckSession> _checks;
    private readonly ObjectPool<QuotaSession> _quotas;
    private readonly ObjectPool<GeneratorSession> _generators;
    private readonly ObjectPool<ReportSession> _reports;

    // The dispatcher's own share, until the route is replaced.
    private int _users = 1;

    internal Route(ConfigSnapshot snapshot, RoutingTable table, HandlerTable handlers, RouteServices services)
    {
        Snapshot = snapshot;
        Table = table;
        Handlers = handlers;
        _services = services;
        _checks = new DefaultObjectPool<CheckSession>(new SessionPolicy<CheckSession>(() => new CheckSession(services), session => session.Clear()));
        _quotas = new DefaultObjectPool<QuotaSession>(new SessionPolicy<QuotaSession>(() => new QuotaSession(services), session => session.Clear()));
        _generators = new DefaultObjectPool<GeneratorSession>(new SessionPolicy<GeneratorSession>(() => new GeneratorSession(services), session => session.Clear()));
        _reports = new DefaultObjectPool<ReportSession>(new SessionPolicy<ReportSession>(() => new ReportSession(this, services), _ => { }));
    }

    /// <summary>The id of the snapshot: -1 for the empty configuration, then 0, 1, ...</summary>
    public long ConfigId => Snapshot.Id;

    /// <summary>The attributes that the snapshot knows.</summary>
    public Vocabulary Vocabulary => Snapshot.Vocabulary;

    /// <summary>The configuration that it carries out.</summary>
    internal ConfigSnapshot Snapshot { get; }

    internal RoutingTable Table { get; }

    internal HandlerTable Handlers { get; }

    /// <summary>Completes when the dispatcher has let go of the route and the last call has left it.</summary>
    internal Task Drained => _drained.Task;

    /// <summary>Leaves the route; once for each <see cref="Dispatcher.Acquire"/>.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>
    /// Runs the attribute generators and adds what they produce to <paramref name="bag"/>. Null if that went well; otherwise the combined error text, and nothing was added. Throws
    /// only the caller's cancellation, as all operations do.
    /// </summary>
    public ValueTask<string?> PreprocessAsync(AttributeBag bag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var session = _generators.Get();
        var run = session.RunAsync(Table.Generators, bag, cancellation);
        return SessionPolicy<GeneratorSession>.ReturnAfterAsync(run, session, _generators);
    }

    /// <summary>Asks the handlers of all matching check rules and combines their verdicts in rule order.</summary>
    public ValueTask<CheckOutcome> CheckAsync(AttributeBag bag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bag);
        var session = _checks.Get();
        var run = session.RunAsync(Table, bag, cancellation);
        return SessionPolicy<CheckSession>.ReturnAfterAsync(run, session, _checks);
    }

    /// <summary>
    /// Asks for an amount of <paramref name="quota"/>. Without a rule for it, or without a matching one, the whole amount is granted for a minute.
    /// </summary>
    public ValueTask<QuotaOutcome> QuotaAsync(AttributeBag bag, string quota, QuotaArgs args, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bag);
        ArgumentNullException.ThrowIfNull(quota);
        var session = _quotas.Get();
        var run = session.RunAsync(Table.Quotas, bag, quota, args, cancellation);
        return SessionPolicy<QuotaSession>.ReturnAfterAsync(run, session, _quotas);
    }

    /// <summary>Begins a report; its records go through this route, which must not be released before the flush has completed.</summary>
    public ReportSession StartReport() => _reports.Get();

    internal void Return(ReportSession session) => _reports.Return(session);

    internal void Enter() => Interlocked.Increment(ref _users);
}

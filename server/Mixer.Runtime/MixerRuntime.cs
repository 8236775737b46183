using Microsoft.Extensions.Logging;
using Mixer.Config;
using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Explaining;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Reloading;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;
using Prometheus;

namespace Mixer.Runtime;

/// <summary>
/// The engine: follows a configuration store and keeps a <see cref="Dispatcher"/> whose route is always whole. <see cref="StartAsync"/> once, then use the dispatcher from any thread;
/// <see cref="StopAsync"/> ends the following of changes, disposal also closes the handlers. The store stays the caller's.
/// </summary>
public sealed class MixerRuntime : IAsyncDisposable
{
    private readonly RuntimeOptions _options;
    private readonly IConfigStore _store;
    private readonly TimeProvider _time;
    private readonly AdapterPool _pool;
    private readonly HandlerRetirement _retirement;
    private readonly ReloadLoop _reload;
    private readonly RouteServices _services;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <summary>A runtime that answers from the empty configuration until it is started. Its instruments go to <paramref name="registry"/>.</summary>
    public MixerRuntime(
        RuntimeOptions options, IConfigStore store, IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates, ILoggerFactory loggers, TimeProvider time,
        CollectorRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(options);
        var log = loggers.CreateLogger("runtime");
        var metrics = new RuntimeMetrics(registry);
        (_options, _store, _time) = (options, store, time);
        _pool = new AdapterPool(options.AdapterPool, options.SingleThreaded, time, registry);
        _retirement = new HandlerRetirement(metrics, log);
        _services = new RouteServices(metrics, log, time, options, _retirement);
        var factory = new HandlerFactory(options, _pool, metrics, log, loggers.CreateLogger("adapters"), time);
        var handlers = new HandlerTableBuilder(
            factory, options.Policy == ConfigPolicy.KeepLastGood, options.SingleThreaded ? 1 : HandlerTableBuilder.UsualConcurrency, log);
        var snapshots = new SnapshotBuilder(adapters, templates, options.Policy);
        _reload = new ReloadLoop(options, store, snapshots, handlers, _services, metrics, _retirement, new ConfigJournal(options.Policy, time, log), log);
        Dispatcher = _reload.Begin();
    }

    /// <summary>As the other constructor, with instruments in the default registry.</summary>
    public MixerRuntime(
        RuntimeOptions options, IConfigStore store, IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates, ILoggerFactory loggers, TimeProvider time)
        : this(options, store, adapters, templates, loggers, time, Metrics.DefaultRegistry)
    {
    }

    /// <summary>The entry for calls; the same object for the life of the runtime.</summary>
    public Dispatcher Dispatcher { get; }

    /// <summary>What is in effect and what is wrong with it; a new object after each change.</summary>
    public RuntimeState State => _reload.State;

    /// <summary>How many configurations have been dealt with, whether or not they came into effect.</summary>
    internal int Reloads => _reload.Count;

    /// <summary>Starts the store and completes when its first configuration is in effect; changes are followed from then on.</summary>
    /// <exception cref="TimeoutException">The store was not read within <see cref="RuntimeOptions.SyncTimeout"/>.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await ReadStoreAsync(cancellation).ConfigureAwait(false);
        await _reload.LoadAsync(cancellation).ConfigureAwait(false);
        _running = Task.Run(() => _reload.RunAsync(_stopping.Token), CancellationToken.None);
    }

    // Only the store: how long handlers take to build is limited one by one.
    private async Task ReadStoreAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => _store.StartAsync(limit.Token).AsTask(), CancellationToken.None);
        try
        {
            await reading.WaitAsync(_options.SyncTimeout, _time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            throw new TimeoutException(FormattableString.Invariant($"exceeded timeout {_options.SyncTimeout.TotalSeconds}s: the configuration store has not been read"));
        }
    }

    /// <summary>An explainer of what is in effect now: why rules apply to a call or do not. It goes on to explain this configuration when another one has come into effect.</summary>
    public CallExplainer CreateExplainer()
    {
        var state = State;
        return new CallExplainer(state.Snapshot, state.Handlers, _options.DefaultNamespace);
    }

    /// <summary>
    /// Carries out a check with these attributes on the configuration in effect, generators and check adapters included, and explains it. Throws only the caller's cancellation.
    /// </summary>
    public async Task<CallTrial> TryCallAsync(IReadOnlyCollection<KeyValuePair<string, AttributeValue>> attributes, ExplainQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var route = Dispatcher.Acquire();
        try
        {
            return await CallTrial.RunAsync(route, new CallExplainer(route.Snapshot, route.Handlers.Statuses, _options.DefaultNamespace), attributes, query, cancellation)
                .ConfigureAwait(false);
        }
        finally
        {
            route.Release();
        }
    }

    /// <summary>Ends the following of changes; what is in effect stays so.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>Stops, lets the calls in progress end, and closes all handlers.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await StopAsync().ConfigureAwait(false);
        var last = Dispatcher.Current;
        _retirement.Retire(Dispatcher.Exchange(new Route(last.Snapshot, RoutingTable.Empty, HandlerTable.Empty, _services)));
        await _retirement.WhenDoneAsync().ConfigureAwait(false);
        _services.Dispose();
        _stopping.Dispose();
        _pool.Dispose();
    }
}

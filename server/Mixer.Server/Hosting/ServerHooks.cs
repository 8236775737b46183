using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Server.Introspection;
using Mixer.Server.Logging;
using Mixer.Tracing;
using Prometheus;

namespace Mixer.Server.Hosting;

/// <summary>
/// What the construction of a server calls, replaceable one by one so that each step can be made to fail (spec 07 section 4). A hook fails by
/// throwing; the message becomes the reason why the server cannot be started.
/// </summary>
internal sealed record ServerHooks
{
    /// <summary>The real thing.</summary>
    public static ServerHooks Real { get; } = new();

    /// <summary>A store to use instead of one that a URL names; it stays its owner's.</summary>
    public IConfigStore? Store { get; init; }

    /// <summary>Opens the log.</summary>
    public Func<LogOptions, LogSystem> ConfigureLog { get; init; } = LogSystem.Open;

    /// <summary>Makes what all instruments are registered with.</summary>
    public Func<CollectorRegistry> NewMetrics { get; init; } = () => Metrics.NewCustomRegistry();

    /// <summary>Starts the export of traces; called only if there is somewhere to export to.</summary>
    public Func<TracingOptions, ILoggerFactory, IDisposable> ConfigureTracing { get; init; } = (options, loggers) =>
        Tracer.Start(Tracer.ServerName, options, TracingLog.ReportTo(loggers.CreateLogger(LogScopes.Default)));

    /// <summary>Removes a stale Unix socket.</summary>
    public Action<string> RemoveFile { get; init; } = File.Delete;

    /// <summary>Binds and listens; connections queue up from then on.</summary>
    public Func<ListenAddress, Socket> Listen { get; init; } = address => address.Listen();

    /// <summary>Makes the engine.</summary>
    public Func<MixerServerOptions, IConfigStore, ILoggerFactory, TimeProvider, CollectorRegistry, MixerRuntime> NewRuntime { get; init; } =
        (options, store, loggers, time, registry) =>
            new MixerRuntime(options.ToRuntimeOptions(), store, options.Inventory.Adapters, options.Inventory.Templates, loggers, time, registry);

    /// <summary>Reads the store, puts its configuration into effect and follows it from then on.</summary>
    public Func<MixerRuntime, CancellationToken, Task> ListenToStore { get; init; } = (runtime, cancellation) => runtime.StartAsync(cancellation);

    /// <summary>Serves the monitoring pages on a socket, which becomes its own.</summary>
    public Func<MonitoringContext, CancellationToken, Task<IAsyncDisposable>> StartMonitoring { get; init; } = MonitoringHost.StartAsync;

    /// <summary>Starts the console; null if there is none. What it throws is logged and does not keep the server from running.</summary>
    public Func<ControlZContext, CancellationToken, Task<IAsyncDisposable?>> StartControlZ { get; init; } = ControlZHost.StartAsync;

    /// <summary>Called before each step of closing, with its name; what it throws is logged as that step's failure, and the part ends all the same.</summary>
    public Action<string> Closing { get; init; } = _ => { };
}

using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Server.Logging;
using Mixer.Server.Monitoring;
using Mixer.Server.Probes;

namespace Mixer.Server.Hosting;

/// <summary>
/// The steps of spec 07 section 4, in its order. What a step opens goes into the parts at once, so that whoever catches a failure of the next one can
/// close everything.
/// </summary>
internal sealed class ServerConstruction(MixerServerOptions options, ServerHooks hooks, ServerParts parts, TimeProvider time)
{
    private bool _listening;

    /// <summary>Constructs the server: the addresses of the API and of the monitoring pages.</summary>
    /// <exception cref="ServerStartException">A step failed.</exception>
    public async Task<(string Api, string Monitoring)> RunAsync(CancellationToken cancellation)
    {
        if (hooks.Store is not null && options.ConfigStoreUrl.Length > 0)
        {
            throw new ServerStartException("invalid arguments: both ConfigStore and ConfigStoreURL are specified");
        }

        parts.Log = Step("", () => hooks.ConfigureLog(options.Logging));
        var loggers = parts.Log.Loggers;
        var log = loggers.CreateLogger(LogScopes.Default);
        var registry = Step("unable to set up metrics: ", hooks.NewMetrics);
        if (options.Tracing.IsOn)
        {
            parts.Tracer = Step("unable to setup tracing: ", () => hooks.ConfigureTracing(options.Tracing, loggers));
        }

        var certificates = options.Tls.IsOn ? Step("unable to set up TLS: ", () => CertificateFiles.Open(options.Tls, time, log)) : null;
        OpenListener();
        var store = Step("unable to connect to the configuration server: ", () => OpenStore(log));
        parts.Store = store;
        parts.Runtime = Step("unable to create the runtime: ", () => hooks.NewRuntime(options, store, loggers, time, registry));
        parts.Health = new HealthState(
        [
            new("dispatcher", () => Volatile.Read(ref _listening) ? parts.Runtime.State.Fault : "runtime is not listening to the store"),
            new("store", () => store.Status.IsAvailable ? null : store.Status.Detail),
        ]);
        await ListenToStoreAsync(parts.Runtime, log, cancellation);
        Volatile.Write(ref _listening, true);
        parts.Api = ApiHost.Create(options, parts, certificates, registry, time);
        var listener = parts.Listener!;
        parts.Liveness = StartProbe(options.Liveness, parts.Health.LivenessFault, log);
        parts.Readiness = StartProbe(options.Readiness, parts.Health.ReadinessFault, log);
        HostingLog.StartingMonitor(log);
        var monitoring = await StartMonitoringAsync(loggers, cancellation);
        await StartControlZAsync(log, cancellation);
        return (ListenAddress.UrlOf(listener, options.Tls.IsOn), monitoring);
    }

    private void OpenListener()
    {
        string? malformed = null;
        var address = options.Address.Length == 0 ? ListenAddress.AnyInterface(options.Port) : ListenAddress.Parse(options.Address, out malformed);
        if (address is null)
        {
            throw new ServerStartException("unable to listen: " + malformed);
        }

        if (address.EndPoint is UnixDomainSocketEndPoint && File.Exists(address.Text))
        {
            Step($"unable to remove {options.Address}: ", () =>
            {
                hooks.RemoveFile(address.Text);
                return true;
            });
        }

        parts.Listener = Step("unable to listen: ", () => hooks.Listen(address));
    }

    private IConfigStore OpenStore(ILogger log)
    {
        var url = options.ConfigStoreUrl;
        if (hooks.Store is { } given)
        {
            return given;
        }

        if (url.Length == 0 || url.StartsWith("k8s://", StringComparison.Ordinal))
        {
            var kubeconfig = url.Length <= "k8s://".Length ? "" : url["k8s://".Length..];
            throw new ArgumentException(
                kubeconfig.Length == 0 ? "invalid configuration: no configuration has been provided"
                : File.Exists(kubeconfig) ? "this server has no store for k8s:// yet; use fs:// and a folder"
                : $"stat {kubeconfig}: no such file or directory");
        }

        return ConfigStoreFactory.Create(url, time, log);
    }

    private async Task ListenToStoreAsync(MixerRuntime runtime, ILogger log, CancellationToken cancellation)
    {
        HostingLog.AwaitingStore(log);
        try
        {
            await hooks.ListenToStore(runtime, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new ServerStartException(e.Message, e);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerStartException("unable to listen: " + e.Message, e);
        }
    }

    private FileProbe? StartProbe(ProbeOptions probe, Func<string?> fault, ILogger log) => probe.IsOn ? new FileProbe(probe, fault, time, log) : null;

    private async Task<string> StartMonitoringAsync(ILoggerFactory loggers, CancellationToken cancellation)
    {
        var listener = Step("unable to setup monitoring: unable to listen on socket: ", () => hooks.Listen(ListenAddress.AnyInterface(options.MonitoringPort)));
        var address = ListenAddress.UrlOf(listener, secure: false);
        try
        {
            parts.Monitoring = await hooks.StartMonitoring(
                new MonitoringContext(listener, parts.Api!.Services.GetRequiredService<MonitoringPages>(), loggers), cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            listener.Dispose();
            throw new ServerStartException("unable to setup monitoring: " + e.Message, e);
        }

        return address;
    }

    private async Task StartControlZAsync(ILogger log, CancellationToken cancellation)
    {
        var services = parts.Api!.Services;
        try
        {
            parts.ControlZ = await hooks.StartControlZ(
                new ControlZContext(options, parts.Log!, services, services.GetRequiredService<ShutdownRequest>().Request), cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            HostingLog.NoControlZ(log, e.Message);
        }
    }

    // The boundary between what may go wrong and what the operator reads.
    private static T Step<T>(string prefix, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e)
        {
            throw new ServerStartException(prefix + e.Message, e);
        }
    }
}

using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Server.Api;
using Mixer.Server.Logging;
using Mixer.Server.Monitoring;
using Mixer.Server.Probes;

namespace Mixer.Server;

/// <summary>
/// A running server. Starting it opens the store, builds the configuration and listens; disposing it ends in order: probes say no, running calls
/// finish, then monitoring, runtime, handlers and store, log last.
/// </summary>
internal sealed class MixerServer : IAsyncDisposable
{
    private readonly WebApplication _api;
    private readonly WebApplication _monitoring;
    private readonly LogSystem _log;
    private readonly List<FileProbe> _probes = [];
    private int _disposed;

    private MixerServer(WebApplication api, WebApplication monitoring, LogSystem log)
    {
        _api = api;
        _monitoring = monitoring;
        _log = log;
    }

    /// <summary>Where the API listens, for example <c>http://[::]:9091</c>.</summary>
    public string Address => AddressOf(_api);

    /// <summary>Where the monitoring pages are.</summary>
    public string MonitoringAddress => AddressOf(_monitoring);

    /// <summary>Everything that the server is made of.</summary>
    public IServiceProvider Services => _api.Services;

    /// <summary>Starts a server. Null with the reason if it cannot be started; nothing stays open then.</summary>
    public static async Task<(MixerServer? Server, string? Error)> StartAsync(MixerServerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Validate() is { } invalid)
        {
            return (null, invalid);
        }

        if (LogSystem.Create(options.Logging, out var logError) is not { } log)
        {
            return (null, logError);
        }

        var (server, error) = await StartAsync(options, log, time, cancellation);
        if (server is null)
        {
            log.Dispose();
        }

        return (server, error);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Services.GetRequiredService<HealthState>().Serving = false;
        foreach (var probe in _probes)
        {
            await probe.DisposeAsync();
        }

        // Running calls finish; the host gives up on them after its own time.
        await _api.StopAsync(CancellationToken.None);
        await _monitoring.StopAsync(CancellationToken.None);
        await _monitoring.DisposeAsync();
        await Services.GetRequiredService<MixerRuntime>().StopAsync();
        await _api.DisposeAsync();
        _log.Dispose();
    }

    private static async Task<(MixerServer? Server, string? Error)> StartAsync(
        MixerServerOptions options, LogSystem log, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Tracing.Validate() is { } badTracing)
        {
            return (null, "unable to setup tracing: " + badTracing);
        }

        string? addressError = null;
        var address = options.Address.Length == 0 ? ListenAddress.AnyInterface(options.Port) : ListenAddress.Parse(options.Address, out addressError);
        if (address is null)
        {
            return (null, "unable to listen: " + addressError);
        }

        if (address.EndPoint is UnixDomainSocketEndPoint && RemoveStale(address.Text) is { } stale)
        {
            return (null, $"unable to remove {options.Address}: {stale}");
        }

        if (OpenStore(options, log.Loggers, time, out var storeError) is not { } store)
        {
            return (null, "unable to connect to the configuration server: " + storeError);
        }

        var api = CreateApi(options, address, store, log, time);
        var monitoringAddress = ListenAddress.AnyInterface(options.MonitoringPort);
        var monitoring = CreateMonitoring(monitoringAddress, api.Services.GetRequiredService<MonitoringPages>(), log);
        var server = new MixerServer(api, monitoring, log);
        var error = await server.RunAsync(options, address, monitoringAddress, cancellation);
        if (error is null)
        {
            return (server, null);
        }

        await api.DisposeAsync();
        await monitoring.DisposeAsync();
        return (null, error);
    }

    private async Task<string?> RunAsync(MixerServerOptions options, ListenAddress address, ListenAddress monitoringAddress, CancellationToken cancellation)
    {
        var health = Services.GetRequiredService<HealthState>();
        var time = Services.GetRequiredService<TimeProvider>();
        var logger = _log.Loggers.CreateLogger(LogScopes.Default);
        await Services.GetRequiredService<MixerRuntime>().StartAsync(cancellation);
        health.Listening = true;
        try
        {
            await _api.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "unable to listen: " + address.Explain(e);
        }

        health.Serving = true;
        StartProbe(options.Liveness, health.LivenessFault, time, logger);
        StartProbe(options.Readiness, health.ReadinessFault, time, logger);
        try
        {
            await _monitoring.StartAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            foreach (var probe in _probes)
            {
                await probe.DisposeAsync();
            }

            await _api.StopAsync(cancellation);
            return "unable to setup monitoring: unable to listen on socket: " + monitoringAddress.Explain(e);
        }

        return null;
    }

    private void StartProbe(ProbeOptions options, Func<string?> fault, TimeProvider time, ILogger logger)
    {
        if (options.IsOn)
        {
            _probes.Add(new FileProbe(options, fault, time, logger));
        }
    }

    private static IConfigStore? OpenStore(MixerServerOptions options, ILoggerFactory loggers, TimeProvider time, out string? error)
    {
        var url = options.ConfigStoreUrl;
        if (url.Length == 0 || url.StartsWith("k8s://", StringComparison.Ordinal))
        {
            error = url.Length <= "k8s://".Length
                ? "invalid configuration: no configuration has been provided"
                : $"stat {url["k8s://".Length..]}: no such file or directory";
            return null;
        }

        return ConfigStoreFactory.TryCreate(url, time, loggers.CreateLogger(LogScopes.Default), out var store, out error) ? store : null;
    }

    private static WebApplication CreateApi(MixerServerOptions options, ListenAddress address, IConfigStore store, LogSystem log, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddMixer(options, store, log.Loggers, time);
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxConcurrentConnections = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = (int)Math.Clamp(options.MaxConcurrentStreams, 1, int.MaxValue);
            address.Apply(kestrel, HttpProtocols.Http2);
        });
        var app = builder.Build();
        app.Run(app.Services.GetRequiredService<ApiEndpoint>().InvokeAsync);
        return app;
    }

    private static WebApplication CreateMonitoring(ListenAddress address, MonitoringPages pages, LogSystem log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(log.Loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            address.Apply(kestrel, HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.Run(pages.InvokeAsync);
        return app;
    }

    private static string? RemoveStale(string path)
    {
        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Sampling;
using Mixer.ControlZ.Topics;

namespace Mixer.ControlZ;

/// <summary>The console in the browser, and the same as JSON (spec 07 section 7). Listens from <see cref="StartAsync"/> until it is disposed.</summary>
public sealed class ControlZServer : IAsyncDisposable
{
    private const int MaxBody = 64 << 10;
    private const int MaxConnections = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly WebApplication _app;
    private readonly HistorySampler _history;

    private ControlZServer(WebApplication app, HistorySampler history)
    {
        _app = app;
        _history = history;
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:9876</c>.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    /// <summary>Opens the console. Null if it cannot listen: the reason is in the log, and a server does without it.</summary>
    public static async Task<ControlZServer?> StartAsync(
        ControlZOptions options, ControlZSources sources, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(sources);
        var log = loggers.CreateLogger("default");
        if (AddressOf(options.Address) is not { } address)
        {
            ControlZLog.Unavailable(log, $"'{options.Address}' is no address to listen on");
            return null;
        }

        var history = new HistorySampler(time, sources.Traffic);
        var endpoint = new ConsoleEndpoint(TopicList.Create(sources, history, time, log), new RequestGuard(options.AllowedHosts), log);
        var app = Build(new IPEndPoint(address, options.Port), endpoint, loggers);
        var server = new ControlZServer(app, history);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            ControlZLog.Unavailable(log, exception.Message);
            await server.DisposeAsync().ConfigureAwait(false);
            return null;
        }

        ControlZLog.Available(log, server.Address);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Pages that poll keep their connections open; nobody waits for them.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await _app.StopAsync(now.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _history.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(IPEndPoint address, ConsoleEndpoint endpoint, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = Patience;
            kestrel.Listen(address, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.Run(endpoint.InvokeAsync);
        return app;
    }

    private static IPAddress? AddressOf(string text) =>
        text switch
        {
            "*" => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
            "localhost" => IPAddress.Loopback,
            _ => IPAddress.TryParse(text.Trim('[', ']'), out var address) ? address : null,
        };

    // Signals belong to the command that runs the server.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>The HTTP/1 server of the metrics page, on all addresses of the machine. Owned by one <see cref="MetricsServer"/>.</summary>
internal sealed class MetricsListener : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly KestrelServer _server;

    private MetricsListener(KestrelServer server) => _server = server;

    /// <summary>The port that it listens on.</summary>
    public int Port
    {
        get
        {
            var address = _server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Opens the port; 0 lets the system choose one.</summary>
    /// <exception cref="IOException">The port cannot be opened.</exception>
    public static async Task<MetricsListener> StartAsync(int port, MetricsPage page, CancellationToken cancellation)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(page, cancellation).ConfigureAwait(false);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        return new MetricsListener(server);
    }

    /// <summary>Closes the port at once and gives running answers 30 seconds to end.</summary>
    public async ValueTask DisposeAsync()
    {
        using var grace = new CancellationTokenSource(Grace);
        await _server.StopAsync(grace.Token).ConfigureAwait(false);
        _server.Dispose();
    }
}

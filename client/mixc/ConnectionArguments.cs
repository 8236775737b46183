using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Mixer.CommandLine;
using Mixer.Tracing;

namespace Mixer.Client;

/// <summary>The flags that say which server to call, whether over TLS, and how to trace; and the channel to it.</summary>
internal sealed class ConnectionArguments
{
    private readonly Flag<string> _mixer;
    private readonly TracingFlags _tracing;
    private readonly TlsArguments _tls;

    public ConnectionArguments(FlagSet flags)
    {
        _mixer = flags.String("mixer", "localhost:9091", "Address and port of a running Mixer instance", 'm');
        _tracing = new TracingFlags(flags);
        _tls = new TlsArguments(flags);
    }

    /// <summary>The address as given.</summary>
    public string Address => _mixer.Value;

    public TracingOptions Tracing => _tracing.ToOptions();

    /// <summary>Null, or why no connection can be set up.</summary>
    public string? Validate() =>
        (Tracing.Validate() is { } cause ? "could not build tracer: " + cause : _tls.Validate()) is { } reason
            ? $"Unable to establish connection to {Address}: {reason}"
            : null;

    /// <summary>A channel to the server; it connects with the first call. The caller disposes it. Null with the reason if the files of TLS cannot be used.</summary>
    public GrpcChannel? Connect(out string? error)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null, EnableMultipleHttp2Connections = true,
        };
        try
        {
            handler.SslOptions = _tls.ToOptions() ?? new SslClientAuthenticationOptions();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            handler.Dispose();
            error = $"Unable to establish connection to {Address}: {e.Message}";
            return null;
        }

        var target = Address;
        if (target.StartsWith("unix://", StringComparison.Ordinal))
        {
            var path = target["unix://".Length..];
            target = "localhost";
            handler.ConnectCallback = (_, cancellation) => ConnectAsync(path, cancellation);
        }
        else if (target.StartsWith(':'))
        {
            target = "localhost" + target;
        }

        error = null;
        return GrpcChannel.ForAddress(
            (_tls.IsOn ? "https://" : "http://") + target, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true, MaxReceiveMessageSize = null });
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

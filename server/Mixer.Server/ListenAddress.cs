using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mixer.Server;

/// <summary>Where the API or the monitoring pages are served: a TCP end point or a Unix socket.</summary>
/// <param name="Network">The word for it in messages: <c>tcp</c> or <c>unix</c>.</param>
/// <param name="Text">The address in messages.</param>
/// <param name="EndPoint">The end point; null for a TCP port on all interfaces.</param>
/// <param name="Port">The TCP port; zero for any.</param>
internal sealed record ListenAddress(string Network, string Text, EndPoint? EndPoint, int Port)
{
    /// <summary>A TCP port on all interfaces.</summary>
    public static ListenAddress AnyInterface(int port) => new("tcp", string.Create(CultureInfo.InvariantCulture, $":{port}"), null, port);

    /// <summary>
    /// Reads <c>tcp://host:port</c>, <c>unix:///path</c> or <c>host:port</c>; null with the reason if it is none of them.
    /// </summary>
    public static ListenAddress? Parse(string text, out string? error)
    {
        var separator = text.IndexOf("://", StringComparison.Ordinal);
        var network = separator < 0 ? "tcp" : text[..separator];
        var address = separator < 0 ? text : text[(separator + 3)..];
        error = null;
        if (network == "unix")
        {
            return new ListenAddress(network, address, new UnixDomainSocketEndPoint(address), 0);
        }

        if (network is not ("tcp" or "tcp4" or "tcp6"))
        {
            error = $"listen {network}: unknown network {network}";
            return null;
        }

        var colon = address.LastIndexOf(':');
        if (colon < 0)
        {
            error = $"listen {network}: address {address}: missing port in address";
            return null;
        }

        if (!ushort.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            error = $"listen {network}: address {address}: invalid port";
            return null;
        }

        var host = address[..colon].Trim('[', ']');
        if (host.Length == 0)
        {
            return AnyInterface(port);
        }

        if (host == "localhost")
        {
            host = "127.0.0.1";
        }

        if (!IPAddress.TryParse(host, out var ip))
        {
            error = $"listen {network}: lookup {host}: no such host";
            return null;
        }

        return new ListenAddress(network, address, new IPEndPoint(ip, port), port);
    }

    /// <summary>Makes Kestrel listen there.</summary>
    public void Apply(KestrelServerOptions kestrel, HttpProtocols protocols)
    {
        switch (EndPoint)
        {
            case UnixDomainSocketEndPoint unix:
                kestrel.ListenUnixSocket(unix.ToString()!, listen => listen.Protocols = protocols);
                break;
            case IPEndPoint ip:
                kestrel.Listen(ip, listen => listen.Protocols = protocols);
                break;
            default:
                kestrel.ListenAnyIP(Port, listen => listen.Protocols = protocols);
                break;
        }
    }

    /// <summary>Why listening failed, as the reference says it.</summary>
    public string Explain(Exception failure) =>
        failure.InnerException is AddressInUseException || failure is AddressInUseException
            || (failure as SocketException ?? failure.InnerException as SocketException)?.SocketErrorCode == SocketError.AddressAlreadyInUse
            ? $"listen {Network} {Text}: bind: address already in use"
            : $"listen {Network} {Text}: bind: {failure.GetBaseException().Message.ToLowerInvariant()}";
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mixer.Server;

/// <summary>Where the API or the monitoring pages are served: a TCP end point or a Unix socket.</summary>
/// <param name="Network">The word for it in messages: <c>tcp</c> or <c>unix</c>.</param>
/// <param name="Text">The address in messages.</param>
/// <param name="EndPoint">The end point; null for a TCP port on all interfaces.</param>
/// <param name="Port">The TCP port; zero for any.</param>
internal sealed record ListenAddress(string Network, string Text, EndPoint? EndPoint, int Port)
{
    // As many as Kestrel lets wait.
    private const int Backlog = 512;

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
            // The limit is the kernel's: sockaddr_un holds 108 bytes, one of them the terminator.
            if (address.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(address) > 107)
            {
                error = $"listen unix {address}: " + (address.Length == 0 ? "missing path in address" : "bind: invalid argument (a socket's path has at most 107 bytes)");
                return null;
            }

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

    /// <summary>A socket that listens there; connections queue up until somebody accepts them. The caller owns it.</summary>
    /// <exception cref="IOException">Nobody can listen there; the message is the reference's.</exception>
    public Socket Listen()
    {
        var socket = EndPoint switch
        {
            UnixDomainSocketEndPoint => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
            IPEndPoint ip => new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp),
            _ when Socket.OSSupportsIPv6 => new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true },
            _ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp),
        };
        try
        {
            socket.Bind(EndPoint ?? new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, Port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"listen {Network} {Text}: bind: {e.Message.ToLowerInvariant()}", e);
        }
    }

    /// <summary>The address of a listening socket as clients write it, for example <c>http://[::]:9091</c> or <c>http://unix:/path</c>.</summary>
    public static string UrlOf(Socket listener, bool secure) =>
        (secure ? "https://" : "http://") + (listener.LocalEndPoint is UnixDomainSocketEndPoint unix ? "unix:" + unix : listener.LocalEndPoint!.ToString());
}

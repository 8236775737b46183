using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mixer.Adapters.Statsd.Sending;

/// <summary>Where the daemon is: a name or an address, and a port. Immutable.</summary>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">The port, 1 to 65535.</param>
internal sealed record ServerAddress(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c> or <c>[address]:port</c>; without a host it is this machine.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ServerAddress? address, out string error)
    {
        address = null;
        error = "";
        if (text.Length == 0)
        {
            error = "Address is empty";
            return false;
        }

        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "" : text[..colon];
        if (colon < 0 || (host.StartsWith('[') && !host.EndsWith(']')))
        {
            error = $"Address is malformed: address {text}: missing port in address";
            return false;
        }

        if (host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('['))
        {
            error = $"Address is malformed: address {text}: too many colons in address";
            return false;
        }

        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            error = $"Address is malformed: address {text}: invalid port; use a number from 1 to 65535";
            return false;
        }

        host = host.Trim('[', ']');
        address = new ServerAddress(host.Length == 0 ? "localhost" : host, port);
        return true;
    }

    /// <summary>Looks the host up; an IPv4 address is preferred, as the reference does.</summary>
    /// <exception cref="SocketException">The host has no address now.</exception>
    public async ValueTask<IPEndPoint> ResolveAsync(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(Host, out var literal))
        {
            return new IPEndPoint(literal, Port);
        }

        var found = await Dns.GetHostAddressesAsync(Host, cancellation).ConfigureAwait(false);
        var best = found.FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
        return best is null ? throw new SocketException((int)SocketError.HostNotFound) : new IPEndPoint(best, Port);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Mixer.ControlZ.Http;

/// <summary>
/// Keeps pages of other sites away from the console, which has no passwords. A page whose name was made to point here (DNS rebinding) has that name in
/// its Host header, so only addresses, <c>localhost</c>, this machine's name and the names given by the operator are answered. A page that sends
/// requests across sites has its own origin, so a change is only taken from the console's own pages or from programs that are no browsers.
/// </summary>
internal sealed class RequestGuard(IEnumerable<string> allowedHosts)
{
    private readonly HashSet<string> _names = new([.. allowedHosts, "localhost", Environment.MachineName], StringComparer.OrdinalIgnoreCase);

    /// <summary>Null, or why the request is not answered.</summary>
    public string? FaultOf(HttpRequest request)
    {
        if (!IsAllowed(request.Host))
        {
            return $"ControlZ does not answer to the host name '{request.Host.Host}'; use an address or localhost, or allow the name with --ctrlz_allowed_hosts";
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsSameOrigin(request)
            ? null
            : "ControlZ takes changes only from its own pages: the request comes from another site";
    }

    private bool IsAllowed(HostString host) =>
        !host.HasValue || IPAddress.TryParse(host.Host.Trim('[', ']'), out _) || _names.Contains(host.Host);

    private static bool IsSameOrigin(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "same-origin" && site != "none")
        {
            return false;
        }

        return StringValues.IsNullOrEmpty(headers.Origin)
            || (Uri.TryCreate(headers.Origin, UriKind.Absolute, out var origin)
                && string.Equals(origin.Authority, new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority, StringComparison.OrdinalIgnoreCase));
    }
}

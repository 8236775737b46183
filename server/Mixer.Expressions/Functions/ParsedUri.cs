using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>A URI in parts, each as its bytes: one character per byte of UTF-8. Immutable.</summary>
internal sealed record ParsedUri
{
    public string Scheme { get; init; } = "";

    public string Opaque { get; init; } = "";

    /// <summary>User and password, escaped again; null if there is none.</summary>
    public string? UserInfo { get; init; }

    public string Host { get; init; } = "";

    /// <summary>The path as it is written out again.</summary>
    public string Path { get; init; } = "";

    /// <summary>With its question mark, if there is one.</summary>
    public string Query { get; init; } = "";

    /// <summary>As it is written out again.</summary>
    public string Fragment { get; init; } = "";

    public bool OmitHost { get; init; }

    /// <summary>The port as text, without its colon; empty if there is none.</summary>
    public string Port => UriParser.HasPort(Host, out var colon) ? Host[(colon + 1)..] : "";

    /// <summary>True if the host is in brackets: an IPv6 address, perhaps with a zone.</summary>
    public bool IsAddress => Host.StartsWith('[');

    /// <summary>The host without port and without brackets.</summary>
    public string HostName
    {
        get
        {
            var host = UriParser.HasPort(Host, out var colon) ? Host[..colon] : Host;
            return host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        }
    }

    /// <summary>Everything but scheme and, if <paramref name="withHost"/> is false, host, as Go writes it out again.</summary>
    public string Rest(bool withHost)
    {
        var text = new StringBuilder();
        if (Opaque.Length > 0)
        {
            text.Append(Opaque);
        }
        else
        {
            if (!(OmitHost && Host.Length == 0 && UserInfo is null) && (Scheme.Length > 0 || Host.Length > 0 || UserInfo is not null)
                && (Host.Length > 0 || Path.Length > 0 || UserInfo is not null))
            {
                text.Append("//").Append(UserInfo).Append(UserInfo is null ? "" : "@").Append(withHost ? UriEscapes.Escape(Host, UriPart.Host) : "");
            }

            text.Append(Path.Length > 0 && Path[0] != '/' && Host.Length > 0 ? "/" : "").Append(Path);
        }

        return text.Append(Query).Append(Fragment.Length > 0 ? "#" : "").Append(Fragment).ToString();
    }
}

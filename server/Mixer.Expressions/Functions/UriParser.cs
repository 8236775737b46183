using System.Globalization;
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
                text.Append("//").Append(UserInfo).Append(UserInfo is null ? "" : "@").Append(withHost ? UriParser.Escape(Host, UriPart.Host) : "");
            }

            text.Append(Path.Length > 0 && Path[0] != '/' && Host.Length > 0 ? "/" : "").Append(Path);
        }

        return text.Append(Query).Append(Fragment.Length > 0 ? "#" : "").Append(Fragment).ToString();
    }
}

/// <summary>Which rules of escaping apply.</summary>
internal enum UriPart : byte
{
    /// <summary>Path.</summary>
    Path,

    /// <summary>User or password.</summary>
    User,

    /// <summary>Host.</summary>
    Host,

    /// <summary>Zone of an IPv6 address.</summary>
    Zone,

    /// <summary>Fragment.</summary>
    Fragment,
}

/// <summary>Reads URIs as Go's url package does, with its error texts (spec 02 section 11). One use, one thread.</summary>
internal sealed class UriParser
{
    private string? _error;

    private UriParser()
    {
    }

    /// <summary>Null with <paramref name="error"/> set if <paramref name="text"/> cannot be parsed.</summary>
    public static ParsedUri? Parse(string text, out string? error)
    {
        var bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
        var hash = bytes.IndexOf('#', StringComparison.Ordinal);
        var main = hash < 0 ? bytes : bytes[..hash];
        var parser = new UriParser();
        var uri = parser.ParseMain(main);
        if (uri is null)
        {
            error = Explain(main, parser._error!);
            return null;
        }

        var fragment = hash < 0 ? "" : bytes[(hash + 1)..];
        if (parser.Canonical(fragment, UriPart.Fragment) is not { } canonical)
        {
            error = Explain(bytes, parser._error!);
            return null;
        }

        error = null;
        return uri with { Fragment = canonical };
    }

    /// <summary>True, with the place of the colon, if <paramref name="host"/> ends with a colon and digits (or none).</summary>
    public static bool HasPort(string host, out int colon)
    {
        colon = host.LastIndexOf(':');
        return colon >= 0 && IsPort(host[colon..]);
    }

    /// <summary>Writes what <paramref name="part"/> does not take as a percent sign and two digits.</summary>
    public static string Escape(string bytes, UriPart part)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var c in bytes)
        {
            if (NeedsEscape(c, part))
            {
                text.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static string Explain(string bytes, string why) =>
        Encoding.UTF8.GetString(Encoding.Latin1.GetBytes($"parse \"{bytes}\": {why}"));

    private ParsedUri? ParseMain(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\x1F') >= 0 || text.Contains('\x7F', StringComparison.Ordinal))
        {
            return Fail("net/url: invalid control character in URL");
        }

        if (text == "*")
        {
            return new ParsedUri { Path = "*" };
        }

        var colon = SchemeEnd(text);
        if (colon == 0)
        {
            return Fail("missing protocol scheme");
        }

        var uri = new ParsedUri { Scheme = colon < 0 ? "" : text[..colon].ToLowerInvariant() };
        var rest = text[(colon + 1)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0)
        {
            // An empty query keeps its mark only if it is the only one, which it then is.
            uri = uri with { Query = rest[question..] };
            rest = rest[..question];
        }

        if (!rest.StartsWith('/'))
        {
            if (uri.Scheme.Length > 0)
            {
                return uri with { Opaque = rest };
            }

            if (rest.Split('/')[0].Contains(':', StringComparison.Ordinal))
            {
                return Fail("first path segment in URL cannot contain colon");
            }
        }

        if ((uri.Scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)) && rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            var authority = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            if (!ParseAuthority(authority, ref uri))
            {
                return null;
            }
        }
        else if (uri.Scheme.Length > 0 && rest.StartsWith('/'))
        {
            uri = uri with { OmitHost = true };
        }

        return Canonical(rest, UriPart.Path) is { } path ? uri with { Path = path } : null;
    }

    // Where the colon after the scheme is; -1 if there is no scheme.
    private static int SchemeEnd(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ':')
            {
                return i;
            }

            if (!char.IsAsciiLetter(text[i]) && (i == 0 || !(char.IsAsciiDigit(text[i]) || text[i] is '+' or '-' or '.')))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool ParseAuthority(string authority, ref ParsedUri uri)
    {
        var at = authority.LastIndexOf('@');
        if (ParseHost(authority[(at + 1)..]) is not { } host)
        {
            return false;
        }

        uri = uri with { Host = host };
        if (at < 0)
        {
            return true;
        }

        var user = authority[..at];
        if (!user.All(c => char.IsAsciiLetterOrDigit(c) || "-._:~!$&'()*+,;=%@".Contains(c, StringComparison.Ordinal)))
        {
            Fail("net/url: invalid userinfo");
            return false;
        }

        var colon = user.IndexOf(':', StringComparison.Ordinal);
        var name = Unescape(colon < 0 ? user : user[..colon], UriPart.User);
        var password = colon < 0 ? "" : Unescape(user[(colon + 1)..], UriPart.User);
        if (name is null || password is null)
        {
            return false;
        }

        uri = uri with { UserInfo = Escape(name, UriPart.User) + (colon < 0 ? "" : ":" + Escape(password, UriPart.User)) };
        return true;
    }

    private string? ParseHost(string host)
    {
        var portStart = host.LastIndexOf(':');
        if (host.StartsWith('['))
        {
            var end = host.LastIndexOf(']');
            if (end < 0)
            {
                return FailText("missing ']' in host");
            }

            if (!IsPort(host[(end + 1)..]))
            {
                return FailText($"invalid port \"{host[(end + 1)..]}\" after host");
            }

            var zone = host.IndexOf("%25", 0, end, StringComparison.Ordinal);
            if (zone >= 0)
            {
                var (first, second, third) = (
                    Unescape(host[..zone], UriPart.Host), Unescape(host[zone..end], UriPart.Zone), Unescape(host[end..], UriPart.Host));
                return first is null || second is null || third is null ? null : first + second + third;
            }
        }
        else if (portStart >= 0 && !IsPort(host[portStart..]))
        {
            return FailText($"invalid port \"{host[portStart..]}\" after host");
        }

        return Unescape(host, UriPart.Host);
    }

    private static bool IsPort(string text) => text.Length == 0 || (text[0] == ':' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0);

    // As it is written out again: as it was, if that needs no escape; else escaped anew.
    private string? Canonical(string text, UriPart part)
    {
        if (Unescape(text, part) is not { } plain)
        {
            return null;
        }

        return text == "*" || text.All(c => "!$&'()*+,;=:@[]%".Contains(c, StringComparison.Ordinal) || !NeedsEscape(c, part))
            ? text
            : Escape(plain, part);
    }

    private string? Unescape(string text, UriPart part)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '%')
            {
                if (part is UriPart.Host or UriPart.Zone && c < 0x80 && NeedsEscape(c, part))
                {
                    return FailText($"invalid character \"{(c is '"' or '\\' ? "\\" : "")}{c}\" in host name");
                }

                result.Append(c);
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                return FailText($"invalid URL escape \"{text[i..Math.Min(text.Length, i + 3)]}\"");
            }

            var value = (char)int.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var isPercent = value == '%';
            if ((part == UriPart.Host && value < 0x80 && !isPercent)
                || (part == UriPart.Zone && !isPercent && value != ' ' && NeedsEscape(value, UriPart.Host)))
            {
                return FailText($"invalid URL escape \"{text.AsSpan(i, 3)}\"");
            }

            result.Append(value);
            i += 2;
        }

        return result.ToString();
    }

    private static bool NeedsEscape(char c, UriPart part)
    {
        if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~')
        {
            return false;
        }

        if (part is UriPart.Host or UriPart.Zone)
        {
            return !"!$&'()*+,;=:[]<>\"".Contains(c, StringComparison.Ordinal);
        }

        if ("$&+,/:;=?@".Contains(c, StringComparison.Ordinal))
        {
            return part switch
            {
                UriPart.Path => c == '?',
                UriPart.User => c is '@' or '/' or '?' or ':',
                _ => false,
            };
        }

        return part != UriPart.Fragment || c is not ('!' or '(' or ')' or '*');
    }

    private ParsedUri? Fail(string error)
    {
        _error ??= error;
        return null;
    }

    private string? FailText(string error)
    {
        _error ??= error;
        return null;
    }
}

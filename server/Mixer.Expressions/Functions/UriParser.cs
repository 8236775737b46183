using System.Globalization;
using System.Text;
using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Functions;

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

    private static string Explain(string bytes, string why) => $"parse {QuotedText.Quote(Decode(bytes))}: {Decode(why)}";

    private static string Decode(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

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

        uri = uri with { UserInfo = UriEscapes.Escape(name, UriPart.User) + (colon < 0 ? "" : ":" + UriEscapes.Escape(password, UriPart.User)) };
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

        return text == "*" || text.All(c => "!$&'()*+,;=:@[]%".Contains(c, StringComparison.Ordinal) || !UriEscapes.NeedsEscape(c, part))
            ? text
            : UriEscapes.Escape(plain, part);
    }

    private string? Unescape(string text, UriPart part)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '%')
            {
                if (part is UriPart.Host or UriPart.Zone && c < 0x80 && UriEscapes.NeedsEscape(c, part))
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
                || (part == UriPart.Zone && !isPercent && value != ' ' && UriEscapes.NeedsEscape(value, UriPart.Host)))
            {
                return FailText($"invalid URL escape \"{text.AsSpan(i, 3)}\"");
            }

            result.Append(value);
            i += 2;
        }

        return result.ToString();
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

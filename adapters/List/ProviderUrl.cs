using System.Buffers;
using System.Globalization;

namespace Mixer.Adapters.List;

/// <summary>Checks the URL of a provider, with the words of the reference.</summary>
internal static class ProviderUrl
{
    private static readonly SearchValues<char> NotInHost = SearchValues.Create(" \"<>^`{}|\\");

    /// <summary>What is wrong with <paramref name="text"/>, or null.</summary>
    public static string? FindFault(string text)
    {
        if (text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.Contains('\u007f', StringComparison.Ordinal))
        {
            return Fault(text, "net/url: invalid control character in URL");
        }

        if (!TrySplitScheme(text, out var scheme, out var rest, out var fault))
        {
            return Fault(text, fault);
        }

        rest = rest.Split('#', 2)[0].Split('?', 2)[0];
        if (scheme.Length == 0 && !rest.StartsWith('/') && rest.Split('/', 2)[0].Contains(':', StringComparison.Ordinal))
        {
            return Fault(text, "first path segment in URL cannot contain colon");
        }

        var authority = rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..].Split('/', 2)[0] : "";
        if (FindEscapeFault(rest) is { } escape)
        {
            return Fault(text, $"invalid URL escape \"{escape}\"");
        }

        var host = authority[(authority.LastIndexOf('@') + 1)..];
        if (FindHostFault(host) is { } hostFault)
        {
            return Fault(text, hostFault);
        }

        if (scheme.Length == 0 || host.Length == 0)
        {
            return "URL scheme and host cannot be empty";
        }

        return Uri.TryCreate(text, UriKind.Absolute, out _) ? null : Fault(text, "invalid URL");
    }

    private static string Fault(string text, string fault) => $"parse \"{text}\": {fault}";

    private static bool TrySplitScheme(string text, out string scheme, out string rest, out string fault)
    {
        (scheme, rest, fault) = ("", text, "");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetter(c))
            {
                continue;
            }

            if (c == ':' && i == 0)
            {
                fault = "missing protocol scheme";
                return false;
            }

            if (c == ':')
            {
                (scheme, rest) = (text[..i], text[(i + 1)..]);
                return true;
            }

            if (i == 0 || !(char.IsAsciiDigit(c) || c is '+' or '-' or '.'))
            {
                return true;
            }
        }

        return true;
    }

    private static string? FindEscapeFault(string text)
    {
        for (var i = text.IndexOf('%', StringComparison.Ordinal); i >= 0; i = text.IndexOf('%', i + 1))
        {
            var escape = text.Substring(i, Math.Min(3, text.Length - i));
            if (escape.Length < 3 || !char.IsAsciiHexDigit(escape[1]) || !char.IsAsciiHexDigit(escape[2]))
            {
                return escape;
            }
        }

        return null;
    }

    private static string? FindHostFault(string host)
    {
        var blank = host.AsSpan().IndexOfAny(NotInHost);
        if (blank >= 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"invalid character \"{host[blank]}\" in host name");
        }

        var end = host.StartsWith('[') ? host.IndexOf(']', StringComparison.Ordinal) : 0;
        if (end < 0)
        {
            return "missing ']' in host";
        }

        var colon = host.IndexOf(':', end);
        return colon >= 0 && host.AsSpan(colon + 1).ContainsAnyExceptInRange('0', '9')
            ? $"invalid port \"{host[colon..]}\" after host"
            : null;
    }
}

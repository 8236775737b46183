using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Functions;

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

/// <summary>What may stand as it is in which part of a URI.</summary>
internal static class UriEscapes
{
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

    /// <summary>True if <paramref name="c"/> may not stand as it is.</summary>
    public static bool NeedsEscape(char c, UriPart part)
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
}

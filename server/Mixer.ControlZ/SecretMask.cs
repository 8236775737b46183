using System.Text.RegularExpressions;

namespace Mixer.ControlZ;

/// <summary>Hides what looks like a secret: the values of names that say so, and passwords inside of addresses.</summary>
public static partial class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Hidden = "********";

    /// <summary>The value of a variable or flag called <paramref name="name"/>, masked if it has to be.</summary>
    public static string Value(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 ? value : SecretName().IsMatch(name) ? Hidden : Userinfo().Replace(value, "$1" + Hidden + "@");
    }

    /// <summary>A command line with its secrets masked, in <c>--name=value</c> and in <c>--name value</c>.</summary>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var masked = new string[arguments.Count];
        var flag = "";
        for (var i = 0; i < masked.Length; i++)
        {
            var argument = arguments[i];
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var isFlag = argument.StartsWith('-');
            masked[i] = isFlag
                ? equals < 0 ? argument : argument[..(equals + 1)] + Value(argument[..equals], argument[(equals + 1)..])
                : Value(flag, argument);
            flag = isFlag && equals < 0 ? argument : "";
        }

        return masked;
    }

    [GeneratedRegex("pass(word|wd|phrase)?|pwd|secret|token|credential|private|api[-_]?key|access[-_]?key|signing|auth(?!or)|cookie|session|connection[-_]?string|dsn|(^|[-_])(key|sas|pin)([-_]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    // scheme://user:password@host, of which the password goes; a bare user is no secret.
    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Userinfo();
}

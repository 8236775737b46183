using System.Text;

namespace Mixer.CommandLine;

/// <summary>Flags as environment variables: <c>--configStoreURL</c> of <c>mixs</c> is <c>MIXS_CONFIG_STORE_URL</c>.</summary>
public static class EnvironmentFlags
{
    /// <summary>The variable of a flag.</summary>
    public static string NameOf(string program, string flag)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(flag);
        var name = new StringBuilder(program.ToUpperInvariant()).Append('_');
        for (var i = 0; i < flag.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(flag[i]) && !char.IsAsciiLetterUpper(flag[i - 1]) && flag[i - 1] is not ('_' or '-'))
            {
                name.Append('_');
            }

            name.Append(flag[i] == '-' ? '_' : char.ToUpperInvariant(flag[i]));
        }

        return name.ToString();
    }

    /// <summary>The values that the environment has for flags of <paramref name="flags"/>; empty variables count as absent.</summary>
    public static IEnumerable<FlagValue> Read(string program, FlagSet flags, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(flags);
        ArgumentNullException.ThrowIfNull(environment);
        foreach (var flag in flags.All)
        {
            var variable = NameOf(program, flag.Name);
            if (environment(variable) is { Length: > 0 } text)
            {
                yield return new FlagValue(flag.Name, text, "environment variable " + variable);
            }
        }
    }
}

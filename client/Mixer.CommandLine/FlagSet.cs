using System.Globalization;
using Mixer.Sdk.Values;

namespace Mixer.CommandLine;

/// <summary>
/// The flags of a command and their parsing: <c>--name=value</c>, <c>--name value</c>, <c>-nvalue</c>, <c>-n value</c>, switches bare or with
/// <c>=false</c>, <c>--</c> ends the flags (spec 07 section 1). Not thread-safe.
/// </summary>
public sealed class FlagSet
{
    private readonly List<Flag> _flags = [];

    /// <summary>All flags, in the order in which they were added.</summary>
    public IReadOnlyList<Flag> All => _flags;

    /// <summary>Adds a flag and returns it.</summary>
    public TFlag Add<TFlag>(TFlag flag)
        where TFlag : Flag
    {
        _flags.Add(flag);
        return flag;
    }

    /// <summary>A text.</summary>
    public Flag<string> String(string name, string initial, string usage, char shorthand = '\0') =>
        Add(new Flag<string>(initial, Text) { Name = name, Shorthand = shorthand, Usage = usage, TypeName = "string", DefaultText = initial.Length == 0 ? "" : GoText.Quote(initial) });

    /// <summary>A switch.</summary>
    public Flag<bool> Bool(string name, bool initial, string usage, char shorthand = '\0') =>
        Add(new Flag<bool>(initial, GoText.ParseBool) { Name = name, Shorthand = shorthand, Usage = usage, TypeName = "", ValueWhenBare = "true", DefaultText = initial ? "true" : "" });

    /// <summary>An integer in [<paramref name="minimum"/>, <paramref name="maximum"/>].</summary>
    public Flag<long> Integer(string name, string type, long initial, long minimum, long maximum, string usage, char shorthand = '\0') =>
        Add(new Flag<long>(initial, (text, out value) => GoText.ParseInteger(text, minimum, maximum, out value))
        {
            Name = name,
            Shorthand = shorthand,
            Usage = usage,
            TypeName = type,
            DefaultText = initial == 0 ? "" : initial.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>A floating point number.</summary>
    public Flag<double> Double(string name, double initial, string usage) =>
        Add(new Flag<double>(initial, GoText.ParseDouble)
        {
            Name = name,
            Usage = usage,
            TypeName = "float",
            DefaultText = initial == 0 ? "" : initial.ToString("R", CultureInfo.InvariantCulture),
        });

    /// <summary>A span of time such as <c>1m30s</c>.</summary>
    public Flag<Duration> Duration(string name, Duration initial, string usage) =>
        Add(new Flag<Duration>(initial, GoText.ParseDuration) { Name = name, Usage = usage, TypeName = "duration", DefaultText = initial.Nanoseconds == 0 ? "" : initial.ToString() });

    /// <summary>One of some words.</summary>
    public Flag<T> Choice<T>(string name, string usage, string initial, IReadOnlyDictionary<string, T> words)
    {
        return Add(new Flag<T>(words[initial], Parse)
        {
            Name = name,
            Usage = usage,
            TypeName = "string",
            DefaultText = GoText.Quote(initial),
            Words = [.. words.Keys.Order(StringComparer.Ordinal)],
        });

        string? Parse(string text, out T value) =>
            words.TryGetValue(text, out value!) ? null : $"must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}";
    }

    /// <summary>
    /// Sets the flags that <paramref name="arguments"/> name. What is no flag goes to <paramref name="positional"/>; notices about deprecated
    /// flags go to <paramref name="notices"/>. Null, or what is wrong with the first bad argument.
    /// </summary>
    public string? Parse(IReadOnlyList<string> arguments, List<string> positional, List<string> notices)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                positional.AddRange(arguments.Skip(i + 1));
                return null;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                positional.Add(argument);
                continue;
            }

            var error = argument.StartsWith("--", StringComparison.Ordinal)
                ? ParseLong(argument[2..], arguments, ref i, notices)
                : ParseShort(argument[1..], arguments, ref i, notices);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>
    /// Sets the flags that are not set yet; of two values for one flag that takes one, the last wins. Null, or what is wrong with the first bad value.
    /// </summary>
    public string? SetMissing(IEnumerable<FlagValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var set = _flags.Where(flag => flag.IsSet).ToHashSet();
        foreach (var value in values)
        {
            if (_flags.Find(f => f.Name == value.Flag) is not { } flag)
            {
                return $"unknown flag: --{value.Flag} (from {value.Origin})";
            }

            if (!set.Contains(flag) && flag.TrySet(value.Text) is { } reason)
            {
                return $"invalid argument {GoText.Quote(value.Text)} for \"{flag.DisplayName}\" flag (from {value.Origin}): {reason}";
            }
        }

        return null;
    }

    private string? ParseLong(string text, IReadOnlyList<string> arguments, ref int i, List<string> notices)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        if (name.Length == 0 || name[0] == '-')
        {
            return "bad flag syntax: --" + text;
        }

        var flag = _flags.Find(f => f.Name == name);
        if (flag is null)
        {
            return "unknown flag: --" + name;
        }

        if (equals >= 0)
        {
            return Set(flag, text[(equals + 1)..], notices);
        }

        if (flag.ValueWhenBare is { } bare)
        {
            return Set(flag, bare, notices);
        }

        return i + 1 < arguments.Count ? Set(flag, arguments[++i], notices) : "flag needs an argument: --" + name;
    }

    private string? ParseShort(string text, IReadOnlyList<string> arguments, ref int i, List<string> notices)
    {
        for (var rest = text; rest.Length > 0; rest = rest[1..])
        {
            var flag = _flags.Find(f => f.Shorthand == rest[0]);
            if (flag is null)
            {
                return $"unknown shorthand flag: '{rest[0]}' in -{rest}";
            }

            if (rest.Length > 2 && rest[1] == '=')
            {
                return Set(flag, rest[2..], notices);
            }

            if (flag.ValueWhenBare is { } bare)
            {
                if (Set(flag, bare, notices) is { } error)
                {
                    return error;
                }

                continue;
            }

            if (rest.Length > 1)
            {
                return Set(flag, rest[1..], notices);
            }

            return i + 1 < arguments.Count ? Set(flag, arguments[++i], notices) : $"flag needs an argument: '{rest[0]}' in -{rest}";
        }

        return null;
    }

    private static string? Set(Flag flag, string value, List<string> notices)
    {
        if (flag.TrySet(value) is { } reason)
        {
            return $"invalid argument {GoText.Quote(value)} for \"{flag.DisplayName}\" flag: {reason}";
        }

        if (flag.Deprecated is { } instead)
        {
            notices.Add($"Flag --{flag.Name} has been deprecated, {instead}");
            if (flag.Shorthand != '\0')
            {
                notices.Add($"Flag shorthand -{flag.Shorthand} has been deprecated, {instead}");
            }
        }

        return null;
    }

    private static string? Text(string text, out string value)
    {
        value = text;
        return null;
    }
}

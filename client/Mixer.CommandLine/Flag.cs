namespace Mixer.CommandLine;

/// <summary>Reads a flag's text: the value, or the reason why it has none.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="text">What the user wrote.</param>
/// <param name="value">The value; meaningless when a reason is returned.</param>
/// <returns>Null, or why <paramref name="text"/> is no such value.</returns>
public delegate string? ValueParser<T>(string text, out T value);

/// <summary>One flag of a command: its names, its help, and how it takes a value. Not thread-safe.</summary>
public abstract class Flag
{
    /// <summary>The name after the two dashes.</summary>
    public required string Name { get; init; }

    /// <summary>The letter after one dash; the zero character if there is none.</summary>
    public char Shorthand { get; init; }

    /// <summary>What the help says it does.</summary>
    public required string Usage { get; init; }

    /// <summary>The word for the value's type in the help; empty for a switch.</summary>
    public required string TypeName { get; init; }

    /// <summary>The default as the help shows it; empty to show none.</summary>
    public string DefaultText { get; init; } = "";

    /// <summary>The value that the flag takes when it is written without one; null if it needs one.</summary>
    public string? ValueWhenBare { get; init; }

    /// <summary>Hidden from the help.</summary>
    public bool Hidden { get; init; }

    /// <summary>What to use instead, if using the flag is to be answered by a notice; otherwise null.</summary>
    public string? Deprecated { get; init; }

    /// <summary>The words that it takes, if only these; for completion.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>True once the command line has set it.</summary>
    public bool IsSet { get; private protected set; }

    /// <summary>The names as messages show them, for example <c>-p, --port</c>.</summary>
    public string DisplayName => Shorthand == '\0' ? "--" + Name : $"-{Shorthand}, --{Name}";

    /// <summary>Takes <paramref name="text"/>; null, or why it cannot be taken.</summary>
    public abstract string? TrySet(string text);
}

/// <summary>A flag with a value of one type; the last one on the command line wins.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="initial">The value unless set.</param>
/// <param name="parser">Reads the text.</param>
public sealed class Flag<T>(T initial, ValueParser<T> parser) : Flag
{
    /// <summary>The value of the command line, or the default.</summary>
    public T Value { get; private set; } = initial;

    /// <inheritdoc/>
    public override string? TrySet(string text)
    {
        if (parser(text, out var value) is { } reason)
        {
            return reason;
        }

        Value = value;
        IsSet = true;
        return null;
    }
}

/// <summary>A flag that may be written several times: the first use replaces the default, later ones add.</summary>
/// <param name="initial">The values unless set.</param>
public sealed class ListFlag(params string[] initial) : Flag
{
    private List<string> _values = [.. initial];

    /// <summary>The values, in order.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public override string? TrySet(string text)
    {
        if (!IsSet)
        {
            _values = [];
            IsSet = true;
        }

        _values.AddRange(text.Split(','));
        return null;
    }
}

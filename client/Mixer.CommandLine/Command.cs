namespace Mixer.CommandLine;

/// <summary>One command of a program, or a group of commands. Immutable once built.</summary>
/// <param name="name">The word on the command line; of the root, the program's name.</param>
/// <param name="summary">One sentence for the help.</param>
public sealed class Command(string name, string summary)
{
    /// <summary>The word on the command line; of the root, the program's name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for the help.</summary>
    public string Summary { get; } = summary;

    /// <summary>Its flags, apart from <c>--help</c>.</summary>
    public FlagSet Flags { get; } = new();

    /// <summary>The exit status for arguments that it cannot take.</summary>
    public int UsageStatus { get; init; } = CommandRunner.Failure;

    /// <summary>Its sub-commands.</summary>
    public IReadOnlyList<Command> Children { get; init; } = [];

    /// <summary>Left out of lists of commands.</summary>
    public bool Hidden { get; init; }

    /// <summary>How many words beside its flags it takes; more are refused.</summary>
    public int MaxArguments { get; init; }

    /// <summary>What the help calls these words, for example <c>DIR</c>.</summary>
    public string ArgumentsUsage { get; init; } = "";

    /// <summary>The words beside its flags, set before it runs.</summary>
    public IReadOnlyList<string> Arguments { get; internal set; } = [];

    /// <summary>
    /// Further values for its flags, asked for after the command line and the environment have been read, and weaker than both; null with the reason if they cannot be had.
    /// </summary>
    public Func<(IReadOnlyList<FlagValue>? Values, string? Error)>? Defaults { get; init; }

    /// <summary>What it does, after its flags are set: the exit status. Null for a group.</summary>
    public Func<Task<int>>? Run { get; init; }
}

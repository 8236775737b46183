using System.Reflection;

namespace Mixer.CommandLine;

/// <summary>What was built, from which revision (spec 07 section 10).</summary>
public static class BuildInfo
{
    private const string Unknown = "unknown";

    /// <summary>The product's version.</summary>
    public static string Version { get; } = Informational().Split('+')[0];

    /// <summary>The source revision, if the build knew it.</summary>
    public static string Revision { get; } = Informational().Split('+') is [_, var revision, ..] ? revision : Unknown;

    /// <summary>One line: user, host, hub, version, revision, status.</summary>
    public static string Short { get; } = $"{Unknown}@{Unknown}-{Unknown}-{Version}-{Revision}-{Unknown}";

    /// <summary>Six lines for people.</summary>
    public static string Long { get; } =
        $"Version: {Version}\nGitRevision: {Revision}\nUser: {Unknown}@{Unknown}\nHub: {Unknown}\nGolangVersion: .NET {Environment.Version}\nBuildStatus: {Unknown}\n";

    /// <summary>The command <c>version</c> that writes to <paramref name="output"/>.</summary>
    public static Command CreateCommand(TextWriter output)
    {
        Flag<bool>? brief = null;
        var command = new Command("version", "Prints out build version information")
        {
            Run = async () =>
            {
                await output.WriteLineAsync(brief!.Value ? Short : Long);
                return 0;
            },
        };
        brief = command.Flags.Bool("short", false, "Displays a short form of the version information", 's');
        return command;
    }

    private static string Informational() =>
        typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? Unknown;
}

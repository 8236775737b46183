namespace Mixer.CommandLine;

/// <summary>Finds the command that the arguments name, sets its flags, runs it, and says what is wrong otherwise (spec 07 section 1).</summary>
/// <param name="root">The program.</param>
/// <param name="output">Takes help.</param>
/// <param name="error">Takes complaints.</param>
/// <param name="environment">Gives environment variables, which stand in for flags that are not set; null for none.</param>
public sealed class CommandRunner(Command root, TextWriter output, TextWriter error, Func<string, string?>? environment = null)
{
    /// <summary>The exit status of every failure.</summary>
    public const int Failure = 255;

    /// <summary>Runs the command of <paramref name="arguments"/>; the exit status.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var command = root;
        var path = root.Name;
        var rest = arguments.ToList();
        if (rest is ["help", ..])
        {
            return Help(rest.Skip(1).Where(word => !word.StartsWith('-')));
        }

        while (command.Children.Count > 0 && rest.FindIndex(a => !a.StartsWith('-')) is >= 0 and var at)
        {
            var child = command.Children.FirstOrDefault(c => c.Name == rest[at]);
            if (child is null)
            {
                break;
            }

            command = child;
            path += " " + child.Name;
            rest.RemoveAt(at);
        }

        return await RunCommandAsync(command, path, rest);
    }

    private async Task<int> RunCommandAsync(Command command, string path, List<string> arguments)
    {
        var help = command.Flags.Bool("help", false, "help for " + command.Name, 'h');
        List<string> positional = [];
        List<string> notices = [];
        var problem = command.Flags.Parse(arguments, positional, notices) ?? (help.Value ? null : SetFromElsewhere(command));
        foreach (var notice in notices)
        {
            await error.WriteLineAsync(notice);
        }

        if (problem is not null)
        {
            return Usage(problem, command, path);
        }

        if (help.Value)
        {
            await output.WriteAsync(UsageText.Help(command, path, environment is null ? null : root.Name));
            return 0;
        }

        if (positional.Count > 0)
        {
            if (command == root)
            {
                await error.WriteLineAsync($"Error: unknown command {GoText.Quote(positional[0])} for {GoText.Quote(path)}");
                await error.WriteLineAsync($"Run '{path} --help' for usage.");
                return Failure;
            }

            if (command.Run is not null && positional.Count > command.MaxArguments)
            {
                return Usage($"'{positional[command.MaxArguments]}' is an invalid argument", command, path);
            }
        }

        command.Arguments = positional;

        if (command.Run is null)
        {
            await output.WriteAsync(UsageText.Help(command, path, null));
            return 0;
        }

        return await command.Run();
    }

    private int Help(IEnumerable<string> words)
    {
        var command = root;
        var path = root.Name;
        foreach (var word in words)
        {
            if (command.Children.FirstOrDefault(c => c.Name == word) is not { } child)
            {
                error.WriteLine($"Unknown help topic {GoText.Quote(word)}. Run '{path} help' for the commands.");
                return Failure;
            }

            command = child;
            path += " " + word;
        }

        command.Flags.Bool("help", false, "help for " + command.Name, 'h');
        output.Write(UsageText.Help(command, path, environment is null ? null : root.Name));
        return 0;
    }

    private string? SetFromElsewhere(Command command)
    {
        if (environment is not null && command.Flags.SetMissing(EnvironmentFlags.Read(root.Name, command.Flags, environment)) is { } bad)
        {
            return bad;
        }

        if (command.Defaults is null)
        {
            return null;
        }

        var (values, error) = command.Defaults();
        return values is null ? error : command.Flags.SetMissing(values);
    }

    private int Usage(string problem, Command command, string path)
    {
        error.WriteLine("Error: " + problem);
        error.Write(UsageText.Usage(command, path));
        error.WriteLine();
        return command.UsageStatus;
    }
}

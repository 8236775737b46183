namespace Mixer.CommandLine;

/// <summary>The command <c>completion</c>: prints a script that makes a shell complete the program's commands, flags and words.</summary>
public static class CompletionCommand
{
    /// <summary>The command; <paramref name="root"/> is asked for when it runs.</summary>
    public static Command Create(TextWriter output, Func<Command> root) =>
        new("completion", "Prints a script that completes commands and flags in a shell")
        {
            Children =
            [
                Printing("bash", output, () => CompletionScript.Bash(root())),
                Printing("zsh", output, () => CompletionScript.Zsh(root())),
            ],
        };

    private static Command Printing(string shell, TextWriter output, Func<string> script) =>
        new(shell, $"Completion for {shell}; put the script where {shell} reads it at its start")
        {
            Run = async () =>
            {
                await output.WriteAsync(script());
                return 0;
            },
        };
}

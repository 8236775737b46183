namespace Mixer.CommandLine;

/// <summary>The hidden command <c>collateral</c>: writes the program's documentation in several forms (spec 07 section 2).</summary>
public static class CollateralCommand
{
    /// <summary>The command; <paramref name="root"/> is asked for when it runs.</summary>
    public static Command Create(TextWriter error, Func<Command> root)
    {
        Func<Task<int>>? run = null;
        var command = new Command("collateral", "Generate collateral support files for this program") { Hidden = true, Run = () => run!() };
        var flags = command.Flags;
        var folder = flags.String("outputDir", ".", "Directory where to generate the collateral files", 'o');
        var all = flags.Bool("all", false, "Produce all supported collateral files");
        (Flag<bool> Wanted, Func<Command, IEnumerable<(string File, string Text)>> Write)[] forms =
        [
            (flags.Bool("markdown", false, "Produce markdown documentation files"), CollateralText.Markdown),
            (flags.Bool("man", false, "Produce man pages"), CollateralText.Man),
            (flags.Bool("bash", false, "Produce bash completion files"), tree => [(tree.Name + ".bash", CompletionScript.Bash(tree))]),
            (flags.Bool("yaml", false, "Produce YAML documentation files"), CollateralText.Yaml),
            (flags.Bool("html_fragment_with_front_matter", false, "Produce an HTML documentation file with front matter"), CollateralText.Html),
        ];
        run = async () =>
        {
            try
            {
                Directory.CreateDirectory(folder.Value);
                foreach (var (file, text) in forms.Where(form => form.Wanted.Value || all.Value).SelectMany(form => form.Write(root())))
                {
                    await File.WriteAllTextAsync(Path.Combine(folder.Value, file), text);
                }

                return 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"Unable to write to {folder.Value}: {e.Message}");
                return CommandRunner.Failure;
            }
        };
        return command;
    }
}

using Mixer.CommandLine;

namespace Mixer.Mixgen;

/// <summary><c>mixgen imports DIR</c>: writes the protos that templates and handler services import, for the protoc of any language.</summary>
internal static class ImportsCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        Command? command = null;
        command = new Command("imports", "Write the protos that templates and handler services import into a folder")
        {
            ArgumentsUsage = "DIR", MaxArguments = 1, Run = () => RunAsync(command!, output, error),
        };
        return command;
    }

    private static async Task<int> RunAsync(Command command, TextWriter output, TextWriter error)
    {
        if (command.Arguments is not [var folder])
        {
            return await MixgenCommand.FailAsync(error, "give the folder to write to: mixgen imports DIR");
        }

        try
        {
            foreach (var name in KnownImports.Names)
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, KnownImports.Find(name));
                await output.WriteLineAsync(name);
            }

            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await MixgenCommand.FailAsync(error, $"cannot write to '{folder}': {e.Message}");
        }
    }
}

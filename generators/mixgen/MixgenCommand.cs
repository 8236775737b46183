using Mixer.CommandLine;

namespace Mixer.Mixgen;

/// <summary>The program: what templates and adapters need outside .NET (spec 04 sections 5 and 9).</summary>
internal static class MixgenCommand
{
    /// <summary>The program for one command line, which its resources quote.</summary>
    public static Command Create(IReadOnlyList<string> arguments, TextWriter output, TextWriter error) =>
        new("mixgen", "Prints what a template or an adapter needs outside .NET")
        {
            Children = [TemplateCommand.Create(arguments, output, error), AdapterCommand.Create(arguments, output, error), ImportsCommand.Create(output, error)],
        };

    /// <summary>Writes a result to the file of <c>--output</c>, or to the console.</summary>
    public static async Task<int> DeliverAsync(string text, string file, TextWriter output, TextWriter error)
    {
        if (file.Length == 0)
        {
            await output.WriteAsync(text);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(file, text);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(error, $"cannot write to output file '{file}': {e.Message}");
        }
    }

    /// <summary>Complains; the exit status.</summary>
    public static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync("Error: " + message);
        return CommandRunner.Failure;
    }
}

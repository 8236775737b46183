using Mixer.CommandLine;

namespace Mixer.Client.Tests;

/// <summary>Runs the client in process.</summary>
internal sealed record MixcRun(int ExitCode, string Output, string Error)
{
    public static async Task<MixcRun> Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new CommandRunner(MixcCommand.Create(output, error), output, error).RunAsync(arguments);
        return new MixcRun(code, output.ToString(), error.ToString());
    }
}

using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The program: <c>mixc check</c>, <c>mixc report</c> and their companions.</summary>
internal static class MixcCommand
{
    public static Command Create(TextWriter output, TextWriter error) => Create(new ClientConsole(output, error, ErrorIsTerminal: false, TimeProvider.System));

    public static Command Create(ClientConsole console)
    {
        Command? root = null;
        root = new Command("mixc", "Utility to trigger direct calls to Mixer's API.")
        {
            Children =
            [
                CheckCommand.Create(console),
                ReportCommand.Create(console),
                CollateralCommand.Create(console.Error, () => root!),
                CompletionCommand.Create(console.Output, () => root!),
                BuildInfo.CreateCommand(console.Output),
            ],
        };
        return root;
    }
}

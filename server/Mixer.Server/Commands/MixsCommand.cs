using Mixer.CommandLine;

namespace Mixer.Server.Commands;

/// <summary>The program: <c>mixs server</c> and its companions.</summary>
internal static class MixsCommand
{
    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory)
    {
        Command? root = null;
        root = new Command("mixs", "Mixer is Istio's abstraction on top of infrastructure backends.")
        {
            Children =
            [
                ServerCommand.Create(output, error, inventory),
                ExplainCommand.Create(output, error, inventory),
                ProbeCommand.Create(output, error, TimeProvider.System),
                CrdCommand.Create(output, inventory),
                ValidateCommand.Create(output, error, inventory),
                ConfigCommand.Create(output, error),
                DescribeCommand.Create(output, error, inventory),
                CollateralCommand.Create(error, () => root!),
                CompletionCommand.Create(output, () => root!),
                BuildInfo.CreateCommand(output),
            ],
        };
        return root;
    }
}

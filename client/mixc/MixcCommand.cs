using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The program: <c>mixc check</c>, <c>mixc report</c>, <c>mixc version</c>.</summary>
internal static class MixcCommand
{
    public static Command Create(TextWriter output, TextWriter error) =>
        new("mixc", "Utility to trigger direct calls to Mixer's API.")
        {
            Children = [CheckCommand.Create(output, error), ReportCommand.Create(output, error), BuildInfo.CreateCommand(output)],
        };
}

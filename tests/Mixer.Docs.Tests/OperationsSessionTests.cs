using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The operator's guide's commands that need no running server, as the page shows them.</summary>
public sealed partial class OperationsSessionTests
{
    [Fact]
    public async Task Sessions_TypedAsShown_PrintWhatThePageShows()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var sessions = Session().Matches(await File.ReadAllTextAsync(Path.Combine(MarkdownTests.Root, "docs", "operations.md"), deadline.Token));
        Assert.NotEmpty(sessions);
        var program = Path.Combine(MarkdownTests.Root, "server/Mixer.Server", "bin", MarkdownTests.Configuration, "net10.0", "mixs.dll");
        foreach (Match session in sessions)
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", $"\"{program}\" {session.Groups["arguments"].Value}")
            {
                RedirectStandardOutput = true,
                WorkingDirectory = MarkdownTests.Root,
            })!;

            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);

            await process.WaitForExitAsync(deadline.Token);
            Assert.Equal(session.Groups["output"].Value, output.TrimEnd('\n').Replace(MarkdownTests.Root.TrimEnd('/') + "/", "", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"```console\n\$ \./mixs (?<arguments>[^\n]*)\n(?<output>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Session();
}

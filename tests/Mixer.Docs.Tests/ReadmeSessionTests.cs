using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The README's session, typed against the real programs: each command prints exactly what the page shows.</summary>
public sealed partial class ReadmeSessionTests
{
    [Fact]
    public async Task Session_TypedAsShown_PrintsWhatThePageShows()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int[] ports = [FreePort(), FreePort(), FreePort()];
        var config = Path.Combine(MarkdownTests.Root, "samples", "config");
        using var server = Start("server/Mixer.Server", "mixs", $"server --configStoreURL=fs://{config} --port {ports[0]} --monitoringPort {ports[1]} --ctrlz_port {ports[2]}");
        try
        {
            await UntilReadyAsync(server, ports[1], deadline.Token);
            var page = await File.ReadAllTextAsync(Path.Combine(MarkdownTests.Root, "README.md"), deadline.Token);
            var sessions = Session().Matches(page);
            Assert.Equal(2, sessions.Count);
            foreach (Match session in sessions)
            {
                using var client = Start("client/mixc", "mixc", session.Groups["arguments"].Value + $" -m 127.0.0.1:{ports[0]}");
                var output = await client.StandardOutput.ReadToEndAsync(deadline.Token);
                await client.WaitForExitAsync(deadline.Token);
                Assert.Equal(session.Groups["output"].Value, output.TrimEnd('\n'));
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task UntilReadyAsync(Process server, int monitoringPort, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        while (true)
        {
            Assert.False(server.HasExited, "the server ended at once");
            try
            {
                if ((await http.GetAsync(new Uri($"http://127.0.0.1:{monitoringPort}/readyz"), cancellation)).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet: ask again until the deadline.
            }

            await Task.Delay(50, cancellation);
        }
    }

    private static Process Start(string project, string program, string arguments)
    {
        var path = Path.Combine(MarkdownTests.Root, project, "bin", MarkdownTests.Configuration, "net10.0", program + ".dll");
        return Process.Start(new ProcessStartInfo("dotnet", $"\"{path}\" {arguments}") { RedirectStandardOutput = true })!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"```console\n\$ \./mixc (?<arguments>[^\n]*)\n(?<output>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Session();
}

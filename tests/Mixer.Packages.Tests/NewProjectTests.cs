using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Mixer.CommandLine;

namespace Mixer.Packages.Tests;

/// <summary>What somebody sees who starts from the packages alone.</summary>
public sealed partial class NewProjectTests(NewProject project) : IClassFixture<NewProject>
{
    [Fact]
    public void Build_AsCreated_HasNothingToSay()
    {
        Assert.Contains("    0 Warning(s)", project.FirstBuild, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(project.Folder, "obj", "Debug", "net10.0", "mixer-config.checked")), "the configuration was not checked");
    }

    [Fact]
    public async Task Test_AsCreated_Passes()
    {
        var output = await project.Shell.SucceedAsync(project.Folder, "test", "Acme.Pager.Tests", "-nologo");
        Assert.Matches(@"Failed:\s+0, Passed:\s+1[0-9], Skipped:\s+0", output);
    }

    [Fact]
    public async Task Run_AsCreated_DeliversReportsToTheAdapter()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        int[] ports = [FreePort(), FreePort(), FreePort()];
        using var server = project.Shell.Start(
            project.Folder, "run", "--no-build", "--", "--port", Text(ports[0]), "--monitoringPort", Text(ports[1]), "--ctrlz_port", Text(ports[2]));
        try
        {
            await UntilReadyAsync(server, ports[1], deadline.Token);
            using var output = new StringWriter();
            var root = Mixer.Client.MixcCommand.Create(output, output);
            string[] report = ["report", "-m", "127.0.0.1:" + Text(ports[0]), "-s", "source.name=client", "-i", "response.code=500"];
            Assert.Equal(0, await new CommandRunner(root, output, output).RunAsync(report));
            Assert.Contains("Report RPC returned OK", output.ToString(), StringComparison.Ordinal);
            Assert.Contains("event: client (urgency 500)", await LineWithAsync(server, "event:", deadline.Token), StringComparison.Ordinal);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Build_BuilderMethodLeftOut_IsOneDiagnosticAtTheClass()
    {
        var found = await project.BuildWithAsync("PagerAdapter.cs", text => SetTypes().Replace(text, "").Replace(", IPagerEventHandlerBuilder", "", StringComparison.Ordinal));
        Assert.Matches(@"PagerAdapter\.cs\(\d+,\d+\): error MIX2005: ", Assert.Single(found));
    }

    [Fact]
    public async Task Build_ConfigurationMisspelt_IsOneDiagnosticAtItsLine()
    {
        var found = await project.BuildWithAsync(Path.Combine("config", "pager.yaml"), text => text.Replace("  prefix:", "  prefx:", StringComparison.Ordinal));
        Assert.Matches(@"pager\.yaml\(8,3\): error MIX4001: .*'prefix'", Assert.Single(found));
    }

    private static async Task<string> LineWithAsync(Process server, string text, CancellationToken cancellation)
    {
        // The log goes to one of the two, as configured.
        var readers = new[] { server.StandardOutput, server.StandardError }.Select(stream => FindAsync(stream, text, cancellation)).ToList();
        while (readers.Count > 0)
        {
            var first = await Task.WhenAny(readers);
            readers.Remove(first);
            if (await first is { } line)
            {
                return line;
            }
        }

        return "";
    }

    private static async Task<string?> FindAsync(StreamReader stream, string text, CancellationToken cancellation)
    {
        while (await stream.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"    /// <summary>The inferred type of each.*?\n    public void SetPagerEventTypes[^\n]*\n", RegexOptions.Singleline)]
    private static partial Regex SetTypes();
}

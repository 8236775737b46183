using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Mixer.Client;
using Mixer.CommandLine;

namespace Mixer.Native.Tests;

/// <summary>A server of one form, with everything switched on.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly int[] _ports;
    private readonly HttpClient _http = new();

    private Server(Process process, int[] ports)
    {
        (_process, _ports) = (process, ports);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static async Task<Server> StartAsync(bool native, string config)
    {
        int[] ports = [FreePort(), FreePort(), FreePort()];
        var process = Programs.Start(
            native, "server", "--configStoreURL=fs://" + config, "--port", Text(ports[0]), "--monitoringPort", Text(ports[1]), "--ctrlz_port", Text(ports[2]),
            "--trace_log_spans", "--profileDumps");
        var server = new Server(process, ports);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await server.IsReadyAsync(deadline.Token))
        {
            Assert.False(process.HasExited, server.Output);
            await Task.Delay(20, deadline.Token);
        }

        return server;
    }

    /// <summary>Calls it with <c>mixc</c>: what that prints.</summary>
    public async Task<string> CallAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        await new CommandRunner(MixcCommand.Create(output, output), output, output).RunAsync([.. arguments, "-m", "127.0.0.1:" + Text(_ports[0])]);
        return output.ToString();
    }

    public Task<HttpResponseMessage> MonitoringAsync(string path) => _http.GetAsync(new Uri($"http://127.0.0.1:{_ports[1]}{path}"));

    public Task<HttpResponseMessage> ConsoleAsync(HttpMethod method, string path, string body = "") =>
        _http.SendAsync(new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{_ports[2]}{path}"))
        {
            Content = method == HttpMethod.Get ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        });

    /// <summary>Asks it to end, as an orchestrator does; the exit status.</summary>
    public async Task<int> EndAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Text(_process.Id)]);
        await kill.WaitForExitAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"http://127.0.0.1:{_ports[1]}/readyz"), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

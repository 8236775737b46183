using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mixer.Functional.Tests;

/// <summary>The program <c>mixs server</c> as a process of its own, on free ports of the loopback.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ServerProcess(Process process, int port, int monitoringPort, string output)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        (Port, MonitoringPort, Output) = (port, monitoringPort, output);
    }

    public int Port { get; }

    public int MonitoringPort { get; }

    /// <summary>What it has printed up to its last line of the start.</summary>
    public string Output { get; }

    public int Id => _process.Id;

    /// <summary>Starts the program and waits until it says that it serves.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        int[] ports = [FreePort(), FreePort()];

        // Whoever runs the tests in the background hands down that SIGINT is ignored; a server that somebody starts does not ignore it.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "mixs.dll"), "server", "--port", $"{ports[0]}", "--monitoringPort", $"{ports[1]}", "--ctrlz_port", "0",
            "--configStoreURL", "fs:///nonexistent/mixer", .. arguments,
        ];
        foreach (var argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var output = "";
        while (!output.Contains("Starting gRPC server on port ", StringComparison.Ordinal))
        {
            output += await process.StandardOutput.ReadLineAsync() is { } line ? line + "\n" : throw new InvalidOperationException("the server ended: " + output);
        }

        return new ServerProcess(process, ports[0], ports[1], output);
    }

    /// <summary>Sends a signal by its name, for example <c>TERM</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end: the exit status and everything written to the standard error.</summary>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return (_process.ExitCode, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

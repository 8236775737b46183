using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Mixer.Adapters.Telemetry.Tests.Peers;

/// <summary>A receiver that runs beside the test, in a folder of its own; killed with the test.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private PeerProcess(string folder, Process process)
    {
        Folder = folder;
        _process = process;
    }

    public string Folder { get; }

    public static string NewFolder() => Directory.CreateTempSubdirectory("mixer-peer").FullName;

    /// <summary>A port of this machine that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static PeerProcess Start(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        var peer = new PeerProcess(folder, new Process { StartInfo = start });
        peer._process.OutputDataReceived += (_, line) => peer._lines.Writer.TryWrite(line.Data ?? "");
        peer._process.ErrorDataReceived += (_, line) => peer._lines.Writer.TryWrite(line.Data ?? "");
        peer._process.Start();
        peer._process.BeginOutputReadLine();
        peer._process.BeginErrorReadLine();
        return peer;
    }

    /// <summary>The next line of its output that contains <paramref name="text"/>.</summary>
    public async Task<string> WaitFor(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(limit.Token);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

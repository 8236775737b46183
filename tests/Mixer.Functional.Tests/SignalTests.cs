using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mixer.Functional.Tests;

/// <summary>The end of the real process by signals (spec 07 section 16, case 17).</summary>
public sealed partial class SignalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-signals-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_Output_IsOptionsVersionAndPortInThisOrder()
    {
        await using var server = await ServerProcess.StartAsync("-v", "2");

        Assert.Matches(@"^Mixer started with\nMaxMessageSize: 1048576\n(.*\n)*\nIstio Mixer: \S+\nStarting gRPC server on port \d+\n$", server.Output);
        await server.SignalAsync("TERM");
        Assert.StartsWith("Flag --v has been deprecated, please use --log_output_level instead\n", (await server.EndAsync()).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_First_EndsInOrderAndRemovesTheProbes(string signal)
    {
        string[] files = [Path.Combine(_folder.FullName, "live"), Path.Combine(_folder.FullName, "ready")];
        await using var server = await ServerProcess.StartAsync(
            "--configStoreURL", "fs://" + _folder.CreateSubdirectory("config").FullName, "--livenessProbePath", files[0], "--livenessProbeInterval", "100ms", "--readinessProbePath", files[1], "--readinessProbeInterval", "100ms");
        await UntilAsync(() => files.All(File.Exists));

        await server.SignalAsync(signal);
        var (code, error) = await server.EndAsync();

        Assert.Equal(0, code);
        Assert.All(files, file => Assert.False(File.Exists(file)));
        Assert.Contains("Closing: the API has ended", error, StringComparison.Ordinal);
    }

    [H2LoadFact]
    public async Task Signal_DuringLoad_LosesNoCallThatWasAnswered()
    {
        await using var server = await ServerProcess.StartAsync();
        var frame = Path.Combine(_folder.FullName, "frame");
        await File.WriteAllBytesAsync(frame, new byte[5]);
        var start = new ProcessStartInfo(H2LoadFactAttribute.Program) { RedirectStandardOutput = true };
        string[] arguments =
        [
            "-n", "10000000", "-c", "4", "-m", "16", "-d", frame, "-H", "content-type: application/grpc", "-H", "te: trailers",
            $"http://127.0.0.1:{server.Port}/istio.mixer.v1.Mixer/Check",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var load = Process.Start(start)!;
        var report = load.StandardOutput.ReadToEndAsync();
        await UntilAnsweredAsync(server, 2000);
        await server.SignalAsync("TERM");
        var (code, error) = await server.EndAsync();
        var text = await report;

        var answered = long.Parse(Answered().Match(error).Groups[1].Value, CultureInfo.InvariantCulture);
        var succeeded = long.Parse(Succeeded().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(0, code);
        Assert.True(answered >= 2000, text);
        Assert.Equal((answered, $"status codes: {answered} 2xx, 0 3xx, 0 4xx, 0 5xx"), (succeeded, Statuses().Match(text).Value));
    }

    [Fact]
    public async Task Signal_DuringCallsOfDotNetClients_OnlyNewConnectionsAreRefused()
    {
        await using var server = await ServerProcess.StartAsync();
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress($"http://127.0.0.1:{server.Port}");
        var client = new Api.V1.Mixer.MixerClient(channel);
        var answered = 0;
        var callers = Enumerable.Range(0, 16).Select(_ => Task.Run(CallUntilRefusedAsync)).ToList();
        await UntilAsync(() => Volatile.Read(ref answered) > 500);

        await server.SignalAsync("TERM");
        var failures = await Task.WhenAll(callers);

        Assert.Equal(0, (await server.EndAsync()).ExitCode);
        Assert.All(failures, failure => Assert.Equal("Connection refused", failure));

        async Task<string> CallUntilRefusedAsync()
        {
            while (true)
            {
                try
                {
                    await client.CheckAsync(new Api.V1.CheckRequest());
                    Interlocked.Increment(ref answered);
                }
                catch (Grpc.Core.RpcException e)
                {
                    return (e.Status.DebugException?.GetBaseException() as System.Net.Sockets.SocketException)?.SocketErrorCode == System.Net.Sockets.SocketError.ConnectionRefused
                        ? "Connection refused"
                        : e.ToString();
                }
            }
        }
    }

    [Fact]
    public async Task Signal_Second_EndsAtOnce()
    {
        await using var server = await ServerProcess.StartAsync("--shutdownTimeout", "1h");
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress($"http://127.0.0.1:{server.Port}");

        // A call whose request never ends holds up the end of the API.
        var method = new Grpc.Core.Method<byte[], byte[]>(
            Grpc.Core.MethodType.DuplexStreaming, "istio.mixer.v1.Mixer", "Check", Grpc.Core.Marshallers.Create(b => b, b => b), Grpc.Core.Marshallers.Create(b => b, b => b));
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new Grpc.Core.CallOptions());
        await call.RequestStream.WriteAsync([]);
        await new Api.V1.Mixer.MixerClient(channel).CheckAsync(new Api.V1.CheckRequest());
        await server.SignalAsync("TERM");
        await UntilNotReadyAsync(server);

        await server.SignalAsync("TERM");
        var (code, error) = await server.EndAsync();

        Assert.Equal(128 + 15, code);
        Assert.EndsWith("Ended at once by a second signal; running calls are cut off.\n", error, StringComparison.Ordinal);
    }

    private static async Task UntilAnsweredAsync(ServerProcess server, long calls)
    {
        using var http = new HttpClient();
        while (true)
        {
            var metrics = await http.GetStringAsync(new Uri($"http://127.0.0.1:{server.MonitoringPort}/metrics"));
            if (Handled().Match(metrics) is { Success: true } match && long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= calls)
            {
                return;
            }
        }
    }

    private static async Task UntilNotReadyAsync(ServerProcess server)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var http = new HttpClient();
        while ((await http.GetAsync(new Uri($"http://127.0.0.1:{server.MonitoringPort}/readyz"), deadline.Token)).IsSuccessStatusCode)
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }

    [GeneratedRegex(@"grpc_server_handled_total\{[^}]*grpc_method=""Check""[^}]*\} (\d+)")]
    private static partial Regex Handled();

    [GeneratedRegex(@"(\d+) calls were answered since the start")]
    private static partial Regex Answered();

    [GeneratedRegex(@"(\d+) succeeded")]
    private static partial Regex Succeeded();

    [GeneratedRegex(@"status codes: .*")]
    private static partial Regex Statuses();
}

using System.Net;
using System.Net.Sockets;
using Mixer.Runtime.Pools;
using Mixer.Server;
using Mixer.Server.Logging;

namespace Mixer.Functional.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public async Task Start_PortInUse_SaysSoAndLeavesNothingOpen()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (server, error) = await StartAsync(options => options with { Address = $"127.0.0.1:{port}" });

        Assert.Null(server);
        Assert.Equal($"unable to listen: listen tcp 127.0.0.1:{port}: bind: address already in use", error);
    }

    [Theory]
    [InlineData("bogus://x", "unable to listen: listen bogus: unknown network bogus")]
    [InlineData("nope", "unable to listen: listen tcp: address nope: missing port in address")]
    public async Task Start_AddressMalformed_SaysSo(string address, string expected) =>
        Assert.Equal(expected, (await StartAsync(options => options with { Address = address })).Error);

    [Theory]
    [InlineData("foo:debug", "unknown scope 'foo' specified")]
    [InlineData("a:b:c", "invalid output level format 'a:b:c'")]
    [InlineData("nope", "invalid output level 'nope'")]
    public async Task Start_LogLevelMalformed_SaysSo(string level, string expected) =>
        Assert.Equal(expected, (await StartAsync(options => options with { Logging = new LogOptions { OutputLevel = level } })).Error);

    [Fact]
    public async Task Start_PoolSizeOrCacheSizeImpossible_SaysSo()
    {
        Assert.Equal(
            "api worker pool size must be >= 0 and <= 2^31-1, got pool size 0", (await StartAsync(options => options with { ApiPool = new PoolOptions { Size = 0 } })).Error);
        Assert.Equal(
            "adapter worker pool size must be >= 0 and <= 2^31-1, got pool size -1", (await StartAsync(options => options with { AdapterPool = new PoolOptions { Size = -1 } })).Error);
        Assert.Equal("# check cache entries must be >= 0 and <= 2^31-1, got -1", (await StartAsync(options => options with { CheckCacheEntries = -1 })).Error);
    }

    [Fact]
    public async Task Start_StoreUrlUnknown_SaysSo() =>
        Assert.StartsWith(
            "unable to connect to the configuration server: unknown config URL bogus",
            (await StartAsync(options => options with { ConfigStoreUrl = "bogus" })).Error,
            StringComparison.Ordinal);

    [Fact]
    public async Task Start_FolderMissing_AnswersOkWithDefaults()
    {
        var (server, _) = await StartAsync(options => options with { ConfigStoreUrl = "fs:///nonexistent/mixer" });

        Assert.NotNull(server);
        await using (server)
        {
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);

            var precondition = (await new Api.V1.Mixer.MixerClient(channel).CheckAsync(new Api.V1.CheckRequest())).Precondition;

            Assert.Equal((0, 60L, 10000), (precondition.Status.Code, precondition.ValidDuration.Seconds, precondition.ValidUseCount));
        }
    }

    [Fact]
    public async Task Start_SamplingRateImpossibleButNoTraces_Starts()
    {
        var (server, error) = await StartAsync(options => options with { Tracing = new Mixer.Tracing.TracingOptions { SamplingRate = 2 } });

        Assert.Null(error);
        await server!.DisposeAsync();
    }

    [Fact]
    public async Task UnixSocket_StaleFile_IsReplacedAndServes()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-socket-");
        var path = Path.Combine(folder.FullName, "x.sock");
        await File.WriteAllTextAsync(path, "");
        var (server, error) = await StartAsync(options => options with { Address = "unix://" + path });
        Assert.Null(error);
        await using (server!)
        {
            using var output = new StringWriter();
            var root = Mixer.Client.MixcCommand.Create(output, output);

            await new CommandLine.CommandRunner(root, output, output).RunAsync(["check", "-m", "unix://" + path]);

            Assert.StartsWith("Check RPC completed successfully. Check status was OK", output.ToString(), StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Monitoring_Pages_AnswerAsTheReference()
    {
        await using var running = await RunningServer.StartAsync("");
        using var http = new HttpClient();

        Assert.Equal(CommandLine.BuildInfo.Short, await running.GetAsync("/version"));
        Assert.Equal("ok", await running.GetAsync("/healthz"));
        Assert.Equal("ok", await running.GetAsync("/readyz"));
        Assert.Contains("mixer_config_rule_config_count{configID=\"1\"} 0\n", await running.GetAsync("/metrics"), StringComparison.Ordinal);
        using var missing = await http.GetAsync(new Uri(running.MonitoringUrl + "/debug"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task Ready_StrictAndAMistakeAtStart_IsNotReadyAndSaysWhy()
    {
        await using var running = await RunningServer.StartAsync(
            "kind: rule\nmetadata: {name: typo, namespace: istio-system}\nspec: {match: 'no.such'}\n", options => options with { ConfigPolicy = Config.ConfigPolicy.Strict });
        using var http = new HttpClient();

        using var ready = await http.GetAsync(new Uri(running.MonitoringUrl + "/readyz"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var text = await ready.Content.ReadAsStringAsync();
        Assert.Contains("dispatcher: no configuration has been accepted: ", text, StringComparison.Ordinal);
        Assert.Contains("unknown attribute no.such", text, StringComparison.Ordinal);
        Assert.Equal("ok", await running.GetAsync("/healthz"));
    }

    [Fact]
    public async Task Dispose_Twice_IsNoError()
    {
        var (server, _) = await StartAsync(options => options);

        await server!.DisposeAsync();
        await server.DisposeAsync();
    }

    private static Task<(MixerServer? Server, string? Error)> StartAsync(Func<MixerServerOptions, MixerServerOptions> adjust) =>
        MixerServer.StartAsync(
            adjust(new MixerServerOptions
            {
                Address = "127.0.0.1:0",
                MonitoringPort = 0,
                ControlZPort = 0,
                ConfigStoreUrl = "fs:///nonexistent/mixer",
                Logging = new LogOptions { OutputLevel = "default:none" },
            }),
            TimeProvider.System,
            CancellationToken.None);
}

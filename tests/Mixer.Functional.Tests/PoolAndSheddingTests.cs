using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mixer.Api.V1;
using Mixer.Runtime.Pools;
using Mixer.Sdk.Values;
using Mixer.Server;
using Mixer.Server.Hosting;
using Mixer.Server.LoadShedding;

namespace Mixer.Functional.Tests;

/// <summary>What callers see of full pools and of load shedding (spec 07 sections 5, 15 and 16).</summary>
public sealed class PoolAndSheddingTests : IDisposable
{
    private readonly TestServer _servers = new();

    public void Dispose() => _servers.Dispose();

    [Fact]
    public async Task Check_PoolAndQueueFull_IsRefusedAsExhausted()
    {
        await using var server = await RunningServer.StartAsync(
            "", options => options with { ApiPool = new PoolOptions { Size = 1, QueueLength = 0, Overflow = PoolOverflow.Reject } });
        var pool = server.Server.Services.GetRequiredService<WorkerPool>();
        Assert.True(pool.TryEnter());

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.CheckAsync(new CheckRequest()));
        var report = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes() } }));
        pool.Exit(pool.Timestamp());

        Assert.Equal((StatusCode.ResourceExhausted, StatusCode.ResourceExhausted), (refused.StatusCode, report.StatusCode));
        Assert.Equal(0, (await server.Client.CheckAsync(new CheckRequest())).Precondition.Status.Code);
        var metrics = await server.GetAsync("/metrics");
        Assert.Contains("mixer_worker_pool_rejected_total{pool=\"api\"} 2\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_worker_pool_limit{pool=\"api\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_worker_pool_limit{pool=\"adapter\"} 1024\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FromTheCache_NeedsNoPlaceInThePool()
    {
        await using var server = await RunningServer.StartAsync(
            "", options => options with { ApiPool = new PoolOptions { Size = 1, QueueLength = 0, Overflow = PoolOverflow.Reject } });
        await server.Client.CheckAsync(new CheckRequest());
        Assert.True(server.Server.Services.GetRequiredService<WorkerPool>().TryEnter());

        Assert.Equal(0, (await server.Client.CheckAsync(new CheckRequest())).Precondition.Status.Code);
    }

    [Theory]
    [InlineData("Enforce", 2, new[] { "OK", "OK", "Unavailable", "Unavailable" })]
    [InlineData("LogOnly", 2, new[] { "OK", "OK", "OK", "OK" })]
    [InlineData("Enforce", 0, new[] { "Unavailable", "Unavailable", "Unavailable", "Unavailable" })]
    public async Task RateLimit_FourChecksAtOnce_AreShedByMode(string word, long burst, string[] expected)
    {
        var mode = Enum.Parse<LoadSheddingMode>(word);
        await using var server = await StartAsync(new LoadSheddingOptions { Mode = mode, MaxRequestsPerSecond = 1, BurstSize = burst }, new FakeTimeProvider());

        var outcomes = new List<string>();
        for (var call = 0; call < 4; call++)
        {
            outcomes.Add(await OutcomeAsync(server));
        }

        Assert.Equal(expected, outcomes);
        var line = mode == LoadSheddingMode.LogOnly ? "\tinfo\tloadshedding\tLogOnly - Throttled (RateLimit): '" : "\twarn\tloadshedding\tThrottled (RateLimit): '";
        await server.DisposeAsync();
        Assert.Contains(line + "Too many requests have been received by this server in the current time window (limit: 1.000000). Please retry request later.'\n", _servers.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latency_TooHighOnAverage_ShedsAfterAPause()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        await using var server = await StartAsync(
            new LoadSheddingOptions { Mode = LoadSheddingMode.Enforce, AverageLatencyThreshold = new Duration(Duration.Microsecond) }, time);

        var first = await OutcomeAsync(server);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(("OK", "Unavailable"), (first, await OutcomeAsync(server)));
    }

    private async Task<MixerServer> StartAsync(LoadSheddingOptions shedding, TimeProvider time)
    {
        var (server, error) = await _servers.CreateAsync(ServerHooks.Real, options => options with { LoadShedding = shedding }, time);
        Assert.Null(error);
        await server!.RunAsync(CancellationToken.None);
        return server;
    }

    private static async Task<string> OutcomeAsync(MixerServer server)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        try
        {
            await new Api.V1.Mixer.MixerClient(channel).CheckAsync(new CheckRequest());
            return "OK";
        }
        catch (RpcException e)
        {
            Assert.Equal("Server is currently overloaded. Please try again.", e.Status.Detail);
            return e.StatusCode.ToString();
        }
    }
}

using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Mixer.Api.V1;
using Mixer.Runtime.Pools;
using Mixer.Sdk.Values;
using Mixer.Server;
using Mixer.Server.Hosting;
using Mixer.Server.Probes;

namespace Mixer.Functional.Tests;

/// <summary>The end of a server: its order, its steps when they fail, and the calls that are under way.</summary>
public sealed class ShutdownTests : IDisposable
{
    private static readonly string[] Order =
        ["api", "controlz", "cache", "listener", "tracer", "monitoring", "api pool", "runtime", "store", "liveness probe", "readiness probe", "log"];

    private readonly TestServer _servers = new();

    public static TheoryData<string> Steps => [.. Order];

    public void Dispose() => _servers.Dispose();

    [Fact]
    public async Task Dispose_Running_EndsItsPartsInOrder()
    {
        var steps = new List<string>();
        var console = new Recorded(() => steps.Add("(console)"));
        var server = await RunAsync(ServerHooks.Real with { Closing = steps.Add, StartControlZ = (_, _) => Task.FromResult<IAsyncDisposable?>(console) });

        await server.DisposeAsync();

        Assert.Equal([Order[0], Order[1], "(console)", .. Order[2..]], steps);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Dispose_StepFails_TheOthersStillEnd(string failing)
    {
        var probe = Path.Combine(_servers.Folder, "live");
        var steps = new List<string>();
        var sockets = new List<System.Net.Sockets.Socket>();
        var server = await RunAsync(
            ServerHooks.Real with
            {
                Closing = step =>
                {
                    steps.Add(step);
                    _ = step == failing ? throw new InvalidOperationException("boom") : step;
                },
                Listen = address =>
                {
                    sockets.Add(address.Listen());
                    return sockets[^1];
                },
            },
            options => options with { Liveness = new ProbeOptions(probe, new Duration(20 * Duration.Millisecond)) });
        await UntilAsync(() => File.Exists(probe));
        var live = server.Services.GetRequiredService<HealthState>();

        await server.DisposeAsync();

        Assert.Equal(Order, steps);
        Assert.Contains($"Closing: the step '{failing}' failed: boom", _servers.Log, StringComparison.Ordinal);
        Assert.All(sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
        Assert.False(File.Exists(probe));
        Assert.Contains("server: shutting down", live.ReadinessFault(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_CallUnderWay_LetsItEnd()
    {
        var server = await RunAsync(ServerHooks.Real, options => options with { ApiPool = new PoolOptions { Size = 1 } });
        var pool = server.Services.GetRequiredService<WorkerPool>();
        Assert.True(pool.TryEnter());
        using var channel = GrpcChannel.ForAddress(server.Address);
        var call = new Api.V1.Mixer.MixerClient(channel).CheckAsync(new CheckRequest()).ResponseAsync;
        await UntilAsync(() => pool.Waiting == 1);

        var closing = server.DisposeAsync().AsTask();
        await UntilAsync(() => server.Services.GetRequiredService<HealthState>().Stopping.IsCancellationRequested);
        Assert.False(closing.IsCompleted);
        pool.Exit(pool.Timestamp());

        Assert.Equal(0, (await call).Precondition.Status.Code);
        await closing;
    }

    [Fact]
    public async Task Dispose_CallDoesNotEndInTime_IsCutOff()
    {
        var server = await RunAsync(
            ServerHooks.Real,
            options => options with { ApiPool = new PoolOptions { Size = 1 }, ShutdownTimeout = new Duration(Duration.Millisecond * 100) });
        var pool = server.Services.GetRequiredService<WorkerPool>();
        Assert.True(pool.TryEnter());
        using var channel = GrpcChannel.ForAddress(server.Address);
        var call = new Api.V1.Mixer.MixerClient(channel).CheckAsync(new CheckRequest()).ResponseAsync;
        await UntilAsync(() => pool.Waiting == 1);

        await server.DisposeAsync();

        await Assert.ThrowsAsync<RpcException>(() => call);
    }

    [Fact]
    public async Task Wait_BeforeRunAndAfterTheEnd_IsNotRunning()
    {
        var (server, _) = await _servers.CreateAsync(ServerHooks.Real);

        Assert.Equal("server not running", Assert.Throws<InvalidOperationException>(() => { _ = server!.WaitAsync(); }).Message);
        await server!.RunAsync(CancellationToken.None);
        var waiting = server.WaitAsync();
        Assert.False(waiting.IsCompleted);
        await server.DisposeAsync();
        await waiting;
        Assert.Equal("server not running", Assert.Throws<InvalidOperationException>(() => { _ = server.WaitAsync(); }).Message);
    }

    [Fact]
    public async Task Create_NotYetRunning_QueuesCallsAndIsNotReady()
    {
        var (server, _) = await _servers.CreateAsync(ServerHooks.Real);
        await using (server!)
        {
            using var channel = GrpcChannel.ForAddress(server!.Address);
            var call = new Api.V1.Mixer.MixerClient(channel).CheckAsync(new CheckRequest()).ResponseAsync;
            Assert.Equal("1 error occurred:\n\n* server: uninitialized", server.Services.GetRequiredService<HealthState>().ReadinessFault());
            Assert.False(call.IsCompleted);

            await server.RunAsync(CancellationToken.None);

            Assert.Equal(0, (await call).Precondition.Status.Code);
            Assert.Null(server.Services.GetRequiredService<HealthState>().ReadinessFault());
        }
    }

    [Fact]
    public async Task UnixSocket_AfterTheEnd_IsGone()
    {
        var path = Path.Combine(_servers.Folder, "x.sock");
        var server = await RunAsync(ServerHooks.Real, options => options with { Address = "unix://" + path });
        Assert.Equal("http://unix:" + path, server.Address);

        await server.DisposeAsync();

        Assert.False(File.Exists(path));
    }

    private async Task<MixerServer> RunAsync(ServerHooks hooks, Func<MixerServerOptions, MixerServerOptions>? adjust = null)
    {
        var (server, error) = await _servers.CreateAsync(hooks, adjust);
        Assert.Null(error);
        await server!.RunAsync(CancellationToken.None);
        return server;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Recorded(Action action) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            action();
            return default;
        }
    }
}

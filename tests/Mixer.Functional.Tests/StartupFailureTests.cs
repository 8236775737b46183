using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Mixer.Config.Stores;
using Mixer.Server.Hosting;
using Mixer.Tracing;

namespace Mixer.Functional.Tests;

/// <summary>Each step of the construction fails once (spec 07 section 4): no server, its text, and nothing of what came before stays open.</summary>
public sealed class StartupFailureTests : IDisposable
{
    private readonly TestServer _servers = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<string> _closed = [];
    private IConfigStore? _store;
    private bool _tracerDisposed;

    public void Dispose() => _servers.Dispose();

    [Theory]
    [InlineData("log", "boom", 0)]
    [InlineData("metrics", "unable to set up metrics: boom", 0)]
    [InlineData("tracing", "unable to setup tracing: boom", 0)]
    [InlineData("listen", "unable to listen: boom", 0)]
    [InlineData("runtime", "unable to create the runtime: boom", 1)]
    [InlineData("runtime listen", "unable to listen: boom", 1)]
    [InlineData("monitoring listen", "unable to setup monitoring: unable to listen on socket: boom", 1)]
    [InlineData("monitoring", "unable to setup monitoring: boom", 2)]
    public async Task Create_StepFails_SaysWhyAndClosesWhatIsOpen(string step, string expected, int sockets)
    {
        var (server, error) = await _servers.CreateAsync(Failing(step), options => options with { Tracing = new TracingOptions { LogSpans = true } });

        Assert.Null(server);
        Assert.Equal(expected, error);
        Assert.Equal(sockets, _sockets.Count);
        Assert.All(_sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
        Assert.Equal(step is "runtime listen" or "monitoring listen" or "monitoring", _store is not null);
        Assert.True(_store?.Changes.Completion.IsCompleted ?? true);
        Assert.Equal(step is not ("log" or "metrics" or "tracing"), _tracerDisposed);
        Assert.Equal(step == "log", _closed.Count == 0);
    }

    [Fact]
    public async Task Create_StaleSocketCannotBeRemoved_SaysWhy()
    {
        var path = Path.Combine(_servers.Folder, "x.sock");
        await File.WriteAllTextAsync(path, "");

        var (server, error) = await _servers.CreateAsync(
            ServerHooks.Real with { RemoveFile = _ => throw new IOException("boom") }, options => options with { Address = "unix://" + path });

        Assert.Null(server);
        Assert.Equal($"unable to remove unix://{path}: boom", error);
    }

    [Fact]
    public async Task Create_MonitoringPortInUse_SaysSoAndFreesTheApi()
    {
        using var taken = new TcpListener(System.Net.IPAddress.IPv6Any, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;

        var (_, error) = await _servers.CreateAsync(Failing("nothing"), options => options with { MonitoringPort = port });

        Assert.Equal($"unable to setup monitoring: unable to listen on socket: listen tcp :{port}: bind: address already in use", error);
        Assert.All(_sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
    }

    [Fact]
    public async Task Create_StoreAndUrl_AreNotBothTaken()
    {
        await using var store = ConfigStoreFactory.Create("fs:///nonexistent/mixer", TimeProvider.System, NullLogger.Instance);

        var (_, error) = await _servers.CreateAsync(ServerHooks.Real with { Store = store });

        Assert.Equal("invalid arguments: both ConfigStore and ConfigStoreURL are specified", error);
    }

    [Fact]
    public async Task Create_StoreGiven_IsUsedAndStaysItsOwners()
    {
        await using var store = ConfigStoreFactory.Create("fs:///nonexistent/mixer", TimeProvider.System, NullLogger.Instance);

        var (server, error) = await _servers.CreateAsync(ServerHooks.Real with { Store = store }, options => options with { ConfigStoreUrl = "" });
        Assert.Null(error);
        await server!.DisposeAsync();

        Assert.False(store.Changes.Completion.IsCompleted);
    }

    [Theory]
    [InlineData("", "invalid configuration: no configuration has been provided")]
    [InlineData("k8s:///nonexistent/kubeconfig", "stat /nonexistent/kubeconfig: no such file or directory")]
    [InlineData("DEADBEEF", "unknown config URL DEADBEEF")]
    [InlineData("http://abogusurl.com", "unknown config URL http://abogusurl.com")]
    public async Task Create_StoreUrlOfNoStore_SaysSo(string url, string expected)
    {
        var (_, error) = await _servers.CreateAsync(Failing("nothing"), options => options with { ConfigStoreUrl = url });

        Assert.StartsWith("unable to connect to the configuration server: " + expected, error, StringComparison.Ordinal);
        Assert.All(_sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
    }

    [Fact]
    public async Task Create_StoreIsNotReadInTime_GivesUp()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var store = new UnreadStore();

        var creating = _servers.CreateAsync(Failing("nothing") with { Store = store }, options => options with { ConfigStoreUrl = "" }, time);
        await store.Asked;
        while (!creating.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.StartsWith("exceeded timeout 30s", (await creating).Error, StringComparison.Ordinal);
        Assert.True(store.IsGivenUp);
        Assert.All(_sockets, socket => Assert.True(socket.SafeHandle.IsClosed));
    }

    [Fact]
    public async Task Create_ControlZFails_RunsWithoutAndLogsIt()
    {
        var (server, error) = await _servers.CreateAsync(ServerHooks.Real with { StartControlZ = (_, _) => throw new IOException("boom") });

        Assert.Null(error);
        await server!.DisposeAsync();
        Assert.Contains("\terror\tNo ControlZ: boom\n", _servers.Log, StringComparison.Ordinal);
    }

    private ServerHooks Failing(string step)
    {
        var real = ServerHooks.Real;
        return real with
        {
            Closing = _closed.Add,
            ConfigureLog = options => Pass("log", step, () => real.ConfigureLog(options)),
            NewMetrics = () => Pass("metrics", step, real.NewMetrics),
            ConfigureTracing = (_, _) => Pass("tracing", step, () => new Disposal(() => _tracerDisposed = true)),
            Listen = address => Pass(address.EndPoint is null ? "monitoring listen" : "listen", step, () =>
            {
                var socket = real.Listen(address);
                _sockets.Add(socket);
                return socket;
            }),
            NewRuntime = (options, store, loggers, time, registry) => Pass("runtime", step, () =>
            {
                _store = store;
                return real.NewRuntime(options, store, loggers, time, registry);
            }),
            ListenToStore = (runtime, cancellation) => Pass("runtime listen", step, () => real.ListenToStore(runtime, cancellation)),
            StartMonitoring = (context, cancellation) => Pass("monitoring", step, () => real.StartMonitoring(context, cancellation)),
        };
    }

    private static T Pass<T>(string step, string failing, Func<T> real) => step == failing ? throw new IOException("boom") : real();

    private sealed class UnreadStore : Config.Stores.IConfigStore
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationToken _token;

        public Task Asked => _asked.Task;

        public bool IsGivenUp => _token.IsCancellationRequested;

        public System.Threading.Channels.ChannelReader<IReadOnlyList<Config.Stores.ResourceChange>> Changes =>
            System.Threading.Channels.Channel.CreateUnbounded<IReadOnlyList<Config.Stores.ResourceChange>>().Reader;

        public Config.Stores.StoreStatus Status => Config.Stores.StoreStatus.Uninitialized;

        public IReadOnlyList<Config.ConfigProblem> Problems => [];

        public IReadOnlyList<Config.Stores.Resource> List() => [];

        public async ValueTask StartAsync(CancellationToken cancellation)
        {
            _token = cancellation;
            _asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Disposal(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}

using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Mixer.CommandLine;
using Mixer.Runtime.Dispatching;
using Mixer.Server;
using Mixer.Server.Logging;

namespace Mixer.Functional.Tests;

/// <summary>A real server in this process, on free ports of the loopback, over a folder of configuration that the test owns.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly GrpcChannel _channel;

    private RunningServer(MixerServer server, DirectoryInfo folder)
    {
        Server = server;
        _folder = folder;
        Target = "127.0.0.1:" + new Uri(server.Address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port;
        _channel = GrpcChannel.ForAddress("http://" + Target, new GrpcChannelOptions { MaxSendMessageSize = null });
        Client = new Api.V1.Mixer.MixerClient(_channel);
    }

    public MixerServer Server { get; }

    /// <summary>What <c>mixc -m</c> takes.</summary>
    public string Target { get; }

    public Api.V1.Mixer.MixerClient Client { get; }

    public CallInvoker Calls => _channel.CreateCallInvoker();

    public string MonitoringUrl => Server.MonitoringAddress.Replace("[::]", "127.0.0.1", StringComparison.Ordinal);

    public static async Task<RunningServer> StartAsync(string yaml, Func<MixerServerOptions, MixerServerOptions>? adjust = null, TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("mixer-functional-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.yaml"), yaml);
        return await StartAsync(folder, adjust, time);
    }

    public static async Task<RunningServer> StartAsync(DirectoryInfo folder, Func<MixerServerOptions, MixerServerOptions>? adjust = null, TimeProvider? time = null)
    {
        var options = new MixerServerOptions
        {
            Address = "127.0.0.1:0",
            MonitoringPort = 0,
            ControlZPort = 0,
            ConfigStoreUrl = "fs://" + folder.FullName,
            Logging = new LogOptions { Targets = [Path.Combine(folder.FullName, "server.log")] },
        };
        var (server, error) = await MixerServer.StartAsync(adjust?.Invoke(options) ?? options, time ?? TimeProvider.System, CancellationToken.None);
        Assert.Null(error);
        return new RunningServer(server!, folder);
    }

    /// <summary>Writes another configuration and waits until calls are answered from it.</summary>
    public async Task ChangeAsync(string yaml)
    {
        var dispatcher = Server.Services.GetRequiredService<Dispatcher>();
        var before = dispatcher.Current.ConfigId;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "config.yaml"), yaml);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (dispatcher.Current.ConfigId == before)
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    /// <summary>Runs the client against the server and gives what it printed.</summary>
    public async Task<string> MixcAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var root = Mixer.Client.MixcCommand.Create(output, output);
        Assert.Equal(0, await new CommandRunner(root, output, output).RunAsync([.. arguments, "-m", Target]));
        return output.ToString();
    }

    public async Task<string> GetAsync(string path)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(MonitoringUrl + path));
    }

    /// <summary>What the server has logged so far.</summary>
    public async Task<string> LogAsync()
    {
        await using var file = new FileStream(Path.Combine(_folder.FullName, "server.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

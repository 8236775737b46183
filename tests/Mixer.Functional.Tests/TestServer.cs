using Mixer.Server;
using Mixer.Server.Hosting;
using Mixer.Server.Logging;

namespace Mixer.Functional.Tests;

/// <summary>Servers with hooks: on free ports of the loopback, without configuration, their log in a file that <see cref="Log"/> reads.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-hooks-");

    public TestServer() => _folder.CreateSubdirectory("config");

    public string Folder => _folder.FullName;

    public string Log => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    public MixerServerOptions Options => new()
    {
        Address = "127.0.0.1:0",
        MonitoringPort = 0,
        ControlZPort = 0,
        ConfigStoreUrl = "fs://" + Folder + "/config",
        Logging = new LogOptions { Targets = [LogPath] },
    };

    private string LogPath => Path.Combine(Folder, "server.log");

    public Task<(MixerServer? Server, string? Error)> CreateAsync(ServerHooks hooks, Func<MixerServerOptions, MixerServerOptions>? adjust = null, TimeProvider? time = null) =>
        MixerServer.CreateAsync(adjust?.Invoke(Options) ?? Options, hooks, time ?? TimeProvider.System, CancellationToken.None);

    public void Dispose() => _folder.Delete(recursive: true);
}

namespace Mixer.Native.Tests;

/// <summary>A native server and one on the .NET runtime, on the sample configuration without what needs a port that only one of them can have.</summary>
public sealed class ServerPair : IAsyncLifetime
{
    private readonly DirectoryInfo _config = Directory.CreateTempSubdirectory("mixer-native-");

    internal Server Native { get; private set; } = null!;

    internal Server Other { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Programs.WhyNoNative is not null)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Path.Combine(Programs.Root, "samples", "config"), "*.yaml").Where(path => Path.GetFileName(path) != "metrics.yaml"))
        {
            File.Copy(file, Path.Combine(_config.FullName, Path.GetFileName(file)));
        }

        Native = await Server.StartAsync(native: true, _config.FullName);
        Other = await Server.StartAsync(native: false, _config.FullName);
    }

    public async Task DisposeAsync()
    {
        if (Programs.WhyNoNative is null)
        {
            await Native.DisposeAsync();
            await Other.DisposeAsync();
        }

        _config.Delete(recursive: true);
    }
}

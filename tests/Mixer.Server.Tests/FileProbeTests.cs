using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk.Values;
using Mixer.Server.Probes;

namespace Mixer.Server.Tests;

public sealed class FileProbeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-probe-");

    private string ProbePath => Path.Combine(_folder.FullName, "live");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Probe_Available_WritesAtOnceAndRemovesAtTheEnd()
    {
        var probe = new FileProbe(new ProbeOptions(ProbePath, new Duration(Duration.Second)), () => null, new FakeTimeProvider(), NullLogger.Instance);

        Assert.True(File.Exists(ProbePath));
        await probe.DisposeAsync();
        Assert.False(File.Exists(ProbePath));
    }

    [Fact]
    public async Task Probe_Unavailable_HasNoFile()
    {
        await using var probe = new FileProbe(new ProbeOptions(ProbePath, new Duration(Duration.Second)), () => "no", new FakeTimeProvider(), NullLogger.Instance);

        Assert.False(File.Exists(ProbePath));
    }

    [Theory]
    [InlineData("", 1, false)]
    [InlineData("p", 0, false)]
    [InlineData("p", 1, true)]
    public void Options_PathAndInterval_AreBothNeeded(string path, long seconds, bool on) =>
        Assert.Equal(on, new ProbeOptions(path, Duration.FromSeconds(seconds)).IsOn);

    [Fact]
    public void Health_NotServing_IsNotReadyAndSaysAllReasons()
    {
        using var health = new HealthState([new("dispatcher", () => "runtime is not listening to the store"), new("store", () => "uninitialized")]);

        Assert.Equal(
            "3 errors occurred:\n\n* dispatcher: runtime is not listening to the store\n* store: uninitialized\n* server: uninitialized", health.ReadinessFault());
    }
}

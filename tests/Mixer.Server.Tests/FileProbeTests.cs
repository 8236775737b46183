using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
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

    [Fact]
    public async Task Probe_AtHalfOfTheInterval_RenewsTheFile()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var probe = new FileProbe(new ProbeOptions(ProbePath, new Duration(2 * Duration.Second)), () => null, time, NullLogger.Instance);
        var first = File.GetLastWriteTimeUtc(ProbePath);

        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => File.GetLastWriteTimeUtc(ProbePath) != first);

        Assert.Equal(first.AddSeconds(1), File.GetLastWriteTimeUtc(ProbePath));
    }

    [Fact]
    public async Task Probe_TurnsUnavailable_IsToldOnceAndRemovedAtTheNextTick()
    {
        var fault = "";
        var log = new FakeLogger();
        var time = new FakeTimeProvider();
        await using var probe = new FileProbe(new ProbeOptions(ProbePath, new Duration(2 * Duration.Second)), () => fault.Length == 0 ? null : fault, time, log);

        fault = "store: gone";
        Assert.True(File.Exists(ProbePath));
        time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => !File.Exists(ProbePath));
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(log.Collector.GetSnapshot(), record => record.Message == "live turns unavailable: store: gone");
    }

    [Fact]
    public async Task Probe_PathCannotBeWritten_IsLogged()
    {
        var log = new FakeLogger();
        var path = Path.Combine(_folder.FullName, "no", "live");

        await using var probe = new FileProbe(new ProbeOptions(path, new Duration(Duration.Second)), () => null, new FakeTimeProvider(), log);

        Assert.StartsWith($"Failed to create the path {path}: ", log.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_IntervalOfANanosecond_IsNoMistake()
    {
        await using var probe = new FileProbe(new ProbeOptions(ProbePath, new Duration(1)), () => null, new FakeTimeProvider(), NullLogger.Instance);

        Assert.True(File.Exists(ProbePath));
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

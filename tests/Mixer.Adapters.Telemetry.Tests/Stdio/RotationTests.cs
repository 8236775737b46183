using Microsoft.Extensions.Time.Testing;
using Mixer.Adapters.Stdio;
using Mixer.Adapters.Stdio.Encoding;
using Mixer.Adapters.Stdio.Output;

namespace Mixer.Adapters.Telemetry.Tests.Stdio;

public sealed class RotationTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2018, 9, 1, 10, 11, 12, 345, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("rotation-tests").FullName;

    private string LogPath => Path.Combine(_folder, "deep", "a.log");

    [Fact]
    public async Task Write_FileWouldPassItsSize_MovesItAside()
    {
        await using var sink = Create(20);

        Assert.Null(sink.Write(Lines("0123456789", "abcdefg", "next")));

        Assert.Equal(["0123456789", "abcdefg"], await File.ReadAllLinesAsync(Path.Combine(_folder, "deep", "a-2018-09-01T10-11-12.345.log")));
        Assert.Equal(["next"], await File.ReadAllLinesAsync(LogPath));
    }

    [Fact]
    public async Task Write_LineLongerThanAFile_IsAnErrorOfThatLineOnly()
    {
        await using var sink = Create(10);

        var errors = sink.Write(Lines("one", "longer than ten", "two"));

        Assert.Equal(["write length 16 exceeds maximum file size 10"], errors!);
        Assert.Equal(["one", "two"], await File.ReadAllLinesAsync(LogPath));
    }

    [Fact]
    public async Task Write_FileFromBefore_IsContinuedWhileItFits()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LogPath)!);
        await File.WriteAllTextAsync(LogPath, "12345\n");
        await using (var sink = Create(12))
        {
            Assert.Null(sink.Write(Lines("6789")));
        }

        await using (var sink = Create(12))
        {
            Assert.Null(sink.Write(Lines("over")));
        }

        Assert.Equal(["over"], await File.ReadAllLinesAsync(LogPath));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "deep")).Length);
    }

    [Fact]
    public async Task Rotation_MoreFilesThanKept_DeletesTheOldest()
    {
        await using var sink = Create(5, files: 2);
        for (var i = 0; i < 5; i++)
        {
            sink.Write(Lines("l" + i));
            sink.Write(Lines("x" + i));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, Directory.GetFiles(Path.Combine(_folder, "deep")).Length);
    }

    [Fact]
    public async Task Open_FilesOlderThanKept_DeletesThemAndNothingElse()
    {
        var deep = Directory.CreateDirectory(Path.Combine(_folder, "deep")).FullName;
        foreach (var name in (string[])["a-2018-08-01T00-00-00.000.log", "a-2018-08-31T00-00-00.000.log", "a-notes.log", "b-2018-01-01T00-00-00.000.log"])
        {
            await File.WriteAllTextAsync(Path.Combine(deep, name), "x");
        }

        await using var sink = Create(100, days: 5);
        sink.Write(Lines("first"));

        Assert.Equal(
            ["a-2018-08-31T00-00-00.000.log", "a-notes.log", "a.log", "b-2018-01-01T00-00-00.000.log"],
            Directory.GetFiles(deep).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Policy_Defaults_AreAHundredMegabytesThirtyDaysAThousandFiles() =>
        Assert.Equal(new RotationPolicy(100L * 1024 * 1024, TimeSpan.FromDays(30), 1000), RotationPolicy.Of(new StdioAdapter().CreateDefaultConfig()));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RotatingFileSink Create(long bytes, int days = 0, int files = 0) =>
        new(LogPath, new RotationPolicy(bytes, TimeSpan.FromDays(days), files), _clock);

    private static RecordBatch Lines(params string[] lines)
    {
        var batch = new RecordBatch();
        foreach (var line in lines)
        {
            JsonText.WriteRaw(batch.Writer, line);
            batch.EndLine();
        }

        return batch;
    }
}

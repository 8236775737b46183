using Microsoft.Extensions.Time.Testing;
using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Stores;

public sealed class FileConfigStoreTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mixer-store-");
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _logger = new();

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Changes_FileWritten_ArriveByNotificationWithoutTimePassing()
    {
        await using var store = await StartAsync(useNotifications: true);
        Write("a.yaml", "x");

        var batch = await NextAsync(store);

        Assert.Equal("r", Assert.Single(batch).Key.Name);
        Assert.Single(store.List());
    }

    [Fact]
    public async Task Changes_NoNotifications_ArriveByPolling()
    {
        await using var store = await StartAsync(useNotifications: false);
        Write("a.yaml", "x");

        Assert.Single(await NextAsync(store, TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public async Task Changes_RootAppearsLater_ArriveByPolling()
    {
        await using var store = new FileConfigStore(Path.Combine(_root.FullName, "later"), _time, _logger);
        await store.StartAsync(CancellationToken.None);
        Assert.False(store.Status.IsAvailable);
        Assert.Empty(store.List());
        Write("later/a.yaml", "x");

        Assert.Single(await NextAsync(store, TimeSpan.FromMilliseconds(500)));
        Assert.True(store.Status.IsAvailable);
    }

    [Fact]
    public async Task Changes_DeletedFile_ArrivesAfterConfirmation()
    {
        Write("a.yaml", "x");
        await using var store = await StartAsync(useNotifications: false);
        File.Delete(Path.Combine(_root.FullName, "a.yaml"));

        Assert.Null(Assert.Single(await NextAsync(store, TimeSpan.FromMilliseconds(500))).Resource);
    }

    [Fact]
    public async Task Changes_FileBreaks_IsAnEmptyBatch()
    {
        Write("a.yaml", "x");
        await using var store = await StartAsync(useNotifications: false);
        File.WriteAllText(Path.Combine(_root.FullName, "bad.yaml"), "abc\n");

        Assert.Empty(await NextAsync(store, TimeSpan.FromMilliseconds(500)));
        Assert.Equal(ProblemKind.NotAResource, Assert.Single(store.Problems).Kind);
        Assert.Single(store.List());
    }

    [Fact]
    public async Task Changes_ResourceGoesToAnotherFile_AreOneBatch()
    {
        Write("a.yaml", "x");
        await using var store = await StartAsync(useNotifications: false);
        Write("b.yaml", "y", "other");
        File.Delete(Path.Combine(_root.FullName, "a.yaml"));

        Assert.Equal(["other", "r"], (await NextAsync(store, TimeSpan.FromMilliseconds(100))).Select(change => change.Key.Name));
    }

    [Fact]
    public async Task Changes_FileIsWrittenForLong_OthersWaitForASecondAtMost()
    {
        Write("a.yaml", "x");
        await using var store = await StartAsync(useNotifications: false);
        Write("b.yaml", "y", "other");
        var next = store.Changes.ReadAsync().AsTask();
        var started = _time.GetTimestamp();
        for (var text = "kind: ru"; !next.IsCompleted; text += "le")
        {
            await File.WriteAllTextAsync(Path.Combine(_root.FullName, "growing.yaml"), text);
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(next, Task.Delay(10));
        }

        Assert.Equal("other", Assert.Single(await next).Key.Name);
        Assert.True(_time.GetElapsedTime(started) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Dispose_EndsChanges()
    {
        var store = await StartAsync(useNotifications: true);
        await store.DisposeAsync();

        Assert.False(await store.Changes.WaitToReadAsync());
    }

    [Theory]
    [InlineData("mcp://h:1", "unknown config URL mcp://h:1 mcp://h:1")]
    [InlineData("nonsense", "unknown config URL nonsense nonsense")]
    public void Create_UnknownUrl_GivesTheReferencesText(string url, string expected)
    {
        Assert.False(ConfigStoreFactory.TryCreate(url, _time, _logger, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public async Task Create_FileUrl_MakesFileStore()
    {
        Write("a.yaml", "x");
        await using var store = ConfigStoreFactory.Create("fs://" + _root.FullName, _time, _logger);
        await store.StartAsync(CancellationToken.None);

        Assert.Single(store.List());
    }

    private async Task<FileConfigStore> StartAsync(bool useNotifications)
    {
        var store = new FileConfigStore(_root.FullName, _time, _logger, new FileConfigStoreOptions { UseNotifications = useNotifications });
        await store.StartAsync(CancellationToken.None);
        return store;
    }

    private void Write(string file, string match, string name = "r")
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", TestConfig.Document("rule", name, "match: " + match) + "\n");
        File.Move(path + ".tmp", path);
    }

    /// <summary>The next batch; fake time advances by <paramref name="step"/> until it is there.</summary>
    private async Task<IReadOnlyList<ResourceChange>> NextAsync(FileConfigStore store, TimeSpan step = default)
    {
        using var patience = new CancellationTokenSource(Patience);
        var next = store.Changes.ReadAsync(patience.Token).AsTask();
        while (!next.IsCompleted)
        {
            _time.Advance(step);
            await Task.WhenAny(next, Task.Delay(10, patience.Token));
        }

        return await next;
    }
}

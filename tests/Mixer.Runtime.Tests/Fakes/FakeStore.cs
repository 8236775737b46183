using System.Threading.Channels;
using Mixer.Config.Stores;

namespace Mixer.Runtime.Tests.Fakes;

/// <summary>A store whose content the test sets as YAML text; it is read by the real file store.</summary>
internal sealed class FakeStore : IConfigStore
{
    private readonly Channel<IReadOnlyList<ResourceChange>> _changes = Channel.CreateUnbounded<IReadOnlyList<ResourceChange>>();
    private IReadOnlyList<Resource> _resources = [];

    public ChannelReader<IReadOnlyList<ResourceChange>> Changes => _changes.Reader;

    public StoreStatus Status => StoreStatus.Available;

    public IReadOnlyList<Config.ConfigProblem> Problems { get; private set; } = [];

    public IReadOnlyList<Resource> List() => _resources;

    public ValueTask StartAsync(CancellationToken cancellation) => default;

    public async Task SetAsync(string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("mixer-runtime-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.yaml"), yaml);
        await using (var files = new FileConfigStore(folder.FullName, TimeProvider.System, new SpyLogger(), new FileConfigStoreOptions { UseNotifications = false }))
        {
            await files.StartAsync(CancellationToken.None);
            _resources = files.List();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Replaces the content and announces the differences as one batch.</summary>
    public async Task ChangeAsync(string yaml)
    {
        var before = _resources.ToDictionary(resource => resource.Key);
        await SetAsync(yaml);
        List<ResourceChange> changes = [.. _resources
            .Where(resource => !before.TryGetValue(resource.Key, out var old) || old.Version != resource.Version)
            .Select(resource => new ResourceChange(resource.Key, resource))];
        changes.AddRange(before.Keys.Except(_resources.Select(resource => resource.Key)).Select(key => new ResourceChange(key, null)));
        await _changes.Writer.WriteAsync(changes);
    }

    /// <summary>Announces other problems of the sources, the resources being the same.</summary>
    public async Task ReportAsync(IReadOnlyList<Config.ConfigProblem> problems)
    {
        Problems = problems;
        await _changes.Writer.WriteAsync([]);
    }

    public ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        return default;
    }
}

using System.Threading.Channels;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>
/// A store whose content a program sets, as YAML text: for tests, which replay a script of contents, and for hosts that keep their configuration elsewhere. Thread-safe.
/// </summary>
public sealed class ScriptedConfigStore : IConfigStore
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _script;
    private readonly Channel<IReadOnlyList<ResourceChange>> _changes = Channel.CreateUnbounded<IReadOnlyList<ResourceChange>>();
    private volatile IReadOnlyList<Resource> _resources = [];
    private volatile IReadOnlyList<ConfigProblem> _problems = [];
    private volatile StoreStatus _status = StoreStatus.Available;

    /// <summary>A store that holds <paramref name="yaml"/> from the start, and the texts of <paramref name="script"/> one after the other with each <see cref="Next"/>.</summary>
    public ScriptedConfigStore(string yaml = "", params IEnumerable<string> script)
    {
        _script = new Queue<string>(script);
        Set(yaml, notify: false);
    }

    /// <inheritdoc/>
    public ChannelReader<IReadOnlyList<ResourceChange>> Changes => _changes.Reader;

    /// <summary>What the store says of itself; available unless set.</summary>
    public StoreStatus Status
    {
        get => _status;
        set => _status = value;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ConfigProblem> Problems => _problems;

    /// <inheritdoc/>
    public IReadOnlyList<Resource> List() => _resources;

    /// <inheritdoc/>
    public ValueTask StartAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Replaces the whole content by <paramref name="yaml"/>; what that changes becomes one batch.</summary>
    public void Set(string yaml) => Set(yaml, notify: true);

    /// <summary>Goes on to the next text of the script; false if there is none.</summary>
    public bool Next()
    {
        string? yaml;
        lock (_lock)
        {
            if (!_script.TryDequeue(out yaml))
            {
                return false;
            }
        }

        Set(yaml, notify: true);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Set(string yaml, bool notify)
    {
        var parsed = ResourceText.Parse("script", yaml, YamlLimits.Default);
        var next = new Dictionary<ResourceKey, Resource>();
        foreach (var resource in parsed.Resources)
        {
            next[resource.Key] = resource;
        }

        lock (_lock)
        {
            var before = _resources.ToDictionary(r => r.Key);
            var changes = next.Values.Where(r => !before.TryGetValue(r.Key, out var old) || old.Version != r.Version).Select(r => new ResourceChange(r.Key, r))
                .Concat(before.Keys.Where(key => !next.ContainsKey(key)).Select(key => new ResourceChange(key, null)))
                .OrderBy(c => c.Key.ToString(), StringComparer.Ordinal).ToList();
            _resources = [.. next.Values.OrderBy(r => r.Key.ToString(), StringComparer.Ordinal)];
            var isNews = changes.Count > 0 || !parsed.Problems.SequenceEqual(_problems);
            _problems = parsed.Problems;
            if (notify && isNews)
            {
                _changes.Writer.TryWrite(changes);
            }
        }
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Mixer.Config.Stores;

/// <summary>
/// The configuration in a directory of YAML files (spec 03 section 3.1). Watches by notification and, in case one is missed, by polling. A file that is half
/// written, broken or unreadable keeps its previous content in effect.
/// </summary>
public sealed class FileConfigStore : IConfigStore
{
    private readonly string _root;
    private readonly FileConfigStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FileScanner _scanner;
    private readonly ChangeBatcher _batcher;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private FileSystemWatcher? _watcher;
    private bool _isPollingOnly;
    private Task _loop = Task.CompletedTask;

    /// <summary>A store over the directory <paramref name="root"/>, which need not exist yet.</summary>
    public FileConfigStore(string root, TimeProvider time, ILogger logger, FileConfigStoreOptions? options = null)
    {
        (_root, _time, _logger, _options) = (Path.GetFullPath(root), time, logger, options ?? new FileConfigStoreOptions());
        _scanner = new FileScanner(_root, _options, time);
        _batcher = new ChangeBatcher(_options.BatchWindow, time);
    }

    /// <inheritdoc/>
    public ChannelReader<IReadOnlyList<ResourceChange>> Changes => _batcher.Batches;

    /// <inheritdoc/>
    public StoreStatus Status => _scanner.Status;

    /// <inheritdoc/>
    public IReadOnlyList<ConfigProblem> Problems => _scanner.Problems;

    /// <inheritdoc/>
    public IReadOnlyList<Resource> List() => _scanner.Resources;

    /// <inheritdoc/>
    public ValueTask StartAsync(CancellationToken cancellation)
    {
        Watch();
        _scanner.Scan();
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _watcher?.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _batcher.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var poll = _time.CreateTimer(_ => _wakeUps.Writer.TryWrite(true), null, _options.PollInterval, _options.PollInterval);
        using var confirm = _time.CreateTimer(_ => _wakeUps.Writer.TryWrite(true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var collected = new CollectedChanges();
        var since = 0L;
        await foreach (var _ in _wakeUps.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            try
            {
                Watch();
                var before = _scanner.Problems;
                var result = _scanner.Scan();
                since = collected.IsNews ? since : _time.GetTimestamp();
                collected.Add(result.Changes, !_scanner.Problems.SequenceEqual(before));
                if (result.IsUnsettled)
                {
                    confirm.Change(_options.Confirmation, Timeout.InfiniteTimeSpan);
                    if (_time.GetElapsedTime(since) < _options.BatchWindow)
                    {
                        // Somebody is still writing: what belongs together may come together.
                        continue;
                    }
                }

                var isNews = collected.IsNews;
                _batcher.Post(collected.Take(), isNews);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A fault of ours must not end the watch: the next scan may succeed.
                FileConfigStoreLog.ScanFailed(_logger, e, _root);
            }
        }
    }

    private void Watch()
    {
        if (!_options.UseNotifications || _isPollingOnly)
        {
            return;
        }

        if (!Directory.Exists(_root))
        {
            // What is watched is the directory, not its name: one that comes back is another one.
            _watcher?.Dispose();
            _watcher = null;
            return;
        }

        if (_watcher is not null)
        {
            return;
        }

        try
        {
            var watcher = new FileSystemWatcher(_root)
            {
                IncludeSubdirectories = true,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            _watcher = watcher;
            watcher.Changed += (_, _) => _wakeUps.Writer.TryWrite(true);
            watcher.Created += (_, _) => _wakeUps.Writer.TryWrite(true);
            watcher.Deleted += (_, _) => _wakeUps.Writer.TryWrite(true);
            watcher.Renamed += (_, _) => _wakeUps.Writer.TryWrite(true);
            watcher.Error += (_, _) => _wakeUps.Writer.TryWrite(true);
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _isPollingOnly = true;
            FileConfigStoreLog.NoNotifications(_logger, e, _root, _options.PollInterval);
        }
    }
}

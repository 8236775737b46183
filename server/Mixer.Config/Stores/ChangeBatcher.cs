using System.Threading.Channels;

namespace Mixer.Config.Stores;

/// <summary>
/// Sends a change on at once and collects those that follow within a window into one batch, the last version of each resource only. Thread-safe.
/// </summary>
internal sealed class ChangeBatcher : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Channel<IReadOnlyList<ResourceChange>> _output =
        Channel.CreateUnbounded<IReadOnlyList<ResourceChange>>(new UnboundedChannelOptions { SingleReader = true });

    private readonly TimeSpan _window;
    private readonly ITimer _timer;
    private readonly CollectedChanges _waiting = new();
    private bool _isOpen;

    public ChangeBatcher(TimeSpan window, TimeProvider time)
    {
        _window = window;
        _timer = time.CreateTimer(_ => CloseWindow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ChannelReader<IReadOnlyList<ResourceChange>> Batches => _output.Reader;

    /// <summary>Takes changes; without any, only <paramref name="isNews"/> makes it a batch, an empty one.</summary>
    public void Post(IReadOnlyList<ResourceChange> changes, bool isNews = false)
    {
        if (changes.Count == 0 && !isNews)
        {
            return;
        }

        lock (_lock)
        {
            if (_isOpen)
            {
                _waiting.Add(changes, isNews);
                return;
            }

            _output.Writer.TryWrite(changes);
            OpenWindow();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _isOpen = false;
            _output.Writer.TryComplete();
        }
    }

    private void CloseWindow()
    {
        lock (_lock)
        {
            _isOpen = false;
            if (_waiting.IsNews)
            {
                _output.Writer.TryWrite(_waiting.Take());
                OpenWindow();
            }
        }
    }

    private void OpenWindow()
    {
        _isOpen = _window > TimeSpan.Zero;
        if (_isOpen)
        {
            _timer.Change(_window, Timeout.InfiniteTimeSpan);
        }
    }
}

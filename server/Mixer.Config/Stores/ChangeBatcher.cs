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
    private List<ResourceChange> _waiting = [];
    private bool _isOpen;

    public ChangeBatcher(TimeSpan window, TimeProvider time)
    {
        _window = window;
        _timer = time.CreateTimer(_ => CloseWindow(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ChannelReader<IReadOnlyList<ResourceChange>> Batches => _output.Reader;

    public void Post(IReadOnlyList<ResourceChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            if (_isOpen)
            {
                _waiting.RemoveAll(old => changes.Any(c => c.Key == old.Key));
                _waiting.AddRange(changes);
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
            if (_waiting.Count > 0)
            {
                _output.Writer.TryWrite(_waiting);
                _waiting = [];
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

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.List;

/// <summary>
/// Holds the list that a provider serves: fetched at intervals, kept when a fetch fails, dropped when it has become too old. Readers take
/// <see cref="Current"/> from any thread; <see cref="RefreshAsync"/> and <see cref="RunAsync"/> belong to one flow.
/// </summary>
internal sealed class RefreshingList : IDisposable
{
    /// <summary>How long a fetch may take, unless the list that is held expires before.</summary>
    public static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(10);

    private const char ByteOrderMark = '\ufeff';
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);

    private readonly ListDownload _download;
    private readonly EntryListParser _parser;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _ttl;
    private readonly long _start;
    private byte[] _hash = [];
    private TimeSpan _expiry;
    private volatile State _state = new(null, "the list is not loaded yet");

    public RefreshingList(Params config, ListDownload download, ILogger logger, TimeProvider time)
    {
        _download = download;
        _parser = new EntryListParser(config);
        _logger = logger;
        _time = time;
        _interval = Bound(config.RefreshInterval.ToDuration());
        _ttl = Bound(config.Ttl.ToDuration());
        _start = time.GetTimestamp();
    }

    /// <summary>The list, or why there is none: what the last fetch failed of.</summary>
    public (IEntryList? List, string Fault) Current => (_state.List, _state.Fault);

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Fetches at every interval, and drops the list when it expires, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var next = Now + _interval;
        while (true)
        {
            var due = _state.List is not null && _expiry < next ? _expiry : next;
            if (due > Now)
            {
                await Task.Delay(due - Now, _time, cancellation).ConfigureAwait(false);
            }

            if (Now >= next)
            {
                await RefreshAsync(cancellation).ConfigureAwait(false);
                next = Max(next + _interval, Now);
            }

            if (_state.List is not null && Now >= _expiry)
            {
                _hash = [];
                _state = new State(null, _state.Fault);
                _logger.Purging();
            }
        }
    }

    /// <summary>Fetches once. What goes wrong is logged and becomes the fault; a list that is held stays.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        _logger.Fetching(_download.Url);
        var (body, error) = await _download.GetAsync(Timeout(), cancellation).ConfigureAwait(false);
        if (body is null)
        {
            Fail(error!);
            return;
        }

        var hash = SHA256.HashData(body);
        if (_state.List is not null && hash.AsSpan().SequenceEqual(_hash))
        {
            _expiry = Now + _ttl;
            _state = _state with { Fault = "" };
            _logger.Unchanged();
            return;
        }

        if (!_parser.TryParse(Encoding.UTF8.GetString(body).TrimStart(ByteOrderMark), out var list, out var fault))
        {
            Fail($"Could not parse data from {_download.Url}: {fault}");
            return;
        }

        _hash = hash;
        _expiry = Now + _ttl;
        _state = new State(list, "");
        _logger.Installing(list.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => _download.Dispose();

    private void Fail(string fault)
    {
        _state = _state with { Fault = fault };
        _logger.FetchFailed(fault);
    }

    /// <summary>A hung provider must not keep the list alive past its time.</summary>
    private TimeSpan Timeout() =>
        _state.List is null || _expiry - Now > FetchTimeout ? FetchTimeout : Max(_expiry - Now, LeastTimeout);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    /// <summary>Timers take about 49 days at most.</summary>
    private static TimeSpan Bound(Duration duration) =>
        duration.ToTimeSpan() is var span && span < TimeSpan.FromDays(30) ? span : TimeSpan.FromDays(30);

    private sealed record State(IEntryList? List, string Fault);
}

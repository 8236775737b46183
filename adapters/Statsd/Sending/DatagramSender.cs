using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Mixer.Adapters.Statsd.Sending;

/// <summary>
/// Sends datagrams in the background: <see cref="Post"/> never waits. When more than <see cref="Capacity"/> wait, the oldest is dropped and
/// counted. The host's name is looked up at the first datagram and again, after a pause, as long as that fails or after a failed send.
/// Any thread; the owner disposes it after the last <see cref="Post"/>.
/// </summary>
internal sealed class DatagramSender : IAsyncDisposable
{
    /// <summary>How many datagrams may wait.</summary>
    public const int Capacity = 1024;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly ServerAddress _address;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Channel<byte[]> _queue;
    private readonly SemaphoreSlim _sending = new(1);
    private IPEndPoint? _server;
    private Socket? _socket;
    private long _dropped;

    /// <summary>A sender to <paramref name="address"/>; nothing is opened or looked up yet.</summary>
    public DatagramSender(ServerAddress address, ILogger logger, TimeProvider time)
    {
        _address = address;
        _logger = logger;
        _time = time;
        _queue = Channel.CreateBounded<byte[]>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>How many datagrams were dropped since the last time that this was logged.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Queues a datagram. Never waits.</summary>
    public void Post(byte[] datagram) => _queue.Writer.TryWrite(datagram);

    /// <summary>Sends what is queued, as it comes, until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
            {
                if (!await DrainAsync(stop).ConfigureAwait(false))
                {
                    await Task.Delay(RetryPause, _time, stop).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The handler is being closed; DisposeAsync sends the rest.
        }
    }

    /// <summary>Sends what is still queued, for at most two seconds, and closes the socket.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        using var limit = new CancellationTokenSource(CloseTimeout);
        try
        {
            await DrainAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Interlocked.Add(ref _dropped, _queue.Reader.Count);
        }

        LogDropped();
        _socket?.Dispose();
        _sending.Dispose();
    }

    // False if the server's address is not known now; the queue is left as it is.
    private async Task<bool> DrainAsync(CancellationToken cancellation)
    {
        await _sending.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (!await EnsureServerAsync(cancellation).ConfigureAwait(false))
            {
                return false;
            }

            LogDropped();
            while (_queue.Reader.TryRead(out var datagram))
            {
                if (!await SendAsync(datagram, cancellation).ConfigureAwait(false))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async ValueTask<bool> EnsureServerAsync(CancellationToken cancellation)
    {
        if (_server is not null)
        {
            return true;
        }

        try
        {
            _server = await _address.ResolveAsync(cancellation).ConfigureAwait(false);
            _socket?.Dispose();
            _socket = new Socket(_server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            return true;
        }
        catch (SocketException failure)
        {
            StatsdLog.Unresolved(_logger, _address.Host, failure.Message);
            return false;
        }
    }

    private async ValueTask<bool> SendAsync(byte[] datagram, CancellationToken cancellation)
    {
        try
        {
            await _socket!.SendToAsync(datagram, SocketFlags.None, _server!, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.MessageSize or SocketError.ConnectionReset or SocketError.ConnectionRefused)
        {
            // This datagram is lost, as datagrams may be; the next may well arrive.
            StatsdLog.NotSent(_logger, datagram.Length, failure.Message);
            return true;
        }
        catch (SocketException failure)
        {
            // No route, no network: look the name up again later.
            StatsdLog.NotSent(_logger, datagram.Length, failure.Message);
            _server = null;
            return false;
        }
    }

    private void LogDropped()
    {
        var dropped = Interlocked.Exchange(ref _dropped, 0);
        if (dropped > 0)
        {
            StatsdLog.Dropped(_logger, dropped);
        }
    }
}

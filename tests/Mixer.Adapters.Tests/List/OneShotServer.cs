using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mixer.Adapters.Tests.List;

/// <summary>A web server on the loopback: one request a connection, answered with raw text; null answers nothing and keeps the connection.</summary>
internal sealed class OneShotServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string?> _answer;
    private readonly Task _loop;

    /// <summary>Serves what <paramref name="answer"/> says for a path.</summary>
    public OneShotServer(Func<string, string?> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/list";
        _loop = AcceptAsync();
    }

    public string Url { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, leaveOpen: true);
            var request = await reader.ReadLineAsync(_stop.Token) ?? "";
            while (!string.IsNullOrEmpty(await reader.ReadLineAsync(_stop.Token)))
            {
                // The headers do not matter.
            }

            if (request.Length == 0)
            {
                return;
            }

            if (_answer(request.Split(' ')[1]) is { } answer)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            }
            else
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client went away, or the server stops.
        }
    }
}

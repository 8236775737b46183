using System.Text;
using Microsoft.Extensions.Time.Testing;
using Mixer.Adapters.List;

namespace Mixer.Adapters.Tests.List;

public sealed class ListDownloadTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Get_Redirect_IsFollowed()
    {
        await using var server = new OneShotServer(path => path == "/list"
            ? "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nother");

        Assert.Equal(("other", null), await GetAsync(server.Url));
    }

    [Fact]
    public async Task Get_AnotherStatusThan200_IsAnError()
    {
        await using var server = new OneShotServer(_ => "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        Assert.Equal((null, $"could not fetch list from {server.Url}: 204"), await GetAsync(server.Url));
    }

    [Fact]
    public async Task Get_NobodyListens_IsAnError()
    {
        var server = new OneShotServer(_ => null);
        await server.DisposeAsync();

        var (_, error) = await GetAsync(server.Url);

        Assert.StartsWith($"could not fetch list from {server.Url}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BodyEndsEarly_IsAReadError()
    {
        await using var server = new OneShotServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nshort");

        var (_, error) = await GetAsync(server.Url);

        Assert.StartsWith($"Could not read from {server.Url}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BodyTooLarge_IsAReadError()
    {
        var body = new string('x', ListDownload.MaxBytes + 1);
        await using var server = new OneShotServer(_ => "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body);

        Assert.Equal((null, $"Could not read from {server.Url}: the list is larger than 16777216 bytes"), await GetAsync(server.Url));
    }

    [Fact]
    public async Task Get_ServerHangs_EndsWithTheTimeout()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new OneShotServer(_ =>
        {
            asked.TrySetResult();
            return null;
        });
        using var download = new ListDownload(server.Url, time);

        var get = download.GetAsync(TimeSpan.FromSeconds(10), default);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal((null, $"could not fetch list from {server.Url}: no answer within 10s"), await get);
    }

    [Fact]
    public async Task Get_AnotherScheme_IsAnError() =>
        Assert.Equal((null, "could not fetch list from ftp://a/b: unsupported protocol scheme \"ftp\""), await GetAsync("ftp://a/b"));

    private static async Task<(string? Body, string? Error)> GetAsync(string url)
    {
        using var download = new ListDownload(url, TimeProvider.System);
        var (body, error) = await download.GetAsync(Plenty, default);
        return (body is null ? null : Encoding.UTF8.GetString(body), error);
    }
}

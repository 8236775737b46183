using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Mixer.Adapters.List;
using Mixer.Sdk.Testing;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Tests.List;

public sealed class RefreshingListTests : IAsyncLifetime, IDisposable
{
    private const string Url = "http://lists.test/a";

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLogger _log = new();
    private readonly CannedProvider _provider = new();
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private RefreshingList? _list;
    private Task _daemon = Task.CompletedTask;

    [Fact]
    public async Task Run_NewBody_IsInstalledAtTheInterval()
    {
        var list = await StartAsync(1, 3, "a");
        _provider.Answer("a\nb\nc");

        _time.Advance(TimeSpan.FromSeconds(1));
        await _log.WaitForAsync("Installing updated list with 3 entries", 1, _stop.Token);

        Assert.Equal(Membership.Present, list.Current.List!.Find("c"));
    }

    [Fact]
    public async Task Run_SameBody_IsUnchangedAndKeepsTheListAlive()
    {
        var list = await StartAsync(1, 3, "a");

        for (var i = 1; i <= 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await _log.WaitForAsync("Fetched list is unchanged", i, _stop.Token);
        }

        Assert.Equal(Membership.Present, list.Current.List!.Find("a"));
        Assert.Equal(1, _log.Count("Installing updated list"));
    }

    [Fact]
    public async Task Run_ProviderFails_KeepsTheListUntilItsTimeIsUp()
    {
        var list = await StartAsync(1, 3, "a");
        _provider.Answer("", HttpStatusCode.InternalServerError);

        await FailAsync(1);
        await FailAsync(2);
        Assert.NotNull(list.Current.List);
        await FailAsync(3);
        await _log.WaitForAsync("Purging list due to inability to refresh it in time", 1, _stop.Token);

        Assert.Equal((null, $"could not fetch list from {Url}: 500"), list.Current);
        Assert.Contains(_log.Lines, line => line.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task Run_ProviderComesBack_ServesAgain()
    {
        var list = await StartAsync(1, 1, "a");
        _provider.Answer("", HttpStatusCode.NotFound);
        await FailAsync(1);
        await _log.WaitForAsync("Purging list", 1, _stop.Token);

        _provider.Answer("a");
        _time.Advance(TimeSpan.FromSeconds(1));
        await _log.WaitForAsync("Installing updated list", 2, _stop.Token);

        Assert.Equal(Membership.Present, list.Current.List!.Find("a"));
    }

    [Fact]
    public async Task Run_TimeIsUpBetweenTwoFetches_DropsTheListThen()
    {
        var list = await StartAsync(2, 3, "a");
        _provider.Answer("", HttpStatusCode.NotFound);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _log.WaitForAsync("could not fetch list", 1, _stop.Token);
        Assert.NotNull(list.Current.List);

        _time.Advance(TimeSpan.FromSeconds(1));
        await _log.WaitForAsync("Purging list", 1, _stop.Token);

        Assert.Null(list.Current.List);
    }

    [Fact]
    public async Task Run_ProviderHangs_DropsTheListInTime()
    {
        var list = await StartAsync(1, 3, "a");
        _provider.Hang();

        _time.Advance(TimeSpan.FromSeconds(1));
        await _provider.WaitForRequestsAsync(2, _stop.Token);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _log.WaitForAsync("Purging list", 1, _stop.Token);

        Assert.Equal((null, $"could not fetch list from {Url}: no answer within 2s"), list.Current);
    }

    [Fact]
    public async Task Refresh_BadBody_KeepsTheOldList()
    {
        var list = await StartAsync(1, 3, "a", Params.Types.ListEntryType.Regex);
        _provider.Answer("[");

        await list.RefreshAsync(default);

        Assert.NotNull(list.Current.List);
        Assert.Equal(1, _log.Count($"Could not parse data from {Url}: error parsing regexp: missing closing ]: `[`"));
    }

    [Fact]
    public async Task Refresh_FirstFetchFails_SaysWhy()
    {
        _provider.Answer("", HttpStatusCode.NotFound);
        using var list = Create(1, 3, Params.Types.ListEntryType.Strings);

        await list.RefreshAsync(default);

        Assert.Equal((null, $"could not fetch list from {Url}: 404"), list.Current);
    }

    [Fact]
    public async Task Refresh_BodyWithAByteOrderMark_ReadsTheFirstEntry()
    {
        var list = await StartAsync(1, 3, "\ufeffa\nb");

        Assert.Equal(Membership.Present, list.Current.List!.Find("a"));
    }

    [Fact]
    public void Current_BeforeAnyFetch_IsAFault()
    {
        using var list = Create(1, 3, Params.Types.ListEntryType.Strings);

        Assert.Equal((null, "the list is not loaded yet"), list.Current);
    }

    [Fact]
    public async Task Run_Cancelled_Ends()
    {
        await StartAsync(1, 3, "a");

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _daemon);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _daemon.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _list?.Dispose();
        _stop.Dispose();
        _provider.Dispose();
    }

    private async Task FailAsync(int times)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await _log.WaitForAsync("could not fetch list", times, _stop.Token);
    }

    private async Task<RefreshingList> StartAsync(
        int refresh, int ttl, string body, Params.Types.ListEntryType type = Params.Types.ListEntryType.Strings)
    {
        _provider.Answer(body);
        _list = Create(refresh, ttl, type);
        await _list.RefreshAsync(default);
        _daemon = _list.RunAsync(_stop.Token);
        return _list;
    }

    private RefreshingList Create(int refresh, int ttl, Params.Types.ListEntryType type)
    {
        var config = new Params
        {
            ProviderUrl = Url,
            RefreshInterval = Duration.FromSeconds(refresh).ToMessage(),
            Ttl = Duration.FromSeconds(ttl).ToMessage(),
            EntryType = type,
        };
        return new RefreshingList(config, new ListDownload(Url, _time, _provider), _log, _time);
    }

    /// <summary>Answers every request with one text, or never.</summary>
    private sealed class CannedProvider : HttpMessageHandler
    {
        private readonly SemaphoreSlim _requests = new(0);
        private volatile Func<HttpResponseMessage>? _answer;

        public void Answer(string body, HttpStatusCode status = HttpStatusCode.OK) =>
            _answer = () => new HttpResponseMessage(status) { Content = new StringContent(body) };

        public void Hang() => _answer = null;

        public async Task WaitForRequestsAsync(int count, CancellationToken cancellation)
        {
            for (var i = 0; i < count; i++)
            {
                await _requests.WaitAsync(cancellation);
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = _answer;
            _requests.Release();
            if (answer is null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return answer!();
        }

        protected override void Dispose(bool disposing)
        {
            _requests.Dispose();
            base.Dispose(disposing);
        }
    }
}

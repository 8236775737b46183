using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;

namespace Mixer.Runtime.Tests.Dispatching;

/// <summary>Who is told that nobody waits for an answer any more, and who is not.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly Scenario _scenario = new();
    private readonly List<CancellationToken> _tokens = [];

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Check_HandlerGivenUp_ItsTokenIsCancelledAndThatOfTheNextCallIsNot()
    {
        var answered = false;
        _scenario.Adapter.OnCheck = async (handler, _, token) =>
        {
            _tokens.Add(token);
            if (!answered)
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            return Scenario.Allow(1, 1);
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i")).PublishAsync();

        var outcome = await PassTimeAsync(route.CheckAsync(_scenario.Bag(), CancellationToken.None).AsTask());
        answered = true;
        var next = await route.CheckAsync(_scenario.Bag(), CancellationToken.None);

        Assert.EndsWith("did not answer within 60 s", outcome.Error, StringComparison.Ordinal);
        Assert.Null(next.Error);
        await CancelledAsync(_tokens[0]);
        Assert.False(_tokens[1].IsCancellationRequested);
    }

    [Fact]
    public async Task Check_CallerGoes_EveryWaitingHandlerIsCancelled()
    {
        _scenario.Adapter.OnCheck = async (_, _, token) =>
        {
            _tokens.Add(token);
            await Task.Delay(Timeout.Infinite, token);
            return default;
        };
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i")).Rule("s", _scenario.Handler("g"), Scenario.Instance("i"));
        var route = await _scenario.PublishAsync();
        using var caller = new CancellationTokenSource();

        var check = route.CheckAsync(_scenario.Bag(), caller.Token);
        Assert.False(check.IsCompleted);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await check);
        Assert.Equal([true, true], _tokens.Select(token => token.IsCancellationRequested));
        Assert.Contains("handler=\"h.denier.istio-system\",adapter=\"denier\",error=\"true\"} 1\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OneHandlerGivenUp_TheOthersAnswerStands()
    {
        CancellationToken other = default;
        _scenario.Adapter.OnCheck = async (handler, _, token) =>
        {
            if (handler.Config == "hangs")
            {
                await Task.Delay(Timeout.Infinite, token);
            }

            other = token;
            return Scenario.Allow(1, 1);
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h", "hangs"), Scenario.Instance("i")).Rule("s", _scenario.Handler("g"), Scenario.Instance("i")).PublishAsync();

        await PassTimeAsync(route.CheckAsync(_scenario.Bag(), CancellationToken.None).AsTask());

        Assert.False(other.IsCancellationRequested);
    }

    [Fact]
    public async Task Quota_HandlerGivenUp_ItsTokenIsCancelled()
    {
        _scenario.Adapter.OnQuota = async (_, _, _, token) =>
        {
            _tokens.Add(token);
            await Task.Delay(Timeout.Infinite, token);
            return default;
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("q", Scenario.Quota)).PublishAsync();

        var outcome = await PassTimeAsync(route.QuotaAsync(_scenario.Bag(), "q", new QuotaArgs("", 1, false), CancellationToken.None).AsTask());

        Assert.EndsWith("did not answer within 60 s", outcome.Error, StringComparison.Ordinal);
        await CancelledAsync(_tokens[0]);
    }

    [Fact]
    public async Task Report_HandlerGivenUp_ItsTokenIsCancelled()
    {
        _scenario.Adapter.OnReport = async (_, _, token) =>
        {
            _tokens.Add(token);
            await Task.Delay(Timeout.Infinite, token);
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report)).PublishAsync();
        using var report = route.StartReport();
        await report.AppendAsync(_scenario.Bag(), CancellationToken.None);

        var error = await PassTimeAsync(report.FlushAsync(CancellationToken.None).AsTask());

        Assert.EndsWith("did not answer within 60 s", error, StringComparison.Ordinal);
        await CancelledAsync(_tokens[0]);
    }

    [Fact]
    public async Task Check_AdapterFailsWhenItIsCancelled_IsLoggedAndNothingElse()
    {
        _scenario.Adapter.OnCheck = async (_, _, token) =>
        {
            await using var registration = token.Register(() => throw new InvalidOperationException("no"));
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return default;
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i")).PublishAsync();

        await PassTimeAsync(route.CheckAsync(_scenario.Bag(), CancellationToken.None).AsTask());

        while (!_scenario.Log.Entries.Any(entry => entry.Message == "What an adapter registered for the cancellation of a call failed"))
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Check_HandlerBlocksItsThread_IsCountedAndNamedWhileItDoes()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        _scenario.Adapter.OnCheck = (_, _, _) =>
        {
            entered.Set();
            release.Wait(CancellationToken.None);
            return default;
        };
        var route = await _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i")).PublishAsync();

        var check = Task.Run(async () => await route.CheckAsync(_scenario.Bag(), CancellationToken.None));
        entered.Wait();
        _scenario.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Contains("mixer_runtime_blocking_calls 0\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
        _scenario.Time.Advance(TimeSpan.FromSeconds(50));
        _scenario.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Contains("mixer_runtime_blocking_calls 1\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
        Assert.Single(_scenario.Log.Entries, entry => entry.Message.StartsWith("handler='h.denier.istio-system' holds the thread of a call for more than 60 s", StringComparison.Ordinal));
        release.Set();
        await check;
        _scenario.Time.Advance(TimeSpan.FromSeconds(50));
        Assert.Contains("mixer_runtime_blocking_calls 0\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    private static async Task CancelledAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.Yield();
        }
    }

    private async Task<T> PassTimeAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            _scenario.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        return await work;
    }
}

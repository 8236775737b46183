using Mixer.Runtime.Tests.Fakes;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class DispatcherTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Exchange_CallInProgress_KeepsItsHandlerUntilItLeaves()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _scenario.Adapter.OnCheck = async (_, _, _) =>
        {
            await gate.Task;
            return Scenario.Allow(1, 1);
        };
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i"));
        await _scenario.PublishAsync();
        var route = _scenario.Dispatcher!.Acquire();
        var check = route.CheckAsync(_scenario.Bag(), CancellationToken.None);

        _scenario.NoRules();
        await _scenario.PublishAsync();
        await _scenario.PublishAsync();

        Assert.Equal(2, _scenario.Dispatcher.Current.ConfigId);
        Assert.Equal(0, _scenario.Adapter.Built[0].Disposed);
        gate.SetResult();
        Assert.Equal(Scenario.Allow(1, 1), (await check).Result);
        route.Release();
        await _scenario.Retirement.WhenDoneAsync();
        Assert.Equal(1, _scenario.Adapter.Built[0].Disposed);
    }

    [Fact]
    public async Task Exchange_HandlerSharedByThreeRoutes_IsClosedWithTheLast()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i"));
        await _scenario.PublishAsync();
        var first = _scenario.Dispatcher!.Acquire();
        await _scenario.PublishAsync();
        var second = _scenario.Dispatcher.Acquire();
        _scenario.NoRules();
        await _scenario.PublishAsync();

        second.Release();
        Assert.Equal(0, _scenario.Adapter.Built[0].Disposed);
        first.Release();
        await _scenario.Retirement.WhenDoneAsync();
        Assert.Equal(1, _scenario.Adapter.Built[0].Disposed);
    }

    [Fact]
    public async Task Acquire_WhileRoutesAreExchanged_NeverReachesAClosedHandler()
    {
        var closedCalls = 0;
        _scenario.Adapter.OnCheck = (handler, _, _) =>
        {
            if (handler.Disposed != 0)
            {
                Interlocked.Increment(ref closedCalls);
            }

            return default;
        };
        _scenario.Rule("r", _scenario.Handler("h", "0"), Scenario.Instance("i"));
        await _scenario.PublishAsync();
        using var done = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var route = _scenario.Dispatcher!.Acquire();
                await route.CheckAsync(_scenario.Bag(), CancellationToken.None);
                route.Release();
            }
        })).ToList();

        for (var version = 1; version <= 200; version++)
        {
            _scenario.NoRules().Rule("r", _scenario.Handler("h", version.ToString(System.Globalization.CultureInfo.InvariantCulture)), Scenario.Instance("i"));
            await _scenario.PublishAsync();
        }

        await done.CancelAsync();
        await Task.WhenAll(callers);
        await _scenario.Retirement.WhenDoneAsync();
        Assert.Equal(0, closedCalls);
        Assert.Equal(200, _scenario.Adapter.Built.Count(handler => handler.Disposed == 1));
    }
}

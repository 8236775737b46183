using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;

namespace Mixer.Runtime.Tests.Handlers;

/// <summary>Adapters that do not come back cost their own handler, and nothing else.</summary>
public sealed class HungAdapterTests
{
    private static readonly string Config = LiveRuntime.Handler("h", "one") + LiveRuntime.Handler("g", "two") + LiveRuntime.Instance("i")
        + LiveRuntime.Rule("r1", "", "h.denier", "i.checknothing") + LiveRuntime.Rule("r2", "", "g.denier", "i.checknothing");

    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Validate_Hangs_IsGivenUpAndOthersWork()
    {
        using var hung = new ManualResetEventSlim();
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var built = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var live = await LiveRuntime.StartAsync("");
        live.Adapter.OnValidate = (config, _) =>
        {
            if (config == "one")
            {
                hanging.SetResult();
                hung.Wait();
            }
        };
        live.Adapter.OnBuild = (handler, _) =>
        {
            built.SetResult();
            return new(handler);
        };

        var change = live.ChangeAsync(Config);
        await Task.WhenAll(hanging.Task, built.Task);
        await PassTimeAsync(live, change);
        hung.Set();

        Assert.Equal("g.denier.istio-system:two", (await live.CheckAsync()).Result.Status.Message);
        Assert.Contains(live.Runtime.State.Problems, problem => problem.Message.EndsWith("adapter validation failed : not validated within 30 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_BuildsTakeLongerThanTheStoreMay_Starts()
    {
        var options = new RuntimeOptions { SyncTimeout = TimeSpan.FromSeconds(30), BuildTimeout = TimeSpan.FromMinutes(5) };
        await using var live = await LiveRuntime.StartAsync(Config, options, adapter => adapter.OnBuild = async (handler, _) =>
        {
            ((FakeTimeProvider)handler.Environment.Time).Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
            return handler;
        });

        Assert.Equal(2, live.Adapter.Built.Count);
        Assert.Null(live.Runtime.State.Fault);
    }

    [Fact]
    public async Task Close_Hangs_IsCountedAndTheNextChangeIsNotHeldUp()
    {
        await using var live = await LiveRuntime.StartAsync(Config, prepare: adapter => adapter.OnDispose = handler => handler.Config == "one" ? new ValueTask(_release.Task) : default);
        var rest = Config.Replace("address: one", "address: other", StringComparison.Ordinal);

        await live.ChangeAsync(rest);
        await live.ChangeAsync(rest.Replace("address: other", "address: newest", StringComparison.Ordinal));

        Assert.Contains("h.denier.istio-system:newest", (await live.CheckAsync()).Result.Status.Message, StringComparison.Ordinal);
        await PassTimeAsync(live, live.UntilLoggedAsync("Error closing adapter: h.denier.istio-system/denier: 'not closed within 30 s'"));
        Assert.Contains("mixer_handler_handler_close_failure_count{configID=\"1\"} 1\n", await live.MetricsAsync(), StringComparison.Ordinal);
        _release.SetResult();
    }

    [Fact]
    public async Task Close_BlocksItsThread_DoesNotHoldUpTheNextChange()
    {
        using var hung = new ManualResetEventSlim();
        await using var live = await LiveRuntime.StartAsync(Config, prepare: adapter => adapter.OnDispose = handler =>
        {
            if (handler.Config == "one")
            {
                hung.Wait();
            }

            return default;
        });

        await live.ChangeAsync(Config.Replace("address: one", "address: other", StringComparison.Ordinal));
        await live.ChangeAsync(Config.Replace("address: one", "address: newest", StringComparison.Ordinal));
        hung.Set();

        Assert.Contains("h.denier.istio-system:newest", (await live.CheckAsync()).Result.Status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_Hangs_FailsTheCallAndKeepsTheHandlerUntilItEnds()
    {
        var pending = new TaskCompletionSource<CheckResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var live = await LiveRuntime.StartAsync(Config, prepare: adapter =>
            adapter.OnCheck = (handler, _, _) => handler.Config == "one" ? new ValueTask<CheckResult>(pending.Task) : new(Scenario.Allow(5, 5)));

        var call = live.CheckAsync();
        await PassTimeAsync(live, call);
        var outcome = await call;
        var handler = live.Adapter.Built.Single(handler => handler.Config == "one");
        await live.ChangeAsync("");

        Assert.Equal("1 error occurred:\n\n* handler 'h.denier.istio-system' did not answer within 60 s", outcome.Error);
        Assert.Contains("mixer_runtime_abandoned_calls 1\n", await live.MetricsAsync(), StringComparison.Ordinal);
        Assert.Equal(0, handler.Disposed);
        pending.SetResult(default);
        await handler.Closed.Task;
        Assert.Equal(1, handler.Disposed);
        Assert.Contains("mixer_runtime_abandoned_calls 0\n", await live.MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_HandlerHangs_NextReportHasItsOwnInstances()
    {
        var handed = new List<IReadOnlyList<string>>();
        using var scenario = new Scenario();
        scenario.Adapter.OnReport = (_, instances, _) =>
        {
            handed.Add(instances);
            return new ValueTask(_release.Task);
        };
        var route = await scenario.Rule("r", scenario.Handler("h"), Scenario.Instance("i", Scenario.Report)).PublishAsync();
        for (var report = 0; report < 2; report++)
        {
            using var session = route.StartReport();
            Assert.Null(await session.AppendAsync(scenario.Bag(), CancellationToken.None));
            var flush = session.FlushAsync(CancellationToken.None).AsTask();
            while (!flush.IsCompleted)
            {
                scenario.Time.Advance(TimeSpan.FromMinutes(1));
                await Task.Yield();
            }

            Assert.EndsWith("did not answer within 60 s", await flush, StringComparison.Ordinal);
        }

        Assert.Equal([["i.logentry.istio-system"], ["i.logentry.istio-system"]], handed);
        _release.SetResult();
    }

    [Fact]
    public async Task Change_HandlerNoLongerUsed_ItsSeriesGoAway()
    {
        await using var live = await LiveRuntime.StartAsync(Config);
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"h.denier.istio-system\",adapter=\"denier\",error=\"true\"} 0\n", await live.MetricsAsync(), StringComparison.Ordinal);

        await live.ChangeAsync(LiveRuntime.Handler("g", "two") + LiveRuntime.Instance("i") + LiveRuntime.Rule("r2", "", "g.denier", "i.checknothing"));

        var metrics = await live.MetricsAsync();
        Assert.DoesNotContain("handler=\"h.denier.istio-system\"", metrics, StringComparison.Ordinal);
        Assert.Contains("handler=\"g.denier.istio-system\"", metrics, StringComparison.Ordinal);
        Assert.Contains(live.Log.Entries, entry => entry == (LogLevel.Information, "Cleaning up handler table, with config ID:1"));
    }

    // Time passes until the work is done: whoever waits for a limit may begin to wait at any moment.
    private static async Task PassTimeAsync(LiveRuntime live, Task work)
    {
        while (!work.IsCompleted)
        {
            live.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await work;
    }
}

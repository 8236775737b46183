using Mixer.Runtime.Handlers;
using Mixer.Runtime.Tests.Fakes;

namespace Mixer.Runtime.Tests.Handlers;

public sealed class HandlerEnvironmentTests : IDisposable
{
    private readonly Scenario _scenario = new();
    private readonly List<IDisposable> _owned = [];

    public void Dispose()
    {
        _owned.ForEach(owned => owned.Dispose());
        _scenario.Dispose();
    }

    [Fact]
    public async Task Work_Throws_IsLoggedAndCountedDown()
    {
        var environment = Create(1, 1);

        await environment.ScheduleWorkAsync(_ => throw new InvalidOperationException("lost"));
        await environment.ReportStrayAsync();

        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "Adapter worker failed: lost");
        Assert.Contains("mixer_handler_worker_count{initConfigID=\"0\",handlerName=\"h\"} 0", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_MoreThanTheQueueHolds_WaitsForRoom()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var environment = Create(1, 1);
        await environment.ScheduleWorkAsync(_ => gate.Task);
        await environment.ScheduleWorkAsync(_ => gate.Task);

        var third = environment.ScheduleWorkAsync(_ => Task.CompletedTask).AsTask();

        Assert.False(third.IsCompleted);
        gate.SetResult();
        await third;
    }

    [Fact]
    public async Task Work_Inline_RunsBeforeScheduleReturns()
    {
        var ran = false;
        var environment = Create(1, 1, inline: true);

        await environment.ScheduleWorkAsync(_ =>
        {
            ran = true;
            return Task.CompletedTask;
        });

        Assert.True(ran);
    }

    [Fact]
    public async Task Daemon_HandlerClosed_IsCancelledBeforeItIsDisposed()
    {
        var cancelledBefore = false;
        _scenario.Adapter.OnBuild = (handler, _) =>
        {
            handler.Environment.ScheduleDaemon("watch", async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
            });
            handler.Environment.ScheduleDaemon("note", token =>
            {
                token.Register(() => cancelledBefore = handler.Disposed == 0);
                return Task.CompletedTask;
            });
            return new(handler);
        };
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("i"));
        await _scenario.PublishAsync();
        _scenario.NoRules();
        await _scenario.PublishAsync();
        await _scenario.Retirement.WhenDoneAsync();

        Assert.True(cancelledBefore);
        Assert.DoesNotContain(_scenario.Log.Entries, entry => entry.Message.StartsWith("adapter did not close", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Daemon_GoesOnAfterClose_IsReportedByName()
    {
        var gate = new TaskCompletionSource();
        var environment = Create(1, 1);
        environment.ScheduleDaemon("refresh", _ => gate.Task);
        await environment.ScheduleWorkAsync(_ => gate.Task);

        var report = environment.ReportStrayAsync();
        _scenario.Time.Advance(_scenario.Options.StrayGrace);
        await report;

        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "adapter did not close all the scheduled daemons: refresh");
        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "adapter did not close all the scheduled workers");
        gate.SetResult();
    }

    [Fact]
    public async Task Daemon_Throws_IsLogged()
    {
        var environment = Create(1, 1);

        environment.ScheduleDaemon("d", _ => throw new InvalidOperationException("gone"));
        await environment.ReportStrayAsync();

        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "Adapter daemon failed: gone");
    }

    private HandlerEnvironment Create(int concurrency, int queue, bool inline = false)
    {
        var pool = new AdapterPool(concurrency, queue, inline);
        var environment = new HandlerEnvironment("h", 0, _scenario.Log, pool, _scenario.Metrics, _scenario.Time, _scenario.Options.StrayGrace);
        _owned.Add(environment);
        _owned.Add(pool);
        return environment;
    }
}

using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class CheckTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Check_NoRule_AllowsForAMinute()
    {
        var outcome = await CheckAsync();

        Assert.Null(outcome.Error);
        Assert.Equal(new CheckResult(Status.Ok, Duration.FromSeconds(60), 10_000), outcome.Result);
    }

    [Fact]
    public async Task Check_ThreeVerdicts_TakesTheDenialAndTheShortestValidity()
    {
        Handlers(("a", Scenario.Allow(10, 100)), ("b", Scenario.Allow(20, 200)), ("c", Scenario.Deny(StatusCode.PermissionDenied, "no")));

        var outcome = await CheckAsync();

        Assert.Equal(new CheckResult(new Status(StatusCode.PermissionDenied, "c.denier.istio-system:no"), Duration.FromSeconds(5), 100), outcome.Result);
    }

    [Fact]
    public async Task Check_TwoDenials_FirstInRuleOrderGivesTheCode()
    {
        Handlers(("z", Scenario.Deny(StatusCode.NotFound, "m1")), ("a", Scenario.Deny(StatusCode.PermissionDenied, "m2")));

        var outcome = await CheckAsync();

        Assert.Equal(new Status(StatusCode.NotFound, "z.denier.istio-system:m1, a.denier.istio-system:m2"), outcome.Result.Status);
    }

    [Fact]
    public async Task Check_FirstDenialAnswersLast_OrderStaysThatOfTheRules()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Handlers(("a", Scenario.Deny(StatusCode.NotFound, "slow")), ("b", Scenario.Deny(StatusCode.PermissionDenied, "fast")));
        var answer = _scenario.Adapter.OnCheck;
        _scenario.Adapter.OnCheck = async (handler, instance, cancellation) =>
        {
            if (instance.StartsWith("a.", StringComparison.Ordinal))
            {
                await gate.Task;
            }

            return await answer(handler, instance, cancellation);
        };
        var route = await _scenario.PublishAsync();

        var check = route.CheckAsync(_scenario.Bag(), CancellationToken.None);
        Assert.False(check.IsCompleted);
        gate.SetResult();

        Assert.Equal(new Status(StatusCode.NotFound, "a.denier.istio-system:slow, b.denier.istio-system:fast"), (await check).Result.Status);
    }

    [Fact]
    public async Task Check_EmptyMessage_StillNamesTheHandler()
    {
        Handlers(("d", Scenario.Deny(StatusCode.FailedPrecondition, "")));

        Assert.Equal("d.denier.istio-system:", (await CheckAsync()).Result.Status.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Check_HandlerWithoutOpinion_IsNotCounted(bool first)
    {
        Handlers((first ? "a" : "z", default), ("m", Scenario.Allow(10, 100)));

        Assert.Equal(Scenario.Allow(10, 100), (await CheckAsync()).Result);
    }

    [Fact]
    public async Task Check_AllowedWithMessage_KeepsTheFirstMessage()
    {
        Handlers(("a", Scenario.Allow(10, 100) with { Status = new Status(StatusCode.Ok, "fine") }), ("b", Scenario.Allow(5, 50)));

        Assert.Equal(new CheckResult(new Status(StatusCode.Ok, "fine"), Duration.FromSeconds(5), 50), (await CheckAsync()).Result);
    }

    [Fact]
    public async Task Check_HandlerThrowsBesideADenial_FailsWithTheListOfErrors()
    {
        Handlers(("a", Scenario.Deny(StatusCode.PermissionDenied, "no")), ("b", default));
        var answer = _scenario.Adapter.OnCheck;
        _scenario.Adapter.OnCheck = (handler, instance, cancellation) =>
            instance.StartsWith("b.", StringComparison.Ordinal) ? throw new InvalidOperationException("kaputt") : answer(handler, instance, cancellation);

        var outcome = await CheckAsync();

        Assert.Equal("1 error occurred:\n\n* kaputt", outcome.Error);
        var metrics = await _scenario.MetricsTextAsync();
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"b.denier.istio-system\",adapter=\"denier\",error=\"true\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"b.denier.istio-system\",adapter=\"denier\",error=\"false\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"a.denier.istio-system\",adapter=\"denier\",error=\"false\"} 1", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_HandlerHasAMistake_IsCalledAPanic()
    {
        Handlers(("a", default));
        _scenario.Adapter.OnCheck = (_, _, _) => throw new KeyNotFoundException("no such key");

        Assert.Equal("1 error occurred:\n\n* panic during handler dispatch: no such key", (await CheckAsync()).Error);
    }

    [Fact]
    public async Task Check_HandlerFailsLater_FailsTheSameWay()
    {
        Handlers(("a", default));
        _scenario.Adapter.OnCheck = async (_, _, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        };

        Assert.Equal("1 error occurred:\n\n* later", (await CheckAsync()).Error);
    }

    [Fact]
    public async Task Check_InstanceNotBuilt_FailsButCallsTheOthers()
    {
        var asked = new List<string>();
        _scenario.Adapter.OnCheck = (_, instance, _) =>
        {
            asked.Add(instance);
            return new(Scenario.Allow(1, 1));
        };
        _scenario.Rule("r1", _scenario.Handler("a"), Scenario.Instance("bad", attribute: "foo.attr"))
            .Rule("r2", _scenario.Handler("a"), Scenario.Instance("good"));

        var outcome = await CheckAsync();

        Assert.Equal("1 error occurred:\n\n* evaluation failed at [bad.checknothing.istio-system]'Value': 'lookup failed: 'foo.attr''", outcome.Error);
        Assert.Equal(["good.checknothing.istio-system"], asked);
    }

    [Fact]
    public async Task Check_CallerCancels_CancellationPassesThrough()
    {
        using var caller = new CancellationTokenSource();
        Handlers(("a", default));
        _scenario.Adapter.OnCheck = async (_, _, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return default;
        };
        var route = await _scenario.PublishAsync();

        var check = route.CheckAsync(_scenario.Bag(), caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await check);
    }

    [Fact]
    public async Task Check_HandlerCancelsOnItsOwn_IsAnErrorOfTheHandler()
    {
        Handlers(("a", default));
        _scenario.Adapter.OnCheck = (_, _, _) => throw new OperationCanceledException("own time-out");

        Assert.Equal("1 error occurred:\n\n* own time-out", (await CheckAsync()).Error);
    }

    [Fact]
    public async Task Check_SeventyInstances_AllAnswer()
    {
        var asked = 0;
        _scenario.Adapter.OnCheck = async (_, _, _) =>
        {
            await Task.Yield();
            Interlocked.Increment(ref asked);
            return Scenario.Allow(1, 1);
        };
        var handler = _scenario.Handler("a");
        _scenario.Rule("r", null, "istio-system",
            new Config.Model.RuleAction(0, handler, [.. Enumerable.Range(0, 70).Select(index => Scenario.Instance("i" + index))]));

        Assert.Null((await CheckAsync()).Error);
        Assert.Equal(70, asked);
        Assert.Contains("mixer_dispatcher_instances_per_request_sum 70", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SessionReused_ForgetsThePreviousCall()
    {
        var when = FakeExpression.Equal(_scenario.Vocabulary, "source.user", "bad");
        _scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        _scenario.Rule("r", _scenario.Handler("a"), Scenario.Instance("i"), when);
        var route = await _scenario.PublishAsync();

        var denied = await route.CheckAsync(_scenario.Bag(("source.user", new("bad"))), CancellationToken.None);
        var allowed = await route.CheckAsync(_scenario.Bag(("source.user", new("good"))), CancellationToken.None);

        Assert.Equal(StatusCode.PermissionDenied, denied.Result.Status.Code);
        Assert.True(allowed.Result.Status.IsOk);
    }

    [Fact]
    public async Task Check_OneSynchronousDenier_AllocatesAtMost200Bytes()
    {
        var when = FakeExpression.Equal(_scenario.Vocabulary, "source.user", "bad");
        var deny = Scenario.Deny(StatusCode.PermissionDenied, "no");
        _scenario.Adapter.OnCheck = (_, _, _) => new(deny);
        _scenario.Rule("r", _scenario.Handler("a"), Scenario.Instance("i"), when);
        var route = await _scenario.PublishAsync();
        var bag = _scenario.Bag(("source.user", new("bad")), ("destination.namespace", new("ns")));

        var perCall = Measure(route, bag);

        Assert.True(perCall <= 200, $"{perCall} bytes a check");
    }

    private static long Measure(Route route, Attributes.AttributeBag bag)
    {
        const int Calls = 1000;
        for (var index = 0; index < Calls; index++)
        {
            Run(route, bag);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < Calls; index++)
        {
            Run(route, bag);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static void Run(Route route, Attributes.AttributeBag bag)
    {
        var check = route.CheckAsync(bag, CancellationToken.None);
        Assert.False(check.IsCompletedSuccessfully ? check.Result.Result.Status.IsOk : throw new InvalidOperationException("not synchronous"));
    }

    private void Handlers(params (string Name, CheckResult Result)[] handlers)
    {
        var results = handlers.ToDictionary(handler => handler.Name + ".checknothing.istio-system", handler => handler.Result);
        _scenario.Adapter.OnCheck = (_, instance, _) => new(results[instance]);
        for (var index = 0; index < handlers.Length; index++)
        {
            _scenario.Rule("r" + index, _scenario.Handler(handlers[index].Name), Scenario.Instance(handlers[index].Name));
        }
    }

    private async Task<CheckOutcome> CheckAsync()
    {
        var route = await _scenario.PublishAsync();
        return await route.CheckAsync(_scenario.Bag(), CancellationToken.None);
    }
}

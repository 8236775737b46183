using Mixer.Config.Model;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Handlers;

public sealed class HandlerTableTests : IDisposable
{
    private readonly Scenario _scenario = new(keepLastGood: false);

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Table_NothingChanged_ReusesTheHandler()
    {
        Use("v1");
        await _scenario.PublishAsync();
        await _scenario.PublishAsync();

        Assert.Equal((0, 1), (_scenario.Live.NewCount, _scenario.Live.ReusedCount));
        Assert.Single(_scenario.Adapter.Built);
        Assert.Equal(0, _scenario.Adapter.Built[0].Disposed);
    }

    [Fact]
    public async Task Table_ConfigChanged_BuildsAnewAndClosesTheOldUnderItsId()
    {
        Use("v1");
        await _scenario.PublishAsync();
        _scenario.NoRules();
        Use("v2");
        await _scenario.PublishAsync();
        await _scenario.Retirement.WhenDoneAsync();

        Assert.Equal(1, _scenario.Live.NewCount);
        Assert.Equal([1, 0], _scenario.Adapter.Built.Select(handler => handler.Disposed));
        Assert.Contains("mixer_handler_close_handler_count{configID=\"0\"} 1", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_HandlerNoLongerUsed_IsClosedOnce()
    {
        Use("v1");
        await _scenario.PublishAsync();
        _scenario.NoRules();
        await _scenario.PublishAsync();
        await _scenario.PublishAsync();
        await _scenario.Retirement.WhenDoneAsync();

        Assert.Equal(1, _scenario.Adapter.Built[0].Disposed);
    }

    [Fact]
    public async Task Table_InstanceRenamed_BuildsAnew()
    {
        Use("v1", Scenario.Instance("le"));
        await _scenario.PublishAsync();
        _scenario.NoRules();
        Use("v1", Scenario.Instance("le9"));
        await _scenario.PublishAsync();

        Assert.Equal(1, _scenario.Live.NewCount);
        Assert.Equal(["checknothing: le.checknothing.istio-system", "checknothing: le9.checknothing.istio-system"], _scenario.Adapter.TypesSet);
    }

    [Fact]
    public void Signature_TypeOfAnInstanceField_Counts()
    {
        var handler = _scenario.Handler("h");
        var text = Scenario.Instance("i") with { Params = FakeInstance.Params("source.user", AttributeType.String) };
        var number = Scenario.Instance("i") with { Params = FakeInstance.Params("source.user", AttributeType.Int64) };

        Assert.Equal(HandlerSignature.Compute(handler, [text]), HandlerSignature.Compute(handler, [text with { Location = new("other.yaml", 7) }]));
        Assert.NotEqual(HandlerSignature.Compute(handler, [text]), HandlerSignature.Compute(handler, [number]));
    }

    [Fact]
    public void Signature_MapEntriesInAnotherOrder_IsTheSame()
    {
        var one = new Api.Policy.V1Beta1.Instance { AttributeBindings = { ["a"] = "1", ["b"] = "2" } };
        var two = new Api.Policy.V1Beta1.Instance { AttributeBindings = { ["b"] = "2", ["a"] = "1" } };
        var handler = _scenario.Handler("h");

        Assert.Equal(HandlerSignature.Compute(handler with { Config = one }, []), HandlerSignature.Compute(handler with { Config = two }, []));
    }

    [Fact]
    public void Signature_MapOfAnInstanceInAnotherOrder_IsTheSame()
    {
        var handler = _scenario.Handler("h");
        KeyValuePair<string, Param> a = new("a", new ExpressionParam("Value[a]", "source.user")), b = new("b", new ExpressionParam("Value[b]", "request.path"));
        KeyValuePair<string, Param> other = new("b", new ExpressionParam("Value[b]", "source.user"));

        Assert.Equal(Signature(a, b), Signature(b, a));
        Assert.NotEqual(Signature(a, b), Signature(a, other));

        HandlerSignature Signature(params KeyValuePair<string, Param>[] entries) => HandlerSignature.Compute(
            handler, [Scenario.Instance("i") with { Params = new MessageParam("", FakeInstance.Schema, [new MapParam("Value", [.. entries])]) }]);
    }

    [Fact]
    public void Signature_PartsOfEqualTextTogether_Differ()
    {
        var handler = _scenario.Handler("h");
        InstanceDefinition[] left = [Scenario.Instance("a") with { Name = "ab" }, Scenario.Instance("b") with { Name = "c" }];
        InstanceDefinition[] right = [Scenario.Instance("a") with { Name = "a" }, Scenario.Instance("b") with { Name = "bc" }];

        Assert.NotEqual(HandlerSignature.Compute(handler, left), HandlerSignature.Compute(handler, right));
    }

    [Fact]
    public async Task Build_ValidationFails_SaysWhyAndSkipsTheAction()
    {
        _scenario.Adapter.OnValidate = (_, errors) => errors.Add("refreshInterval", "must be > 0");
        Use("bad");

        var route = await _scenario.PublishAsync();

        Assert.Equal(
            "adapter builder validation failed: adapter validation failed : builder validation failed: '1 error occurred:\n\n* refreshInterval: must be > 0'",
            Assert.Single(_scenario.Live.Failures).Message);
        Assert.Equal(1, route.Table.UnsatisfiedActions);
        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "Unable to find a handler for action. rule[action]='r.rule.istio-system[0]', handler='h.denier.istio-system'");
        Assert.Contains(_scenario.Log.Entries, entry => entry.Message.StartsWith("Unable to initialize adapter: snapshot='0', handler='h.denier.istio-system', adapter='denier', err='adapter builder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Build_Fails_SaysWhy()
    {
        _scenario.Adapter.OnBuild = (_, _) => throw new InvalidOperationException("no such host");

        Assert.Equal("adapter instantiation error: no such host", await FailureAsync());
    }

    [Fact]
    public async Task Build_ValidateThrows_IsContained()
    {
        _scenario.Adapter.OnValidate = (_, _) => throw new InvalidOperationException("oops");

        Assert.Equal("panic during factory.build: 'oops' ", await FailureAsync());
    }

    [Fact]
    public async Task Build_NoBuilder_SaysWhy()
    {
        _scenario.Adapter.CreateBuilder = () => null!;

        Assert.Equal("adapter builder validation failed: adapter validation failed : nil builder from adapter: adapter='denier'", await FailureAsync());
    }

    [Fact]
    public async Task Build_TakesTooLong_IsGivenUpAndTheLateHandlerIsClosed()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _scenario.Adapter.OnBuild = async (handler, _) =>
        {
            started.SetResult();
            await gate.Task;
            return handler;
        };
        Use("slow");

        var publish = _scenario.PublishAsync();
        await started.Task;
        while (!publish.IsCompleted)
        {
            _scenario.Time.Advance(_scenario.Options.BuildTimeout);
            await Task.Yield();
        }

        await publish;
        Assert.Equal("adapter instantiation error: not built within 30 s", Assert.Single(_scenario.Live.Failures).Message);
        gate.SetResult();
        await _scenario.Adapter.Built[0].Closed.Task;
    }

    [Fact]
    public async Task Build_OneFails_OthersWork()
    {
        _scenario.Adapter.OnValidate = (config, errors) =>
        {
            if (config == "bad")
            {
                errors.Add("f", "m");
            }
        };
        _scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        _scenario.Rule("r1", _scenario.Handler("h1", "bad"), Scenario.Instance("i")).Rule("r2", _scenario.Handler("h2", "good"), Scenario.Instance("i"));

        var route = await _scenario.PublishAsync();

        Assert.Equal("h2.denier.istio-system:no", (await route.CheckAsync(_scenario.Bag(), CancellationToken.None)).Result.Status.Message);
    }

    [Fact]
    public async Task Build_SeveralAreSlow_AreBuiltTogetherAndStayInOrder()
    {
        var (started, gate) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _scenario.Adapter.OnBuild = async (handler, _) =>
        {
            // None is ready before all have begun.
            if (Interlocked.Increment(ref started) == 3)
            {
                gate.SetResult();
            }

            await gate.Task;
            return handler.Config == "bad" ? throw new InvalidOperationException("no") : handler;
        };
        _scenario.Rule("r1", _scenario.Handler("c", "good"), Scenario.Instance("i")).Rule("r2", _scenario.Handler("a", "bad"), Scenario.Instance("i"))
            .Rule("r3", _scenario.Handler("b", "good"), Scenario.Instance("i"));

        await _scenario.PublishAsync();

        Assert.Equal(["a.denier.istio-system", "b.denier.istio-system", "c.denier.istio-system"], _scenario.Live.Statuses.Select(status => status.Name));
        Assert.Equal([HandlerState.Failed, HandlerState.Live, HandlerState.Live], _scenario.Live.Statuses.Select(status => status.State));
        Assert.Equal((2, 0), (_scenario.Live.NewCount, _scenario.Live.ReusedCount));
    }

    [Fact]
    public async Task Build_IsCancelled_ClosesWhatIsBuilt()
    {
        using var stop = new CancellationTokenSource();
        _scenario.Adapter.OnBuild = async (handler, cancellation) =>
        {
            if (handler.Config == "hangs")
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            return handler;
        };
        _scenario.Rule("r1", _scenario.Handler("a", "ready"), Scenario.Instance("i")).Rule("r2", _scenario.Handler("b", "hangs"), Scenario.Instance("i"));

        var building = _scenario.HandlerTables.BuildAsync(_scenario.Snapshot(), HandlerTable.Empty, stop.Token);
        while (_scenario.Adapter.BuiltCount < 2)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        await _scenario.Adapter.Built.Single(handler => handler.Config == "ready").Closed.Task;
    }

    [Fact]
    public async Task Superseded_InstanceThatItWasNotBuiltFor_IsNotSent()
    {
        using var scenario = new Scenario();
        var sent = new List<string>();
        scenario.Adapter.OnCheck = (handler, instance, _) =>
        {
            sent.Add($"{handler.Config}: {instance}");
            return default;
        };
        scenario.Adapter.OnBuild = (handler, _) => handler.Config == "bad" ? throw new InvalidOperationException("no") : new(handler);
        scenario.Rule("r", scenario.Handler("h", "good"), Scenario.Instance("old"));
        await scenario.PublishAsync();
        var sameShape = Scenario.Instance("old") with { Params = FakeInstance.Params() };
        scenario.NoRules().Rule("r1", null, "istio-system", new RuleAction(0, scenario.Handler("h", "bad"), [sameShape, Scenario.Instance("new")]))
            .Rule("r2", scenario.Handler("h", "bad"), Scenario.Instance("other"));

        var route = await scenario.PublishAsync();
        await route.CheckAsync(scenario.Bag(), CancellationToken.None);

        Assert.Equal(["good: old.checknothing.istio-system"], sent);
        Assert.Equal(2, route.Table.UnsatisfiedActions);
        var failure = Assert.Single(scenario.Live.Failures);
        Assert.EndsWith("which are not sent to it: new.checknothing.istio-system, other.checknothing.istio-system", failure.Hint, StringComparison.Ordinal);
        Assert.Equal(["new.checknothing.istio-system", "other.checknothing.istio-system"], [.. Assert.Single(scenario.Live.Statuses).NotBuiltFor]);

        scenario.NoRules().Rule("r", scenario.Handler("h", "good again"), Scenario.Instance("new"));
        route = await scenario.PublishAsync();
        await route.CheckAsync(scenario.Bag(), CancellationToken.None);

        Assert.Equal("good again: new.checknothing.istio-system", sent[^1]);
    }

    [Fact]
    public async Task Superseded_InstanceWithOtherTypes_IsNotSent()
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnBuild = (handler, _) => handler.Config == "bad" ? throw new InvalidOperationException("no") : new(handler);
        InstanceDefinition Typed(string attribute, AttributeType type) => Scenario.Instance("i") with { Params = FakeInstance.Params(attribute, type) };
        scenario.Rule("r", scenario.Handler("h", "good"), Typed("source.user", AttributeType.String));
        await scenario.PublishAsync();
        scenario.NoRules().Rule("r", scenario.Handler("h", "bad"), Typed("request.path", AttributeType.String));
        Assert.Equal(0, (await scenario.PublishAsync()).Table.UnsatisfiedActions);
        scenario.NoRules().Rule("r", scenario.Handler("h", "bad"), Typed("request.path", AttributeType.Int64));

        Assert.Equal(1, (await scenario.PublishAsync()).Table.UnsatisfiedActions);
    }

    [Fact]
    public async Task RuntimeName_IsWhatMessagesAndMetricsSay()
    {
        _scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        _scenario.Rule("r", _scenario.Handler("h", "v1") with { RuntimeName = "h.istio-system" }, Scenario.Instance("i"));

        var route = await _scenario.PublishAsync();

        Assert.Equal("h.istio-system:no", (await route.CheckAsync(_scenario.Bag(), CancellationToken.None)).Result.Status.Message);
        Assert.Contains("handler=\"h.istio-system\",adapter=\"denier\",error=\"false\"} 1\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
        Assert.Equal("h.istio-system", _scenario.Adapter.Built[0].Environment.HandlerName);
        Assert.True(_scenario.Live.TryGet("h.denier.istio-system", out _));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Build_NewVersionFails_PolicyDecidesAboutThePreviousOne(bool keepLastGood, int calls)
    {
        using var scenario = new Scenario(keepLastGood);
        var called = new List<string>();
        scenario.Adapter.OnCheck = (handler, _, _) =>
        {
            called.Add(handler.Config);
            return default;
        };
        scenario.Adapter.OnBuild = (handler, _) => handler.Config == "bad" ? throw new InvalidOperationException("no") : new(handler);
        scenario.Rule("r", scenario.Handler("h", "good"), Scenario.Instance("i"));
        await scenario.PublishAsync();
        scenario.NoRules().Rule("r", scenario.Handler("h", "bad"), Scenario.Instance("i"));

        var route = await scenario.PublishAsync();
        await scenario.Retirement.WhenDoneAsync();
        await route.CheckAsync(scenario.Bag(), CancellationToken.None);

        Assert.Single(scenario.Live.Failures);
        Assert.Equal(calls, called.Count(config => config == "good"));
        Assert.Equal(keepLastGood ? 0 : 1, scenario.Adapter.Built[0].Disposed);
    }

    [Fact]
    public async Task Close_HandlerThrows_IsCountedAndLogged()
    {
        _scenario.Adapter.OnDispose = _ => throw new InvalidOperationException("stuck");
        Use("v1");
        await _scenario.PublishAsync();
        _scenario.NoRules();
        await _scenario.PublishAsync();
        await _scenario.Retirement.WhenDoneAsync();

        Assert.Contains("mixer_handler_handler_close_failure_count{configID=\"0\"} 1", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "Error closing adapter: h.denier.istio-system/denier: 'panic during handler.Close: 'stuck' '");
    }

    private void Use(string config, InstanceDefinition? instance = null) =>
        _scenario.Rule("r", _scenario.Handler("h", config), instance ?? Scenario.Instance("i"));

    private async Task<string> FailureAsync()
    {
        Use("v1");
        await _scenario.PublishAsync();
        return Assert.Single(_scenario.Live.Failures).Message;
    }
}

using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class PreprocessTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Preprocess_BoundOutput_IsAddedAndNotReferenced()
    {
        Generator("g", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new FakeOutput(new AttributeValue("web-1")));
        var bag = _scenario.Bag();

        Assert.Null(await RunAsync(bag));

        Assert.Equal("web-1", bag.Peek(_scenario.Vocabulary.SlotOf("pod.name")).AsString);
        Assert.False(bag.Contains(_scenario.Vocabulary.SlotOf("pods.output.name")));
        bag.TryGet(_scenario.Vocabulary.SlotOf("pod.name"), out _);
        Assert.Equal(["!context.reporter.kind", "!destination.namespace", "!destination.service"], _scenario.Referenced(bag));
    }

    [Fact]
    public async Task Preprocess_CallerAlreadySentTheAttribute_CallerWins()
    {
        Generator("g", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new FakeOutput(new AttributeValue("generated")));
        var bag = _scenario.Bag(("pod.name", new("sent")));

        Assert.Null(await RunAsync(bag));
        Assert.Equal("sent", bag.Peek(_scenario.Vocabulary.SlotOf("pod.name")).AsString);
    }

    [Fact]
    public async Task Preprocess_CallerSentTheNameOfAnOutput_BindingsSeeTheOutput()
    {
        Generator("g", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new FakeOutput(new AttributeValue("real")));
        var bag = _scenario.Bag(("pods.output.name", new("forged")));

        Assert.Null(await RunAsync(bag));
        Assert.Equal("real", bag.Peek(_scenario.Vocabulary.SlotOf("pod.name")).AsString);
        Assert.Equal("forged", bag.Peek(_scenario.Vocabulary.SlotOf("pods.output.name")).AsString);
    }

    [Fact]
    public async Task Preprocess_UnsetOutput_FailsAndAddsNothing()
    {
        Generator("g", "pod.name", "pods.output.name");
        var bag = _scenario.Bag();

        Assert.Equal("1 error occurred:\n\n* lookup failed: 'pods.output.name'", await RunAsync(bag));
        Assert.DoesNotContain("!pods.output.name", _scenario.Referenced(bag));
    }

    [Fact]
    public async Task Preprocess_TwoGenerators_EachSeesOnlyTheCallersAttributes()
    {
        Generator("a", "pod.name", "pods.output.name");
        Generator("b", "foo.attr", "pod.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new FakeOutput(new AttributeValue("x")));

        Assert.Equal("1 error occurred:\n\n* lookup failed: 'pod.name'", await RunAsync(_scenario.Bag()));
    }

    [Fact]
    public async Task Preprocess_TwoGeneratorsOfOneAttribute_FirstRuleWins()
    {
        Generator("a", "pod.name", "pods.output.name");
        Generator("b", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, instance) => new(new FakeOutput(new AttributeValue(instance)));
        var bag = _scenario.Bag();

        Assert.Null(await RunAsync(bag));
        Assert.Equal("a.pods.istio-system", bag.Peek(_scenario.Vocabulary.SlotOf("pod.name")).AsString);
    }

    [Fact]
    public async Task Preprocess_GeneratesTheNamespace_CheckUsesItsRules()
    {
        Generator("g", "destination.namespace", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new FakeOutput(new AttributeValue("blue")));
        _scenario.Adapter.OnCheck = (_, _, _) => new(Scenario.Deny(Sdk.StatusCode.PermissionDenied, "blue says no"));
        _scenario.Rule("r", _scenario.Handler("d"), Scenario.Instance("i"), ns: "blue");
        var route = await _scenario.PublishAsync();
        var bag = _scenario.Bag();

        await route.PreprocessAsync(bag, CancellationToken.None);

        Assert.Equal("d.denier.istio-system:blue says no", (await route.CheckAsync(bag, CancellationToken.None)).Result.Status.Message);
    }

    [Fact]
    public async Task Preprocess_HandlerThrows_IsAnError()
    {
        Generator("g", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => throw new InvalidOperationException("no cluster");

        Assert.Equal("1 error occurred:\n\n* no cluster", await RunAsync(_scenario.Bag()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Preprocess_HandlerAnswersNull_IsAnErrorOfThatHandler(bool later)
    {
        Generator("g", "pod.name", "pods.output.name");
        var gate = new TaskCompletionSource<IAttributeOutput>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scenario.Adapter.OnGenerate = (_, _) => later ? new(gate.Task) : new((IAttributeOutput)null!);

        var run = RunAsync(_scenario.Bag());
        gate.SetResult(null!);

        Assert.Equal("1 error occurred:\n\n* handler 'k.denier.istio-system' answered with no output", await run);
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"pods\",handler=\"k.denier.istio-system\",adapter=\"denier\",error=\"true\"} 1\n", await _scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preprocess_OutputCannotBeRead_IsAnErrorAndTheBagIsAsBefore()
    {
        Generator("g", "pod.name", "pods.output.name");
        _scenario.Adapter.OnGenerate = (_, _) => new(new UnreadableOutput());
        var bag = _scenario.Bag(("pods.output.name", new("sent")));

        Assert.Equal("1 error occurred:\n\n* the map was changed meanwhile", await RunAsync(bag));
        Assert.Equal("sent", bag.Peek(_scenario.Vocabulary.SlotOf("pods.output.name")).AsString);
        Assert.False(bag.Contains(_scenario.Vocabulary.SlotOf("pod.name")));
    }

    private void Generator(string name, string target, string source) =>
        _scenario.Rule(name, _scenario.Handler("k"), Scenario.Instance(name, Scenario.Pods, "",
            new OutputBinding(_scenario.Vocabulary.SlotOf(target), FakeExpression.Attribute(_scenario.Vocabulary, source, AttributeType.String))));

    private async Task<string?> RunAsync(AttributeBag bag)
    {
        var route = await _scenario.PublishAsync();
        return await route.PreprocessAsync(bag, CancellationToken.None);
    }

    private sealed class UnreadableOutput : IAttributeOutput
    {
        public bool TryGetOutput(int index, out AttributeValue value) => throw new InvalidOperationException("the map was changed meanwhile");
    }
}

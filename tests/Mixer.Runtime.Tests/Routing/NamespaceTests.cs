using Mixer.Runtime.Routing;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Routing;

public sealed class NamespaceTests : IDisposable
{
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    [Theory]
    [InlineData(null, "destination-ns")]
    [InlineData("inbound", "destination-ns")]
    [InlineData("outbound", "source-ns")]
    [InlineData("foo", "")]
    [InlineData("", "")]
    public void RequestNamespace_ByReporterKind_IsThatOfTheSide(string? kind, string expected)
    {
        var bag = _scenario.Bag(("destination.namespace", new("destination-ns")), ("source.namespace", new("source-ns")));
        if (kind is not null)
        {
            bag.Set(_scenario.Vocabulary.ReporterKindSlot, new AttributeValue(kind));
        }

        Assert.Equal(expected, RequestNamespace.Read(bag));
    }

    [Fact]
    public void RequestNamespace_WrongTypes_CountAsMissing()
    {
        var bag = _scenario.Bag(("destination.namespace", new(5L)), ("context.reporter.kind", new(true)), ("destination.service", new(7L)));

        Assert.Equal("", RequestNamespace.Read(bag));
        Assert.Equal(["context.reporter.kind", "destination.namespace", "destination.service"], _scenario.Referenced(bag));
    }

    [Fact]
    public void RequestNamespace_OtherKind_ReferencesNoNamespace()
    {
        var bag = _scenario.Bag(("context.reporter.kind", new("foo")));

        RequestNamespace.Read(bag);

        Assert.Equal(["context.reporter.kind", "!destination.service"], _scenario.Referenced(bag));
    }

    [Fact]
    public async Task Check_DefaultRulesAndManyNamespaces_EachGetsItsOwn()
    {
        _scenario.Adapter.OnCheck = (_, instance, _) =>
            new(instance[0] == 'x' ? Scenario.Allow(10, 10) : Scenario.Deny(StatusCode.PermissionDenied, instance[..1]));
        foreach (var name in new[] { "x1", "x2", "x3" })
        {
            _scenario.Rule(name, _scenario.Handler(name), Scenario.Instance(name));
        }

        foreach (var ns in new[] { "a", "b", "c" })
        {
            _scenario.Rule("r", _scenario.Handler("d"), Scenario.Instance(ns), ns: ns);
        }

        var route = await _scenario.PublishAsync();

        foreach (var ns in new[] { "a", "b", "c" })
        {
            var outcome = await route.CheckAsync(_scenario.Bag(("destination.namespace", new(ns))), CancellationToken.None);
            Assert.Equal("d.denier.istio-system:" + ns, outcome.Result.Status.Message);
        }

        Assert.True((await route.CheckAsync(_scenario.Bag(("destination.namespace", new("d"))), CancellationToken.None)).Result.Status.IsOk);
        Assert.True((await route.CheckAsync(_scenario.Bag(("destination.namespace", new("istio-system"))), CancellationToken.None)).Result.Status.IsOk);
    }

    [Fact]
    public async Task Check_NamespaceRule_ComesAfterTheDefaultOnes()
    {
        _scenario.Adapter.OnCheck = (_, instance, _) => new(Scenario.Deny(StatusCode.PermissionDenied, instance[..1]));
        _scenario.Rule("z", _scenario.Handler("d"), Scenario.Instance("z")).Rule("a", _scenario.Handler("d"), Scenario.Instance("a"), ns: "aaa");
        var route = await _scenario.PublishAsync();

        var outcome = await route.CheckAsync(_scenario.Bag(("destination.namespace", new("aaa"))), CancellationToken.None);

        Assert.Equal("d.denier.istio-system:z, d.denier.istio-system:a", outcome.Result.Status.Message);
    }

    [Fact]
    public async Task Routing_NoDefaultRules_IsWarnedOf()
    {
        _scenario.Rule("r", _scenario.Handler("d"), Scenario.Instance("i"), ns: "a");

        await _scenario.PublishAsync();

        Assert.Contains(_scenario.Log.Entries, entry => entry.Message == "No destination sets found for the default namespace 'istio-system'.");
    }
}

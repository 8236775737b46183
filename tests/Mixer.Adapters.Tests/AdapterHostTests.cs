using Mixer.Sdk;
using Mixer.Sdk.Testing;

namespace Mixer.Adapters.Tests;

/// <summary>The host for tests, with an adapter whose answers are known.</summary>
public sealed class AdapterHostTests
{
    private const string Configuration =
        """
        kind: denier
        metadata: { name: h, namespace: istio-system }
        spec: { status: { code: 7, message: go away } }
        ---
        kind: checknothing
        metadata: { name: nothing, namespace: istio-system }
        spec: {}
        ---
        kind: quota
        metadata: { name: requests, namespace: istio-system }
        spec: { dimensions: { source: 'source.name | "client"' } }
        ---
        kind: rule
        metadata: { name: strangers, namespace: istio-system }
        spec:
          match: source.name == "stranger"
          actions: [ { handler: h.denier, instances: [ nothing.checknothing, requests.quota ] } ]
        """;

    [Fact]
    public async Task Check_SeveralCalls_AreAnsweredInOrder()
    {
        await using var host = await StartAsync(Configuration);

        var answers = await host.CheckAllAsync([new AttributeSet { { "source.name", "friend" } }, new AttributeSet { { "source.name", "stranger" } }]);

        Assert.All(answers, answer => Assert.Null(answer.Error));
        Assert.Equal([StatusCode.Ok, StatusCode.PermissionDenied], answers.Select(answer => answer.Result.Status.Code));
        Assert.Equal("h.denier.istio-system:go away", answers[1].Result.Status.Message);
    }

    [Fact]
    public async Task Allocate_RefusingAdapter_GrantsNothing()
    {
        await using var host = await StartAsync(Configuration);

        var refused = await host.AllocateAsync(new AttributeSet { { "source.name", "stranger" } }, "requests", new QuotaArgs("", 5, BestEffort: true));
        var unasked = await host.AllocateAsync(new AttributeSet { { "source.name", "friend" } }, "requests", new QuotaArgs("", 5, BestEffort: true));

        Assert.Equal((0, 5), (refused.Result.Amount, unasked.Result.Amount));
    }

    [Fact]
    public async Task Check_UndeclaredAttribute_Throws()
    {
        await using var host = await StartAsync(Configuration);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => host.CheckAsync(new AttributeSet { { "sorce.name", "friend" } }));
        Assert.StartsWith("the configuration does not declare the attribute 'sorce.name'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongConfiguration_ThrowsWithThePlace()
    {
        var wrong = Configuration.Replace("  match: source.name ==", "  match: source.nme ==", StringComparison.Ordinal);

        var fault = await Assert.ThrowsAsync<AdapterConfigurationException>(() => StartAsync(wrong));
        Assert.Contains(fault.Problems, problem => problem.Contains("(16,", StringComparison.Ordinal) && problem.Contains("source.nme", StringComparison.Ordinal));
    }

    private static Task<AdapterHost> StartAsync(string configuration) => AdapterHost.StartAsync(Mixer.Adapters.Denier.DenierAdapterRegistration.Info, configuration);
}

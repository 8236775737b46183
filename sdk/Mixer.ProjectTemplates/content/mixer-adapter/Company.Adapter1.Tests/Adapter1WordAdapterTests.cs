using Mixer.Sdk;
using Mixer.Sdk.Testing;
using Xunit;

namespace Company.Adapter1.Tests;

/// <summary>What every adapter owes its host is inherited; below stands what this one does.</summary>
public sealed class Adapter1WordAdapterTests : AdapterContractTests
{
    protected override AdapterInfo Adapter => Adapter1WordAdapterRegistration.Info;

    protected override string Configuration =>
        """
        kind: adapter1lowerword
        metadata: { name: log, namespace: istio-system }
        spec: { prefix: "event: " }
        ---
        kind: adapter1lowerwordevent
        metadata: { name: failure, namespace: istio-system }
        spec: { title: source.name | "somebody", urgency: response.code | 200 }
        ---
        kind: rule
        metadata: { name: always, namespace: istio-system }
        spec: { actions: [ { handler: log.adapter1lowerword, instances: [ failure.adapter1lowerwordevent ] } ] }
        """;

    [Fact]
    public async Task Report_OneCall_LogsTitleAndUrgency()
    {
        await using var host = await AdapterHost.StartAsync(Adapter, Configuration);

        var errors = await host.ReportAsync([new AttributeSet { { "source.name", "client" }, { "response.code", 500 } }]);

        Assert.Empty(errors);
        Assert.Equal(1, host.Log.Count("event: client (urgency 500)"));
    }

    [Fact]
    public async Task Configuration_LongPrefix_IsRefused()
    {
        var configuration = Configuration.Replace("event: ", new string('x', 101), StringComparison.Ordinal);

        var refusal = await Assert.ThrowsAsync<AdapterConfigurationException>(() => AdapterHost.StartAsync(Adapter, configuration));

        Assert.Contains("prefix: is longer than 100 characters", Assert.Single(refusal.Problems), StringComparison.Ordinal);
    }
}

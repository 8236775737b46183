namespace Mixer.Functional.Tests;

/// <summary>Handlers and instances of the kinds <c>handler</c> and <c>instance</c> (spec 03 section 14), over sockets.</summary>
public sealed class GenericKindsTests
{
    private const string Config = """
        kind: handler
        metadata: {name: h, namespace: istio-system}
        spec:
          compiledAdapter: denier
          params: {status: {code: 7, message: not you}}
        ---
        kind: instance
        metadata: {name: i, namespace: istio-system}
        spec: {compiledTemplate: checknothing}
        ---
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          sampling: {random: {percentSampled: {numerator: 100}}}
          actions: [{handler: h, instances: [i]}]

        """;

    [Fact]
    public async Task Check_HandlerOfAnAdapterByName_IsCalledByNameAndNamespace()
    {
        await using var running = await RunningServer.StartAsync(Config);

        var reply = await running.Client.CheckAsync(new Api.V1.CheckRequest());

        Assert.Equal((7, "h.istio-system:not you"), (reply.Precondition.Status.Code, reply.Precondition.Status.Message));
        Assert.Contains("mixer_runtime_dispatch_count{meshFunction=\"checknothing\",handler=\"h.istio-system\",adapter=\"denier\",error=\"false\"} 1\n",
            await running.GetAsync("/metrics"), StringComparison.Ordinal);
        Assert.Contains("mixer_config_problems{severity=\"warning\",kind=\"ignored-field\"} 1\n", await running.GetAsync("/metrics"), StringComparison.Ordinal);
        Assert.Contains("sampling has no effect", await running.LogAsync(), StringComparison.Ordinal);
    }
}

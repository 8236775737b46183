using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;

namespace Mixer.Functional.Tests;

/// <summary>Header operations and failure policies of rules, as a proxy meets them (spec 03 section 14).</summary>
public sealed class RuleDirectiveTests
{
    private const string Configuration = """
        kind: attributemanifest
        metadata: {name: m, namespace: istio-system}
        spec: {attributes: {request.path: {value_type: STRING}, source.user: {value_type: STRING}, destination.namespace: {value_type: STRING}}}
        ---
        kind: denier
        metadata: {name: d, namespace: istio-system}
        spec: {status: {code: 7, message: not you}}
        ---
        kind: checknothing
        metadata: {name: c, namespace: istio-system}
        spec: {}
        ---
        kind: rule
        metadata: {name: deny, namespace: istio-system}
        spec: {match: 'request.path == "/deny"', actions: [{handler: d.denier, instances: [c.checknothing]}]}
        ---
        kind: rule
        metadata: {name: headers, namespace: istio-system}
        spec:
          requestHeaderOperations:
          - {name: x-user, values: ['source.user | ""'], operation: REPLACE}
          - {name: x-internal, operation: REMOVE}
          responseHeaderOperations:
          - {name: x-trail, values: ['"mixer"', 'request.path'], operation: APPEND}
        ---
        kind: rule
        metadata: {name: more, namespace: elsewhere}
        spec:
          match: request.path == "/more"
          requestHeaderOperations:
          - {name: x-more, values: ['"yes"']}

        """;

    [Fact]
    public async Task Check_Allowed_CarriesTheHeaderOperationsAlsoFromTheCache()
    {
        await using var server = await RunningServer.StartAsync(Configuration);
        for (var call = 0; call < 2; call++)
        {
            var directive = (await CheckAsync(server, ("request.path", "/more"), ("source.user", "eve"), ("destination.namespace", "elsewhere"))).RouteDirective;

            Assert.Equal(
                ["x-user=eve Replace", "x-internal= Remove", "x-more=yes Replace"],
                directive.RequestHeaderOperations.Select(operation => $"{operation.Name}={operation.Value} {operation.Operation}"));
            Assert.Equal(
                ["x-trail=mixer Append", "x-trail=/more Append"], directive.ResponseHeaderOperations.Select(operation => $"{operation.Name}={operation.Value} {operation.Operation}"));
        }

        Assert.Contains("mixer_checkcache_cache_hits 1\n", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_EmptyOrFailingValues_ArePassedOver()
    {
        await using var server = await RunningServer.StartAsync(Configuration);

        var directive = (await CheckAsync(server)).RouteDirective;

        Assert.Equal("x-internal", Assert.Single(directive.RequestHeaderOperations).Name);
        Assert.Equal("mixer", Assert.Single(directive.ResponseHeaderOperations).Value);
    }

    [Fact]
    public async Task Check_Denied_CarriesNoHeaderOperations()
    {
        await using var server = await RunningServer.StartAsync(Configuration);

        var verdict = await CheckAsync(server, ("request.path", "/deny"));

        Assert.Equal((7, null), (verdict.Status.Code, verdict.RouteDirective));
    }

    [Theory]
    [InlineData("fail-close", 7)]
    [InlineData("fail-open", 0)]
    public async Task Check_ConditionCannotBeEvaluated_FailurePolicyDecides(string policy, int code)
    {
        await using var server = await RunningServer.StartAsync(Configuration + $$"""
            ---
            kind: rule
            metadata: {name: strict, namespace: istio-system, annotations: {policy.istio.io/failurePolicy: {{policy}} } }
            spec: {match: 'source.user == "eve"', actions: [{handler: d.denier, instances: [c.checknothing]}]}
            """);

        var absent = await CheckAsync(server);
        var present = await CheckAsync(server, ("source.user", "bob"));

        Assert.Equal((code, 0), (absent.Status.Code, present.Status.Code));
        Assert.Equal(code == 0 ? "" : "strict.rule.istio-system: its condition cannot be evaluated: lookup failed: 'source.user'", absent.Status.Message);
    }

    [Fact]
    public async Task Check_RuleNotInEffectFailsClosed_DeniesWhatItAppliesTo()
    {
        await using var server = await RunningServer.StartAsync(Configuration + """
            ---
            kind: rule
            metadata: {name: strict, namespace: istio-system, annotations: {policy.istio.io/failurePolicy: fail-close}}
            spec: {match: 'source.user == "eve"', actions: [{handler: nobody.denier, instances: [c.checknothing]}]}
            """);

        Assert.Equal(7, (await CheckAsync(server, ("source.user", "eve"))).Status.Code);
        Assert.Equal(0, (await CheckAsync(server, ("source.user", "bob"))).Status.Code);
    }

    private static async Task<CheckResponse.Types.PreconditionResult> CheckAsync(RunningServer server, params (string Name, string Value)[] attributes)
    {
        var encoder = new AttributeEncoder();
        foreach (var (name, value) in attributes)
        {
            encoder.Set(name, new AttributeValue(value));
        }

        return (await server.Client.CheckAsync(new CheckRequest { Attributes = encoder.ToCompressed() })).Precondition;
    }
}

using System.Globalization;
using Mixer.Api.V1;
using Mixer.Benchmarks.Calls;
using Xunit.Abstractions;

namespace Mixer.Allocation.Tests;

/// <summary>Bytes per Check. Pinned where they are, so that a change that adds some is seen; what is required is that nothing is added to what an empty method costs.</summary>
public sealed class CheckAllocationTests(ITestOutputHelper output)
{
    private const string Rule = """
        apiVersion: config.istio.io/v1alpha2
        kind: attributemanifest
        metadata: {name: mesh, namespace: istio-system}
        spec:
          attributes:
            destination.service: {valueType: STRING}
            destination.namespace: {valueType: STRING}
            source.namespace: {valueType: STRING}
            context.reporter.kind: {valueType: STRING}
            request.method: {valueType: STRING}
            request.headers: {valueType: STRING_MAP}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: denier
        metadata: {name: deny, namespace: istio-system}
        spec: {status: {code: CODE, message: refused}, validDuration: 1000s, validUseCount: 1000000}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: deny, namespace: istio-system}
        spec:
          match: destination.service == "svc5.default.svc.cluster.local" && request.headers[":method"] == "GET"
          actions:
          - handler: deny.denier
            instances: [ACTIONS]

        """;

    private const string Instance = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: checknothing
        metadata: {name: NAME, namespace: istio-system}
        spec: {}

        """;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 24)]
    [InlineData(1, 7, 24)]
    [InlineData(5, 0, 120)]
    public async Task Check_CacheOff_AllocatesOnlyTheInstances(int actions, int code, long expected)
    {
        await using var server = await Servers.StartAsync(Configuration(actions, code), cacheEntries: 0);
        var call = Servers.Check();
        var bytes = Allocations.Of(server.Api(), call);
        output.WriteLine($"{actions} actions with code {code}: {bytes} bytes");
        Assert.Equal(code, CheckResponse.Parser.ParseFrom(call.Answer[5..].ToArray()).Precondition.Status.Code);
        Assert.Equal(expected, bytes);
    }

    [Fact]
    public async Task Check_CacheOffOneDenier_StaysWithin200BytesOfTheEmptyMethod()
    {
        var empty = Allocations.Of(Servers.Empty(), Servers.Check());
        await using var server = await Servers.StartAsync(Configuration(1), cacheEntries: 0);
        var ours = Allocations.Of(server.Api(), Servers.Check());
        output.WriteLine($"ours {ours} bytes, empty method {empty} bytes");
        Assert.InRange(ours - empty, long.MinValue, 200);
    }

    [Fact]
    public async Task Check_Cached_AllocatesNothing()
    {
        await using var server = await Servers.StartAsync(Configuration(1), cacheEntries: 1000);
        var call = Servers.Check();
        var bytes = Allocations.Of(server.Api(), call);
        output.WriteLine($"cached: {bytes} bytes");
        var answer = CheckResponse.Parser.ParseFrom(call.Answer[5..].ToArray()).Precondition;
        Assert.Equal(7, answer.Status.Code);
        Assert.InRange(answer.ValidDuration.Seconds, 1, 999);
        Assert.Equal(0, bytes);
    }

    private static string Configuration(int actions, int code = 7)
    {
        var names = Enumerable.Range(0, actions).Select(i => $"nothing{i}").ToArray();
        return Rule
            .Replace("CODE", code.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("ACTIONS", string.Join(", ", names.Select(name => name + ".checknothing")), StringComparison.Ordinal)
            + string.Concat(names.Select(name => Instance.Replace("NAME", name, StringComparison.Ordinal)));
    }
}

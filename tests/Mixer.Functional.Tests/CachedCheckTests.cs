using Microsoft.Extensions.Time.Testing;
using Mixer.Api.V1;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>What callers see of the cache: nothing but speed (spec 01 section 10).</summary>
public sealed class CachedCheckTests
{
    [Fact]
    public async Task Check_DeniedAgain_HasTheSameUsesAndWhatIsLeftOfItsTime()
    {
        var time = new FakeTimeProvider();
        await using var server = await RunningServer.StartAsync(SetUpA, time: time);
        var request = Check(("request.headers", Map("clnt", "abc")));

        var first = (await server.Client.CheckAsync(request)).Precondition;
        time.Advance(TimeSpan.FromSeconds(100));
        var second = (await server.Client.CheckAsync(request)).Precondition;

        Assert.Equal((50, 300), (first.ValidUseCount, first.ValidDuration.Seconds));
        Assert.Equal((50, 200), (second.ValidUseCount, second.ValidDuration.Seconds));
        Assert.Equal((first.Status, first.ReferencedAttributes), (second.Status, second.ReferencedAttributes));
        await AssertCountersAsync(server, writes: 1, hits: 1);
    }

    [Fact]
    public async Task Check_OtherUserOfTheSameService_IsNotServedAVerdictOfAShapeThatIsNotItsOwn()
    {
        await using var server = await RunningServer.StartAsync(SetUpA + """
            ---
            {kind: rule, metadata: {name: user, namespace: ns1}, spec: {match: 'source.user == "x"', actions: [{handler: denyall.denier.istio-system, instances: [nothing.checknothing.istio-system]}]}}
            """);
        CheckRequest Request(string @namespace, string user) => Check(("destination.namespace", @namespace), ("destination.service", "svc"), ("source.user", user));

        var warm = (await server.Client.CheckAsync(Request("ns2", "x"))).Precondition;
        var denied = (await server.Client.CheckAsync(Request("ns1", "x"))).Precondition;
        var other = (await server.Client.CheckAsync(Request("ns1", "y"))).Precondition;
        var again = (await server.Client.CheckAsync(Request("ns2", "y"))).Precondition;

        Assert.Equal((0, 7, 0, 0), (warm.Status.Code, denied.Status.Code, other.Status.Code, again.Status.Code));
        Assert.Contains("source.user EXACT", Lines(other.ReferencedAttributes));
        Assert.All([warm, again], verdict => Assert.DoesNotContain(Lines(verdict.ReferencedAttributes), line => line.StartsWith("source.user", StringComparison.Ordinal)));
        await AssertCountersAsync(server, writes: 3, hits: 1);
    }

    [Fact]
    public async Task Change_RuleRemoved_ItsDenialInTheCacheIsGone()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        var request = Check(("request.headers", Map("clnt", "abc")));
        var denied = new List<int>();
        for (var call = 0; call < 2; call++)
        {
            denied.Add((await server.Client.CheckAsync(request)).Precondition.Status.Code);
        }

        Assert.Equal([7, 7], denied);
        await AssertCountersAsync(server, writes: 1, hits: 1);

        await server.ChangeAsync(SetUpA[..SetUpA.IndexOf("---\nkind: rule", StringComparison.Ordinal)]);

        Assert.Equal(0, (await server.Client.CheckAsync(request)).Precondition.Status.Code);
        Assert.Equal(0, (await server.Client.CheckAsync(request)).Precondition.Status.Code);
        await AssertCountersAsync(server, writes: 2, hits: 2);
    }

    private static async Task AssertCountersAsync(RunningServer server, int writes, int hits)
    {
        var page = await server.GetAsync("/metrics");
        Assert.Contains($"mixer_checkcache_cache_writes {writes}\n", page, StringComparison.Ordinal);
        Assert.Contains($"mixer_checkcache_cache_hits {hits}\n", page, StringComparison.Ordinal);
    }
}

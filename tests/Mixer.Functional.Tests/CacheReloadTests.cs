using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>No verdict outlives the configuration that gave it (spec 01 section 10).</summary>
public sealed class CacheReloadTests
{
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

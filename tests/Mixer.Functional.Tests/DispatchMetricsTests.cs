using System.Globalization;
using Mixer.Api.V1;

namespace Mixer.Functional.Tests;

public sealed class DispatchMetricsTests
{
    [Fact]
    public async Task Check_UncachedCachedAndWithQuota_IsCountedTwiceNeverAndThreeTimes()
    {
        await using var server = await RunningServer.StartAsync("");
        var counts = new List<long> { await CountAsync(server) };

        await server.Client.CheckAsync(new CheckRequest());
        counts.Add(await CountAsync(server));
        await server.Client.CheckAsync(new CheckRequest());
        counts.Add(await CountAsync(server));
        await server.Client.CheckAsync(new CheckRequest { Quotas = { ["q"] = new CheckRequest.Types.QuotaParams { Amount = 1 } } });
        counts.Add(await CountAsync(server));

        Assert.Equal([0, 2, 2, 5], counts);
    }

    private static async Task<long> CountAsync(RunningServer server)
    {
        const string Name = "\nmixer_dispatcher_destinations_per_request_count ";
        var metrics = await server.GetAsync("/metrics");
        var at = metrics.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return long.Parse(metrics.AsSpan(at, metrics.IndexOf('\n', at) - at), CultureInfo.InvariantCulture);
    }
}

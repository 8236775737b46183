using System.Text.Json;

namespace Mixer.Functional.Tests;

/// <summary>The client as a load tool, against a real server.</summary>
public sealed class MixcLoadTests
{
    [Fact]
    public async Task Check_ManyAtOnce_SummarizesOutcomesAndLatencies()
    {
        await using var server = await RunningServer.StartAsync("");

        var text = await server.MixcAsync("check", "--repeat", "40", "--concurrency", "4", "-s", "destination.service=x");

        Assert.Matches(@"^40 calls in \S+s: [0-9.]+ calls/s, 4 at once\n  Outcomes\n    OK  40\n  Latency\n    mean  \S+s\n    p50   \S+s\n    p90   \S+s\n    p99   \S+s\n    p99.9 \S+s\n    max   \S+s\n$", text);
        Assert.Contains("grpc_code=\"OK\",grpc_method=\"Check\",grpc_service=\"istio.mixer.v1.Mixer\",grpc_type=\"unary\"} 40\n", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AtARate_SummarizesAsJson()
    {
        await using var server = await RunningServer.StartAsync("");

        var text = await server.MixcAsync("report", "--repeat", "20", "--rate", "1000", "--json");

        using var summary = JsonDocument.Parse(text);
        Assert.Equal(20, summary.RootElement.GetProperty("calls").GetInt32());
        Assert.Equal(20, summary.RootElement.GetProperty("outcomes").GetProperty("OK").GetInt32());
        Assert.Equal(
            ["mean", "p50", "p90", "p99", "p99.9", "max"], summary.RootElement.GetProperty("latencySeconds").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Check_AsJson_IsTheReplyOnALine()
    {
        await using var server = await RunningServer.StartAsync("");

        var text = await server.MixcAsync("check", "--json", "-q", "nope=7");

        using var reply = JsonDocument.Parse(text);
        Assert.Equal("7", reply.RootElement.GetProperty("quotas").GetProperty("nope").GetProperty("grantedAmount").GetString());
        Assert.Equal(1, text.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Check_Repeated_PrintsABlockForEach()
    {
        await using var server = await RunningServer.StartAsync("");

        Assert.Equal(2, (await server.MixcAsync("check", "-r", "2")).Split("Check RPC completed successfully.").Length - 1);
        Assert.Equal("", await server.MixcAsync("check", "-r", "0"));
    }
}

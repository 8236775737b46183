using Grpc.Core;
using Mixer.Api.V1;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

public sealed class ApiTests
{
    [Fact]
    public async Task Check_CacheHoldsADenial_AnotherHeaderIsStillAllowed()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        var codes = new List<int>();
        foreach (var header in new[] { "abc", "ok", "abc", "other" })
        {
            codes.Add((await server.Client.CheckAsync(Request(header))).Precondition.Status.Code);
        }

        Assert.Equal([7, 0, 7, 0], codes);
        Assert.Contains("mixer_checkcache_cache_hits 1\n", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CacheOff_HasNoCacheMetrics()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, options => options with { CheckCacheEntries = 0 });
        await server.Client.CheckAsync(Request("abc"));

        Assert.DoesNotContain("mixer_checkcache", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Counted_AppearsInTheServersMetrics()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        await server.Client.CheckAsync(Request("x"));

        Assert.Contains(
            "grpc_server_handled_total{grpc_code=\"OK\",grpc_method=\"Check\",grpc_service=\"istio.mixer.v1.Mixer\",grpc_type=\"unary\"} 1\n",
            await server.GetAsync("/metrics"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WordCountDiffers_EachCallerGetsItsOwnEncoding()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        var request = Request("abc");
        request.GlobalWordCount = 300;

        var first = await server.Client.CheckAsync(request);
        request.GlobalWordCount = 0;
        var second = await server.Client.CheckAsync(request);

        Assert.Equal(["clnt"], first.Precondition.ReferencedAttributes.Words);
        Assert.All(second.Precondition.ReferencedAttributes.AttributeMatches, match => Assert.True(match.Name < 0));
    }

    [Fact]
    public async Task Quota_Unknown_IsGrantedInFullForAMinuteOrRefused()
    {
        var request = new CheckRequest { Quotas = { ["nope"] = new CheckRequest.Types.QuotaParams { Amount = 7, BestEffort = true } } };
        await using var granting = await RunningServer.StartAsync(SetUpA);
        await using var refusing = await RunningServer.StartAsync(SetUpA, options => options with { UnknownQuota = UnknownQuotaDeny });

        var granted = (await granting.Client.CheckAsync(request)).Quotas["nope"];
        var refused = (await refusing.Client.CheckAsync(request)).Quotas["nope"];

        Assert.Equal((7, 60), (granted.GrantedAmount, granted.ValidDuration.Seconds));
        Assert.Equal((0, 0), (refused.GrantedAmount, refused.ValidDuration.Seconds));
    }

    [Theory]
    [InlineData(new byte[] { 0x0a })]
    [InlineData(new byte[] { 0x0a, 0x11, 0x32, 0x0f, 0x08, 0x00, 0x12, 0x0b, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    public async Task Check_BytesAreNoRequest_FailsAsUnmarshalling(byte[] bytes)
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await SendAsync(server, "Check", bytes));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.StartsWith("grpc: error unmarshalling request: ", failure.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("grpc_server_handled_total{", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_LargerThanTheLimit_IsRefusedWithBothSizes()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, options => options with { MaxMessageSize = 1000 });

        // An unknown field of type bytes: three bytes of tag and length.
        await SendAsync(server, "Check", [0xfa, 0x01, 0xe4, 0x07, .. new byte[996]]);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await SendAsync(server, "Check", [0xfa, 0x01, 0xe5, 0x07, .. new byte[997]]));

        Assert.Equal((StatusCode.ResourceExhausted, "grpc: received message larger than max (1001 vs. 1000)"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task Method_Unknown_IsUnimplemented()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await SendAsync(server, "Nope", []));

        Assert.Equal((StatusCode.Unimplemented, "unknown method Nope"), (failure.StatusCode, failure.Status.Detail));
    }

    private static Server.UnknownQuota UnknownQuotaDeny => Server.UnknownQuota.Deny;

    private static CheckRequest Request(string header) =>
        new()
        {
            GlobalWordCount = 203,
            Attributes = new CompressedAttributes
            {
                Words = { "clnt", header, "svc" },
                Strings = { [152] = -3 },
                StringMaps = { [15] = new StringMap { Entries = { [-1] = -2 } } },
            },
        };
}

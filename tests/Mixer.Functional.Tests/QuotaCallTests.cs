using Microsoft.Extensions.Time.Testing;
using Mixer.Api.V1;
using Mixer.Sdk;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>Quotas of a Check as a proxy meets them (spec 01 section 9 and cases 23 to 27 and 30 of section 16).</summary>
public sealed class QuotaCallTests
{
    private const string Metered = SetUpA + """
        ---
        {kind: memquota, metadata: {name: limits, namespace: istio-system}, spec: {quotas: [{name: requestcount.quota.istio-system, maxAmount: 5000, validDuration: 1s}]}}
        ---
        {kind: quota, metadata: {name: requestcount, namespace: istio-system}, spec: {dimensions: {user: 'source.user | "unknown"'}}}
        ---
        {kind: rule, metadata: {name: count, namespace: istio-system}, spec: {actions: [{handler: limits.memquota, instances: [requestcount.quota]}]}}

        """;

    private static readonly string[] Base = ["context.reporter.kind ABSENCE", "destination.namespace ABSENCE", "destination.service ABSENCE"];

    [Fact]
    public async Task Quota_KnownAndUnknown_AreGrantedEachWithItsOwnReferences()
    {
        await using var server = await StartAsync();

        var quotas = (await AskAsync(server, "id", ("requestcount", 5), ("nope", 7))).Quotas;

        Assert.Equal((5, 1), (quotas["requestcount"].GrantedAmount, quotas["requestcount"].ValidDuration.Seconds));
        Assert.Equal([.. Base, "source.user ABSENCE"], Lines(quotas["requestcount"].ReferencedAttributes));
        Assert.Equal((7, 60), (quotas["nope"].GrantedAmount, quotas["nope"].ValidDuration.Seconds));
        Assert.Equal(Base, Lines(quotas["nope"].ReferencedAttributes));
    }

    [Fact]
    public async Task Quota_SameIdAgain_IsGrantedAgainAndThenNothingIsLeft()
    {
        await using var server = await StartAsync();

        var first = (await AskAsync(server, "a", ("requestcount", 5000))).Quotas["requestcount"];
        var again = (await AskAsync(server, "a", ("requestcount", 5000))).Quotas["requestcount"];
        var other = (await AskAsync(server, "b", ("requestcount", 1))).Quotas["requestcount"];
        var effort = (await AskAsync(server, "c", bestEffort: true, ("requestcount", 1))).Quotas["requestcount"];

        Assert.Equal((5000, 5000), (first.GrantedAmount, again.GrantedAmount));
        Assert.Equal((0, 0), (other.GrantedAmount, other.ValidDuration.Seconds));
        Assert.Equal((0, 1), (effort.GrantedAmount, effort.ValidDuration.Seconds));
    }

    [Fact]
    public async Task Quota_WithoutAnId_IsNeverTakenForARepetition()
    {
        await using var server = await StartAsync();

        var first = (await AskAsync(server, "", ("requestcount", 4000))).Quotas["requestcount"];
        var second = (await AskAsync(server, "", ("requestcount", 10))).Quotas["requestcount"];

        Assert.Equal((4000, 10), (first.GrantedAmount, second.GrantedAmount));
    }

    [Fact]
    public async Task Quota_Denied_IsNotAskedFor()
    {
        var asked = new List<QuotaArgs>();
        var script = new ScriptedAdapter
        {
            OnQuota = args =>
            {
                asked.Add(args);
                return default;
            },
        };
        await using var server = await script.StartAsync(SetUpA + Scripted);
        var request = Check(("request.headers", Map("clnt", "abc")));
        request.Quotas["rq"] = new CheckRequest.Types.QuotaParams { Amount = 5 };

        var reply = await server.Client.CheckAsync(request);

        Assert.Equal((7, 0), (reply.Precondition.Status.Code, reply.Quotas.Count));
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Quota_OfAHandler_IsToldIdAndNameAmountAndBestEffort()
    {
        var asked = new List<QuotaArgs>();
        var script = new ScriptedAdapter
        {
            OnQuota = args =>
            {
                asked.Add(args);
                return default;
            },
        };
        await using var server = await script.StartAsync(SetUpA + Scripted);

        await AskAsync(server, "id-", ("rq", 5));
        await AskAsync(server, "", bestEffort: true, ("RQ", -3));

        Assert.Equal([new QuotaArgs("id-rq", 5, false), new QuotaArgs("", -3, true)], asked);
    }

    [Theory]
    [InlineData("/free", 5, 60)]
    [InlineData("/metered", 0, 0)]
    public async Task Quota_OfAConditionalRule_IsFullUnlessItMatches(string path, long amount, long seconds)
    {
        await using var server = await RunningServer.StartAsync(SetUpA + """
            ---
            {kind: quota, metadata: {name: rq, namespace: istio-system}, spec: {dimensions: {}}}
            ---
            {kind: rule, metadata: {name: count, namespace: istio-system}, spec: {match: 'request.path == "/metered"', actions: [{handler: denyall.denier, instances: [rq.quota]}]}}
            """);
        var request = Check(("request.path", path));
        request.Quotas["rq"] = new CheckRequest.Types.QuotaParams { Amount = 5 };

        var reply = await server.Client.CheckAsync(request);

        Assert.Equal(0, reply.Precondition.Status.Code);
        Assert.Equal((amount, seconds), (reply.Quotas["rq"].GrantedAmount, reply.Quotas["rq"].ValidDuration.Seconds));
        Assert.Contains("request.path EXACT", Lines(reply.Quotas["rq"].ReferencedAttributes));
    }

    [Fact]
    public async Task Quota_CannotBeEvaluated_IsAnEmptyGrantAndTheOthersGoOn()
    {
        await using var server = await RunningServer.StartAsync(Metered + """
            ---
            {kind: quota, metadata: {name: broken, namespace: istio-system}, spec: {dimensions: {user: source.name}}}
            ---
            {kind: rule, metadata: {name: broken, namespace: istio-system}, spec: {actions: [{handler: denyall.denier, instances: [broken.quota]}]}}
            """);

        var reply = await AskAsync(server, "id", ("broken", 3), ("requestcount", 5));

        Assert.Equal(0, reply.Precondition.Status.Code);
        Assert.Equal((0, 0, 0), (reply.Quotas["broken"].GrantedAmount, reply.Quotas["broken"].ValidDuration.Seconds, reply.Quotas["broken"].ValidDuration.Nanos));
        Assert.Equal([.. Base, "source.name ABSENCE"], Lines(reply.Quotas["broken"].ReferencedAttributes));
        Assert.Equal(5, reply.Quotas["requestcount"].GrantedAmount);
        Assert.Contains("\terror\tapi\tQuota failure:performing quota alloc failed: 1 error occurred:", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quota_AfterAnOkFromTheCache_IsStillGranted()
    {
        await using var server = await StartAsync();
        var request = Check(("request.headers", Map("foo", "x")));

        Assert.Empty((await server.Client.CheckAsync(request)).Quotas);
        request.Quotas["requestcount"] = new CheckRequest.Types.QuotaParams { Amount = 5 };
        var reply = await server.Client.CheckAsync(request);

        Assert.Equal((0, 5), (reply.Precondition.Status.Code, reply.Quotas["requestcount"].GrantedAmount));
        Assert.Equal([.. Base, "request.headers[clnt] ABSENCE"], Lines(reply.Precondition.ReferencedAttributes));
        Assert.Equal([.. Base, "source.user ABSENCE"], Lines(reply.Quotas["requestcount"].ReferencedAttributes));
    }

    private const string Scripted = """
        ---
        {kind: scripted, metadata: {name: p, namespace: istio-system}, spec: {}}
        ---
        {kind: quota, metadata: {name: rq, namespace: istio-system}, spec: {dimensions: {}}}
        ---
        {kind: rule, metadata: {name: count, namespace: istio-system}, spec: {actions: [{handler: p.scripted, instances: [rq.quota]}]}}

        """;

    // Time stands still, so that a second is long enough on any machine.
    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(Metered, time: new FakeTimeProvider());

    private static Task<CheckResponse> AskAsync(RunningServer server, string id, params (string Name, long Amount)[] quotas) => AskAsync(server, id, bestEffort: false, quotas);

    private static async Task<CheckResponse> AskAsync(RunningServer server, string id, bool bestEffort, params (string Name, long Amount)[] quotas)
    {
        var request = new CheckRequest { DeduplicationId = id };
        foreach (var (name, amount) in quotas)
        {
            request.Quotas[name] = new CheckRequest.Types.QuotaParams { Amount = amount, BestEffort = bestEffort };
        }

        return await server.Client.CheckAsync(request);
    }
}

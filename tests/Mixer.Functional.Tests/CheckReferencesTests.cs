using Google.Protobuf;
using Mixer.Api.V1;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>What a Check answers besides its code: validity and referenced attributes, to the byte (spec 01 sections 2, 6 and 8).</summary>
public sealed class CheckReferencesTests
{
    private static readonly string[] Nothing =
        ["context.reporter.kind ABSENCE", "destination.namespace ABSENCE", "destination.service ABSENCE", "request.headers ABSENCE"];

    [Fact]
    public async Task Check_Empty_IsAllowedAndReferencesTheAbsenceOfFour()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);

        var verdict = (await server.Client.CheckAsync(new CheckRequest())).Precondition;

        Assert.Equal((0, 60, 10_000), (verdict.Status.Code, verdict.ValidDuration.Seconds, verdict.ValidUseCount));
        Assert.Equal(Nothing, Lines(verdict.ReferencedAttributes));
    }

    [Fact]
    public async Task Check_SameBytesTwiceWithoutCache_IsTheSameReplyToTheByte()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);
        var request = Check(("request.headers", Map("foo", "x")), ("destination.service", "svc")).ToByteArray();

        var first = await SendAsync(server, "Check", request);
        var second = await SendAsync(server, "Check", request);

        Assert.Equal(first, second);
        Assert.Equal("12", Convert.ToHexString(first, 0, 1));
        Assert.Equal("0A00" + "1202083C" + "18904E" + "2A", Convert.ToHexString(first, 2, 10));
    }

    [Fact]
    public async Task Check_KeyOfAMapDecides_IsReferencedInsteadOfTheMap()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);

        var denied = (await server.Client.CheckAsync(Check(("request.headers", Map("clnt", "abc"))))).Precondition;
        var allowed = (await server.Client.CheckAsync(Check(("request.headers", Map("foo", "x"))))).Precondition;

        Assert.Equal((7, "denyall.denier.istio-system:Not allowed", 300, 50), (denied.Status.Code, denied.Status.Message, denied.ValidDuration.Seconds, denied.ValidUseCount));
        Assert.Equal([.. Nothing[..3], "request.headers[clnt] EXACT"], Lines(denied.ReferencedAttributes));
        Assert.Equal(0, allowed.Status.Code);
        Assert.Equal([.. Nothing[..3], "request.headers[clnt] ABSENCE"], Lines(allowed.ReferencedAttributes));
    }

    [Fact]
    public async Task Check_SeveralHandlers_DenialsAreJoinedAndTheShortestValidityCounts()
    {
        const string Handlers = """
            {kind: denier, metadata: {name: d1, namespace: istio-system}, spec: {status: {code: 7, message: first}, validDuration: 10s, validUseCount: 50}}
            ---
            {kind: denier, metadata: {name: d2, namespace: istio-system}, spec: {status: {code: 16, message: second}, validDuration: 20s, validUseCount: 5}}
            ---
            {kind: listchecker, metadata: {name: ok, namespace: istio-system}, spec: {overrides: [a], cachingInterval: 7s, cachingUseCount: 77}}
            ---
            {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
            ---
            {kind: listentry, metadata: {name: a, namespace: istio-system}, spec: {value: '"a"'}}
            ---

            """;
        await using var two = await RunningServer.StartAsync(Handlers + """
            {kind: rule, metadata: {name: r, namespace: istio-system}, spec: {actions: [
              {handler: d1.denier, instances: [nothing.checknothing]}, {handler: d2.denier, instances: [nothing.checknothing]}]}}
            """);
        await using var listed = await RunningServer.StartAsync(Handlers + """
            {kind: rule, metadata: {name: r, namespace: istio-system}, spec: {actions: [
              {handler: ok.listchecker, instances: [a.listentry]}, {handler: d2.denier, instances: [nothing.checknothing]}]}}
            """);

        var both = (await two.Client.CheckAsync(new CheckRequest())).Precondition;
        var one = (await listed.Client.CheckAsync(new CheckRequest())).Precondition;

        Assert.Equal((7, "d1.denier.istio-system:first, d2.denier.istio-system:second", 10, 5), (both.Status.Code, both.Status.Message, both.ValidDuration.Seconds, both.ValidUseCount));
        Assert.Equal((16, "d2.denier.istio-system:second", 7, 5), (one.Status.Code, one.Status.Message, one.ValidDuration.Seconds, one.ValidUseCount));
    }

    [Fact]
    public async Task Check_KindOfTheReporter_SaysWhichNamespaceIsReferenced()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);
        var seen = new List<string>();

        foreach (var kind in new object[] { "inbound", "outbound", "other", 5 })
        {
            var references = (await server.Client.CheckAsync(Check(("context.reporter.kind", kind)))).Precondition.ReferencedAttributes;
            seen.Add(string.Join(", ", Lines(references).Where(line => line != "request.headers ABSENCE")));
        }

        Assert.Equal(
            [
                "context.reporter.kind EXACT, destination.namespace ABSENCE, destination.service ABSENCE",
                "context.reporter.kind EXACT, destination.service ABSENCE, source.namespace ABSENCE",
                "context.reporter.kind EXACT, destination.service ABSENCE",
                "context.reporter.kind EXACT, destination.namespace ABSENCE, destination.service ABSENCE",
            ],
            seen);
    }

    [Fact]
    public async Task Check_Outbound_ReferencesTheSourcesNamespaceAndNotTheDestinations()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);

        var verdict = (await server.Client.CheckAsync(Check(("context.reporter.kind", "outbound"), ("source.namespace", "a"), ("destination.namespace", "b")))).Precondition;

        Assert.Equal(
            ["context.reporter.kind EXACT", "destination.service ABSENCE", "request.headers ABSENCE", "source.namespace EXACT"], Lines(verdict.ReferencedAttributes));
    }

    [Fact]
    public async Task Check_WordCount_SaysHowManyWordsTheReplyBrings()
    {
        await using var server = await RunningServer.StartAsync(SetUpA, NoCache);
        var request = Check(("destination.service", "svc"), ("request.headers", Map("clnt", "abc")));
        var words = new List<int>();
        foreach (var count in new uint[] { 300, 158, 150, 0, uint.MaxValue })
        {
            request.GlobalWordCount = count;
            var references = (await server.Client.CheckAsync(request)).Precondition.ReferencedAttributes;
            words.Add(references.Words.Count);
            Assert.Equal(
                ["context.reporter.kind ABSENCE", "destination.namespace ABSENCE", "destination.service EXACT", "request.headers[clnt] EXACT"], Lines(references));
        }

        Assert.Equal([1, 2, 4, 5, 1], words);
    }
}

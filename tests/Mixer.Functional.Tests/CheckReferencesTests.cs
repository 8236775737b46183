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

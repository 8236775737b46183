using Grpc.Core;
using Mixer.Api.V1;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>Attributes that cannot be used: the call goes on without them, the log says why, and the next call is answered (spec 01 section 4).</summary>
public sealed class MalformedAttributesTests
{
    private const string Listed = """
        ---
        {kind: listchecker, metadata: {name: names, namespace: istio-system}, spec: {overrides: [a]}}
        ---
        {kind: listentry, metadata: {name: le, namespace: istio-system}, spec: {value: 'request.headers["x"]'}}
        ---
        {kind: rule, metadata: {name: listed, namespace: istio-system}, spec: {actions: [{handler: names.listchecker, instances: [le.listentry]}]}}
        """;

    [Theory]
    [InlineData(99999)]
    [InlineData(-5)]
    [InlineData(int.MinValue)]
    public async Task Check_ValueIndexNamesNoWord_IsAbsentAndALineInTheLog(int index)
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        var request = new CheckRequest { Attributes = new CompressedAttributes { Strings = { [152] = index } } };

        var verdict = (await server.Client.CheckAsync(request)).Precondition;

        Assert.Equal(0, verdict.Status.Code);
        Assert.Contains("destination.service ABSENCE", Lines(verdict.ReferencedAttributes));
        Assert.Contains(
            $"\terror\tattributes\tattribute destination.service: attribute index {index} is not defined in the available dictionaries\n", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_MapWithABadIndex_IsAbsentAsAWholeAndALineInTheLog()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        var request = new CheckRequest
        {
            Attributes = new CompressedAttributes { Words = { "clnt", "abc" }, StringMaps = { [15] = new StringMap { Entries = { [-1] = -2, [-9] = -2 } } } },
        };

        var verdict = (await server.Client.CheckAsync(request)).Precondition;

        Assert.Equal(0, verdict.Status.Code);
        Assert.Contains("request.headers ABSENCE", Lines(verdict.ReferencedAttributes));
        Assert.Contains("\tattribute request.headers: attribute index -9 is not defined", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_BadValueInTheFirstSet_IsALineInTheLogOnce()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        await server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes { Strings = { [152] = 99999 } }, new CompressedAttributes() } });

        Assert.Single((await server.LogAsync()).Split('\n'), line => line.EndsWith("\tattribute destination.service: attribute index 99999 is not defined in the available dictionaries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_NameIndexNamesNoWord_IsIgnored()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        var reply = await server.Client.CheckAsync(new CheckRequest { Attributes = new CompressedAttributes { Strings = { [88888] = 0 } } });

        Assert.Equal(0, reply.Precondition.Status.Code);
        Assert.DoesNotContain("\tattributes\t", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(50_000_000_000, 0)]
    public async Task Check_DurationOutOfRange_FailsAsUnmarshalling(long seconds, int nanos)
    {
        await using var server = await RunningServer.StartAsync(SetUpA);
        var duration = new Google.Protobuf.WellKnownTypes.Duration { Seconds = seconds, Nanos = nanos };

        var failure = await FailureAsync(server.Client.CheckAsync(new CheckRequest { Attributes = new CompressedAttributes { Durations = { [29] = duration } } }));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.StartsWith("grpc: error unmarshalling request: ", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ServiceOfAnotherKind_CountsAsEmptyAndTheNextCallIsAnswered()
    {
        await using var server = await RunningServer.StartAsync(SetUpA);

        var number = await server.Client.CheckAsync(Check(("destination.service", 5)));
        var map = await server.Client.CheckAsync(Check(("destination.service", Map("a", "b"))));
        var text = await server.Client.CheckAsync(Check(("destination.service", "svc"), ("request.headers", Map("clnt", "abc"))));

        Assert.Equal((0, 0, 7), (number.Precondition.Status.Code, map.Precondition.Status.Code, text.Precondition.Status.Code));
        Assert.Contains("destination.service EXACT", Lines(number.Precondition.ReferencedAttributes));
    }

    [Fact]
    public async Task Check_HeadersOfAnotherKind_FailsThatCallOnly()
    {
        await using var server = await RunningServer.StartAsync(SetUpA + Listed);

        var failure = await FailureAsync(server.Client.CheckAsync(Check(("request.headers", "no map"))));
        var listed = await server.Client.CheckAsync(Check(("request.headers", Map("x", "a"))));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
        Assert.StartsWith("performing check operation failed: 1 error occurred:\n\n* evaluation failed at [le.listentry.istio-system]'Value': ", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(0, listed.Precondition.Status.Code);
    }

    [Fact]
    public async Task Check_ValueOfAnInstanceAbsent_FailsWithTheListText()
    {
        await using var server = await RunningServer.StartAsync(SetUpA + Listed);

        var failure = await FailureAsync(server.Client.CheckAsync(new CheckRequest()));

        const string Text = "performing check operation failed: 1 error occurred:\n\n* evaluation failed at [le.listentry.istio-system]'Value': 'lookup failed: 'request.headers''";
        Assert.Equal((StatusCode.Internal, Text), (failure.StatusCode, failure.Detail));
        Assert.Contains("Check failed:performing check operation failed: 1 error occurred:", await server.LogAsync(), StringComparison.Ordinal);
    }
}

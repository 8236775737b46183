using Grpc.Core;
using Mixer.Api.V1;
using Mixer.Templates;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>Which records of a Report reach a handler, and what the caller reads about the others (spec 01 section 11).</summary>
public sealed class ReportDeliveryTests
{
    private const string Recorded = SetUpA + """
        ---
        {kind: scripted, metadata: {name: p, namespace: istio-system}, spec: {}}
        ---
        {kind: logentry, metadata: {name: le, namespace: istio-system}, spec: {severity: '"info"', timestamp: 'timestamp("2020-01-01T00:00:00Z")', variables: {
          path: 'request.path | "-"', size: request.size | 0, pod: 'source.name | "-"', clnt: 'request.headers["clnt"] | "-"'}}}
        ---
        {kind: rule, metadata: {name: log, namespace: istio-system}, spec: {actions: [{handler: p.scripted, instances: [le.logentry]}]}}

        """;

    private const string Generated = """
        ---
        {kind: kubernetes, metadata: {name: pods, namespace: istio-system}, spec: {source_uid: 'request.path | ""', attribute_bindings: {source.name: '$out.source_pod_name | "none"'}}}
        ---
        {kind: rule, metadata: {name: pods, namespace: istio-system}, spec: {actions: [{handler: p.scripted, instances: [pods.kubernetes]}]}}
        """;

    private const string WrongSize = "\n* evaluation failed at [le.logentry.istio-system]'Variables[size]': 'error converting value to integer or duration: 'large''";

    private readonly List<string> _records = [];
    private readonly ScriptedAdapter _script = new();

    public ReportDeliveryTests() => _script.OnReport = (instances, _) =>
    {
        _records.AddRange(instances.Select(instance => string.Join(' ', instance.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))));
        return default;
    };

    [Fact]
    public async Task Report_SixSets_EachIsLaidOverTheOnesBefore()
    {
        await using var server = await _script.StartAsync(Recorded);
        var request = new ReportRequest { DefaultWords = { "/default" } };
        request.Attributes.Add(Record(("request.path", "/base"), ("request.headers", Map("clnt", "a"))));
        request.Attributes.Add(Record(("request.path", "/second")));
        request.Attributes.Add(Record(("request.headers", Map("other", "b"))));
        request.Attributes.Add(Record(("request.size", 7)));
        request.Attributes.Add(new CompressedAttributes { Strings = { [17] = -1 } });
        request.Attributes.Add(new CompressedAttributes());

        await server.Client.ReportAsync(request);

        Assert.Equal(
            [
                "clnt=a path=/base pod=- size=0", "clnt=a path=/second pod=- size=0", "clnt=- path=/second pod=- size=0", "clnt=- path=/second pod=- size=7",
                "clnt=- path=/default pod=- size=7", "clnt=- path=/default pod=- size=7",
            ],
            _records);
    }

    [Fact]
    public async Task Report_BadSetInTheMiddle_DeliversOnlyTheOnesBefore()
    {
        await using var server = await _script.StartAsync(Recorded);
        var request = new ReportRequest { Attributes = { Record(("request.path", "/base")), new CompressedAttributes { Strings = { [4646464] = 0 } }, Record(("request.path", "/good")) } };

        var failure = await FailureAsync(server.Client.ReportAsync(request));

        const string Text = "1 error occurred:\n\n* request could not be processed due to invalid attributes: 1 error occurred:\n\n* attribute index 4646464 is not defined in the available dictionaries";
        Assert.Equal((StatusCode.Unknown, Text), (failure.StatusCode, failure.Detail));
        Assert.Equal(["clnt=- path=/base pod=- size=0"], _records);
        Assert.Contains("\terror\tapi\tReport failed:1 error occurred:", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_InstancesThatCannotBeBuilt_AreErrorsBesideTheDeliveredRecord()
    {
        await using var server = await _script.StartAsync(Recorded);
        var request = new ReportRequest { Attributes = { Record(("request.path", "/base")), Record(("request.size", "large")), Record(("request.path", "/good")) } };

        var failure = await FailureAsync(server.Client.ReportAsync(request));

        Assert.Equal((StatusCode.Unknown, "2 errors occurred:\n" + WrongSize + WrongSize), (failure.StatusCode, failure.Detail));
        Assert.Equal(["clnt=- path=/base pod=- size=0"], _records);
    }

    [Fact]
    public async Task Report_ThousandsOfErrors_TellsTheirNumberInAShortAnswer()
    {
        await using var server = await _script.StartAsync(Recorded);
        var request = new ReportRequest { Attributes = { Record(("request.size", new string('\u00e9', 5000))) } };
        request.Attributes.AddRange(Enumerable.Repeat(new CompressedAttributes(), 2999));

        var failure = await FailureAsync(server.Client.ReportAsync(request));

        Assert.StartsWith("3000 errors occurred:\n\n* evaluation failed at [le.logentry.istio-system]", failure.Detail, StringComparison.Ordinal);
        Assert.EndsWith("...", failure.Detail, StringComparison.Ordinal);
        Assert.InRange(failure.Detail.Length, 500, 4096);
        Assert.Contains("* and 2936 more", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("destination.namespace (type int64, was string)", 0)]
    [InlineData("destination.namespace (type string, was string)", -2)]
    public async Task Report_NameTwiceInASet_IsToldWithBothTypes(string expected, int second)
    {
        await using var server = await _script.StartAsync(Recorded);
        var twice = new CompressedAttributes { Words = { "x", "destination.namespace" }, Strings = { [155] = -1 } };
        if (second == 0)
        {
            twice.Int64S[155] = 1;
        }
        else
        {
            twice.Strings[second] = -1;
        }

        var failure = await FailureAsync(server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes(), twice } }));

        Assert.Equal("1 error occurred:\n\n* request could not be processed due to invalid attributes: duplicate attribute " + expected, failure.Detail);
    }

    [Fact]
    public async Task Report_LongNameTwice_IsCutInTheAnswer()
    {
        await using var server = await _script.StartAsync(Recorded);
        var twice = new CompressedAttributes { Words = { new string('n', 100_000) }, Strings = { [-1] = 0 }, Int64S = { [-1] = 1 } };

        var failure = await FailureAsync(server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes(), twice } }));

        Assert.EndsWith($"duplicate attribute {new string('n', 256)}... (type int64, was string)", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_GeneratorFailsForOneSet_TheOthersAreDelivered()
    {
        _script.OnGenerate = instance => instance.SourceUid == "/bad" ? throw new IOException("no such pod") : new(new KubernetesOutput { SourcePodName = "pod of " + instance.SourceUid });
        await using var server = await _script.StartAsync(Recorded + Generated);
        var request = new ReportRequest { Attributes = { Record(("request.path", "/a")), Record(("request.path", "/bad")), Record(("request.path", "/b")) } };

        var failure = await FailureAsync(server.Client.ReportAsync(request));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.StartsWith("1 error occurred:\n\n* preprocessing attributes failed: 1 error occurred:\n\n* ", failure.Detail, StringComparison.Ordinal);
        Assert.EndsWith("no such pod", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(["clnt=- path=/a pod=pod of /a size=0", "clnt=- path=/b pod=pod of /b size=0"], _records);
    }

    [Fact]
    public async Task Report_SetAfterOneThatFailed_SeesNothingGeneratedForThat()
    {
        _script.OnGenerate = instance => new(instance.SourceUid == "/later" ? new KubernetesOutput() : new KubernetesOutput { SourcePodName = "pod of " + instance.SourceUid });
        await using var server = await _script.StartAsync(Recorded + Generated);
        var request = new ReportRequest { Attributes = { Record(("request.path", "/bad"), ("request.size", "large")), Record(("request.path", "/later"), ("request.size", 1)) } };

        var failure = await FailureAsync(server.Client.ReportAsync(request));

        Assert.Equal((StatusCode.Unknown, "1 error occurred:\n" + WrongSize), (failure.StatusCode, failure.Detail));
        Assert.Equal(["clnt=- path=/later pod=none size=1"], _records);
    }

    [Fact]
    public async Task Report_SomethingUnforeseenInOneSet_IsThatSetsError()
    {
        // No adapter may give nothing back; this one does.
        _script.OnGenerate = instance => new(instance.SourceUid == "/bad" ? null! : new KubernetesOutput { SourcePodName = "pod" });
        await using var server = await _script.StartAsync(Recorded + Generated);
        var request = new ReportRequest { Attributes = { Record(("request.path", "/a")), Record(("request.path", "/bad")), Record(("request.path", "/b")) } };

        var failure = await FailureAsync(server.Client.ReportAsync(request));
        await server.Client.ReportAsync(new ReportRequest { Attributes = { Record(("request.path", "/c")) } });

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.StartsWith("1 error occurred:\n\n* ", failure.Detail, StringComparison.Ordinal);
        Assert.Equal(["clnt=- path=/a pod=pod size=0", "clnt=- path=/b pod=pod size=0", "clnt=- path=/c pod=pod size=0"], _records);
    }

    [Fact]
    public async Task Report_NoSetsOrBadIndexesInTheFirst_IsFine()
    {
        await using var server = await _script.StartAsync(Recorded);

        await server.Client.ReportAsync(new ReportRequest());
        Assert.Empty(_records);
        await server.Client.ReportAsync(new ReportRequest { Attributes = { new CompressedAttributes { Strings = { [17] = 99999, [88888] = 1 } } } });

        Assert.Equal(["clnt=- path=- pod=- size=0"], _records);
    }
}

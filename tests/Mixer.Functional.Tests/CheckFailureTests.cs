using System.Net.Http.Headers;
using Mixer.Api.V1;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using static Mixer.Functional.Tests.Calls;

namespace Mixer.Functional.Tests;

/// <summary>What callers read when a Check has no verdict, or an odd one (spec 01 sections 7, 8 and 12).</summary>
public sealed class CheckFailureTests
{
    private const string Scripted = SetUpA + """
        ---
        {kind: scripted, metadata: {name: p, namespace: istio-system}, spec: {}}
        ---
        {kind: listentry, metadata: {name: le, namespace: istio-system}, spec: {value: 'conditional(ip(request.path | "1.2.3.4") == ip("1.2.3.4"), source.user | "-", "-")'}}
        ---
        {kind: rule, metadata: {name: probed, namespace: istio-system}, spec: {actions: [{handler: p.scripted, instances: [le.listentry]}]}}

        """;

    private readonly ScriptedAdapter _script = new();

    [Fact]
    public async Task Check_GeneratorFails_IsInternalAndNothingElseRuns()
    {
        _script.OnGenerate = _ => throw new IOException("no such pod");
        _script.OnListEntry = _ => throw new IOException("must not be asked");
        await using var server = await _script.StartAsync(Scripted + """
            ---
            {kind: kubernetes, metadata: {name: pods, namespace: istio-system}, spec: {attribute_bindings: {source.name: $out.source_pod_name}}}
            ---
            {kind: rule, metadata: {name: pods, namespace: istio-system}, spec: {actions: [{handler: p.scripted, instances: [pods.kubernetes]}]}}
            """);

        var failure = await FailureAsync(server.Client.CheckAsync(new CheckRequest()));

        Assert.Equal(Grpc.Core.StatusCode.Internal, failure.StatusCode);
        Assert.StartsWith("preprocessing attributes failed: 1 error occurred:\n\n* ", failure.Detail, StringComparison.Ordinal);
        Assert.EndsWith("no such pod", failure.Detail, StringComparison.Ordinal);
        Assert.Contains("\terror\tapi\tCheck failed:preprocessing attributes failed: ", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_PercentInData_IsToldUnchanged()
    {
        _script.OnListEntry = value => throw new IOException("cannot find " + value);
        await using var server = await _script.StartAsync(Scripted);

        var ofTheAdapter = await FailureAsync(server.Client.CheckAsync(Check(("source.user", "100%d\u00e9"))));
        var ofTheExpression = await FailureAsync(server.Client.CheckAsync(Check(("request.path", "100%d"))));

        Assert.EndsWith("cannot find 100%d\u00e9", ofTheAdapter.Detail, StringComparison.Ordinal);
        Assert.StartsWith("performing check operation failed: 1 error occurred:\n\n* evaluation failed at [le.listentry.istio-system]'Value': ", ofTheExpression.Detail, StringComparison.Ordinal);
        Assert.Contains("100%d", ofTheExpression.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CodeThatNobodyKnows_IsPassedThrough()
    {
        _script.OnListEntry = _ => new CheckResult(new Sdk.Status((Sdk.StatusCode)12345678, "odd"), Duration.FromSeconds(5), 3);
        await using var server = await _script.StartAsync(Scripted);

        var status = (await server.Client.CheckAsync(new CheckRequest())).Precondition.Status;

        Assert.Equal((12345678, "p.scripted.istio-system:odd"), (status.Code, status.Message));
    }

    [Theory]
    [InlineData("first", "denyall.denier.istio-system:first")]
    [InlineData("", "denyall.denier.istio-system:")]
    public async Task Check_DenierOfTheConfiguration_TellsItsTextAfterItsName(string text, string expected)
    {
        await using var server = await RunningServer.StartAsync(SetUpA.Replace("message: Not allowed", $"message: '{text}'", StringComparison.Ordinal));

        Assert.Equal(expected, (await server.Client.CheckAsync(Check(("request.headers", Map("clnt", "abc"))))).Precondition.Status.Message);
    }

    [Fact]
    public async Task Check_ExactlyTheLargestMessage_IsAcceptedAndOneByteMoreIsNot()
    {
        await using var server = await RunningServer.StartAsync("");

        // An unknown field of type bytes: five bytes of tag and length.
        await SendAsync(server, "Check", [0xfa, 0x01, 0xfb, 0xff, 0x3f, .. new byte[1_048_571]]);
        var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await SendAsync(server, "Check", [0xfa, 0x01, 0xfc, 0xff, 0x3f, .. new byte[1_048_572]]));

        Assert.Equal(
            (Grpc.Core.StatusCode.ResourceExhausted, "grpc: received message larger than max (1048577 vs. 1048576)"), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task Check_Compressed_IsUnimplemented()
    {
        await using var server = await RunningServer.StartAsync("");
        using var http = new HttpClient();
        using var content = new ByteArrayContent([1, 0, 0, 0, 1, 0x1f]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{server.Target}/istio.mixer.v1.Mixer/Check")
        {
            Content = content,
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-encoding", "gzip");

        using var response = await http.SendAsync(request);

        string? Header(string name) => response.Headers.TryGetValues(name, out var values) || response.TrailingHeaders.TryGetValues(name, out values) ? values.Single() : null;
        Assert.Equal(("12", "grpc: Decompressor is not installed for grpc-encoding \"gzip\""), (Header("grpc-status"), Header("grpc-message")));
    }
}

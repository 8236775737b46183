namespace Mixer.Functional.Tests;

public sealed class SampleConfigurationTests
{
    [Fact]
    public async Task Check_SessionOfTheReadme_PrintsExactly()
    {
        await using var server = await StartAsync();

        var text = await server.MixcAsync(
            "check",
            "--string_attributes", "destination.service=abc.ns.svc.cluster.local,source.name=myservice,destination.port=8080",
            "--stringmap_attributes", "request.headers=clnt:abcd;source:abcd,destination.labels=app:ratings,source.labels=version:v2",
            "--timestamp_attributes", "request.time=2017-07-04T00:01:10Z",
            "--bytes_attributes", "source.ip=c0:0:0:2");

        const string Expected = """
            Check RPC completed successfully. Check status was OK
              Valid use count: 10000, valid duration: 5m0s
              Referenced Attributes
                context.reporter.kind ABSENCE
                destination.labels::app EXACT
                destination.namespace ABSENCE
                destination.service EXACT
                request.headers::clnt EXACT
                source.labels::version EXACT


            """;
        Assert.Equal(Expected, text);
    }

    [Theory]
    [InlineData("request.headers=clnt:abc", "PERMISSION_DENIED (denyall.denier.istio-system:Not allowed)")]
    [InlineData("destination.labels=app:ratings,source.labels=version:v3", "NOT_FOUND (versions.listchecker.istio-system:v3 is not whitelisted)")]
    [InlineData("destination.labels=app:reviews,source.labels=version:v3", "OK")]
    public async Task Check_OfEachRule_HasItsVerdict(string maps, string verdict)
    {
        await using var server = await StartAsync();

        Assert.StartsWith(
            "Check RPC completed successfully. Check status was " + verdict + "\n",
            await server.MixcAsync("check", "--stringmap_attributes", maps),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithQuota_IsGranted()
    {
        await using var server = await StartAsync();

        Assert.EndsWith(
            "  Quota         Granted Amount  Duration\n  requestcount  3               1s\n\n",
            await server.MixcAsync("check", "-s", "source.name=web", "-q", "requestcount=3"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("destination.service=x")]
    [InlineData("context.protocol=http,destination.service=x")]
    [InlineData("context.protocol=tcp,connection.event=open")]
    public async Task Report_WithAndWithoutProtocol_Succeeds(string attributes)
    {
        await using var server = await StartAsync();

        Assert.Equal("Report RPC returned OK\n", await server.MixcAsync("report", "-s", attributes));
    }

    private static async Task<RunningServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-sample-");
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.yaml"))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        return await RunningServer.StartAsync(folder);
    }
}

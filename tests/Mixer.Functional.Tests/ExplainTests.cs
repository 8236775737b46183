using System.Net;
using System.Text;
using System.Text.Json;
using Mixer.CommandLine;
using Mixer.Server;
using Mixer.Server.Commands;

namespace Mixer.Functional.Tests;

public sealed class ExplainTests
{
    private const string Configuration = """
        kind: attributemanifest
        metadata: {name: m, namespace: istio-system}
        spec: {attributes: {request.path: {value_type: STRING}, request.headers: {value_type: STRING_MAP}}}
        ---
        kind: denier
        metadata: {name: d, namespace: istio-system}
        spec: {status: {code: 7, message: not you}}
        ---
        kind: checknothing
        metadata: {name: c, namespace: istio-system}
        spec: {}
        ---
        kind: rule
        metadata: {name: by-header, namespace: istio-system}
        spec: {match: 'request.headers["clnt"] == "abc"', actions: [{handler: d.denier, instances: [c.checknothing]}]}
        ---
        kind: rule
        metadata: {name: by-path, namespace: istio-system}
        spec: {match: 'request.path == "/admin"', actions: [{handler: d.denier, instances: [c.checknothing]}]}

        """;

    [Fact]
    public async Task Explain_Directory_SaysWhyEachRuleApplies()
    {
        using var folder = new ConfigFolder(Configuration);

        var (status, output, error) = await RunAsync("explain", folder.Path, "--stringmap_attributes", "request.headers=clnt:abc", "-s", "request.path=/");

        Assert.Equal((0, ""), (status, error));
        Assert.Contains("because request.headers[\"clnt\"] == \"abc\" is true: request.headers[\"clnt\"] is \"abc\"\n", output, StringComparison.Ordinal);
        Assert.Contains("because request.path == \"/admin\" is false: request.path is \"/\"\n", output, StringComparison.Ordinal);
        Assert.EndsWith("handlers that would be called: d.denier.istio-system\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_DirectoryWithCall_GivesTheVerdictAndWhatItDependsOn()
    {
        using var folder = new ConfigFolder(Configuration);

        var (status, output, error) = await RunAsync("explain", folder.Path, "--call", "-s", "request.path=/admin");

        Assert.Equal((0, ""), (status, error));
        Assert.EndsWith(
            "verdict: PERMISSION_DENIED d.denier.istio-system:not you, valid for 5s and 1000 uses\n"
            + "it depends on: !context.reporter.kind, !destination.namespace, !destination.service, !request.headers, request.path\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Error: give the directory of a configuration, or --server: mixs explain DIR [-a name=value,...]\n")]
    [InlineData("Error: /nonexistent: no such directory\n", "/nonexistent")]
    [InlineData("Error: give a directory or --server, not both\n", "/", "--server", "localhost:1")]
    [InlineData("Error: --call needs a directory\n", "--call", "--server", "localhost:1")]
    [InlineData("Error: --variety must be one of check, report, quota, attribute-generator, check-with-output\n", "/", "--variety", "checks")]
    [InlineData("Error: attribute value a does not include an = sign\n", "/", "-s", "a")]
    public async Task Explain_ArgumentsWrong_SaysWhat(string expected, params string[] arguments)
    {
        var (status, output, error) = await RunAsync(["explain", .. arguments]);

        Assert.Equal((2, "", expected), (status, output, error));
    }

    [Fact]
    public async Task Explain_RunningServer_AnswersTheSameAsItsDirectory()
    {
        await using var server = await RunningServer.StartAsync(Configuration);
        string[] question = ["-s", "request.path=/admin", "-a", "request.size=5,request.time=2018-01-02T03:04:05Z,x=1:2", "--duration_attributes", "d=5s", "-d", "f=1.5", "-b", "b=true"];

        var (status, output, error) = await RunAsync(["explain", "--server", new Uri(server.MonitoringUrl).Authority, .. question]);
        var (_, json, _) = await RunAsync(["explain", "--server", new Uri(server.MonitoringUrl).Authority, "-o", "json", "--variety", "check", "--rules", "by-path", .. question]);

        Assert.Equal((0, ""), (status, error));
        Assert.Contains("because request.path == \"/admin\" is true: request.path is \"/admin\"\n", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        var rule = Assert.Single(document.RootElement.GetProperty("rules").EnumerateArray());
        Assert.Equal(("by-path.rule.istio-system", "matched"), (rule.GetProperty("name").GetString(), rule.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Explain_NoServerThere_SaysSo()
    {
        var (status, _, error) = await RunAsync("explain", "--server", "127.0.0.1:1");

        Assert.Equal(2, status);
        Assert.StartsWith("Error: 127.0.0.1:1 does not answer: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("{\"attributes\": {\"a\": {\"int64Value\": \"x\"}}}", "application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("{\"nope\": 1}", "application/json", "", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("{}", "application/json", "?variety=x", HttpStatusCode.BadRequest)]
    [InlineData("{}", "application/json", "?max=-1", HttpStatusCode.BadRequest)]
    [InlineData("{}", "application/json", "?max=3", HttpStatusCode.OK)]
    public async Task Page_BadQuestion_IsRefused(string body, string type, string parameters, HttpStatusCode expected)
    {
        await using var server = await RunningServer.StartAsync(Configuration);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(new Uri(server.MonitoringUrl + "/debug/explain" + parameters), new StringContent(body, Encoding.UTF8, type));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Page_TooMuch_IsRefused()
    {
        await using var server = await RunningServer.StartAsync(Configuration);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(
            new Uri(server.MonitoringUrl + "/debug/explain"), new StringContent(new string(' ', (1 << 20) + 1) + "{}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var status = await new CommandRunner(MixsCommand.Create(output, error, ServerInventory.Bundled), output, error).RunAsync(arguments);
        return (status, output.ToString(), error.ToString());
    }

    private sealed class ConfigFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-explain-");

        public ConfigFolder(string yaml) => File.WriteAllText(System.IO.Path.Combine(_folder.FullName, "config.yaml"), yaml);

        public string Path => _folder.FullName;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}

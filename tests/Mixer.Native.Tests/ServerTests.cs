using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mixer.Native.Tests;

/// <summary>A native server and one on the .NET runtime do the same.</summary>
public sealed partial class ServerTests(ServerPair servers) : IClassFixture<ServerPair>
{
    private static readonly string[] Check = ["check", "-s", "destination.service=ratings.default.svc.cluster.local,request.method=GET"];

    private static readonly string[] Report =
    [
        "report", "-s", "context.protocol=http,source.name=native-client,destination.service=ratings.default.svc.cluster.local", "-i", "response.code=500,response.size=123",
    ];

    private readonly Server _native = servers.Native;
    private readonly Server _other = servers.Other;

    [NativeFact]
    public async Task Calls_OfEachKind_AreAnsweredAlike()
    {
        string[][] calls =
        [
            Check,
            [.. Check, "--stringmap_attributes", "request.headers=clnt:abc"],
            [.. Check, "-q", "requestcount=3"],
            Report,
        ];
        foreach (var call in calls)
        {
            var expected = await _other.CallAsync(call);
            Assert.Contains(" RPC ", expected, StringComparison.Ordinal);
            Assert.Equal(call.Contains("-q"), expected.Contains("Granted Amount", StringComparison.Ordinal));
            Assert.Equal(Duration().Replace(expected, "?"), Duration().Replace(await _native.CallAsync(call), "?"));
        }
    }

    [NativeFact]
    public async Task Report_ReachesStdioAndPrometheus()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var server = await StartWithPrometheusAsync(deadline.Token);

        Assert.Contains("RPC returned OK", await server.CallAsync(Report), StringComparison.Ordinal);

        using var http = new HttpClient();
        Assert.Contains("native-client", await http.GetStringAsync(new Uri("http://127.0.0.1:42422/metrics"), deadline.Token), StringComparison.Ordinal);
        Assert.Equal(0, await server.EndAsync());
        Assert.Contains("\"sourceName\":\"native-client\"", server.Output, StringComparison.Ordinal);
    }

    [NativeFact]
    public async Task Metrics_HaveTheSameFamilies()
    {
        foreach (var server in (Server[])[_native, _other])
        {
            await server.CallAsync(Check);
            await server.CallAsync(Report);
        }

        // The just-in-time compiler is what only the other has.
        string[] expected = [.. (await FamiliesAsync(_other)).Where(name => !name.Contains("_jit_", StringComparison.Ordinal))];
        Assert.Contains("mixer_config_rule_config_count", expected);
        Assert.Empty(expected.Except(await FamiliesAsync(_native)));
    }

    [NativeTheory]
    [InlineData("/homej/")]
    [InlineData("/scopej/")]
    [InlineData("/memj/")]
    [InlineData("/procj/")]
    [InlineData("/argj/")]
    [InlineData("/envj/")]
    [InlineData("/versionj/")]
    [InlineData("/metricj/")]
    [InlineData("/configj/")]
    [InlineData("/rulej/")]
    [InlineData("/handlerj/")]
    [InlineData("/cachej/")]
    [InlineData("/requestj/")]
    [InlineData("/signalj/")]
    public async Task Console_EachTopic_HasTheSameShape(string path)
    {
        using var expected = await _other.ConsoleAsync(HttpMethod.Get, path);
        using var actual = await _native.ConsoleAsync(HttpMethod.Get, path);

        Assert.Equal(200, (int)expected.StatusCode);
        Assert.Equal(expected.StatusCode, actual.StatusCode);
        Assert.Equal(await ShapeAsync(expected), await ShapeAsync(actual));
    }

    [NativeFact]
    public async Task Console_Explain_AnswersAlike()
    {
        const string Question = """{"variety":"check","attributes":{"destination.service":"ratings.default.svc.cluster.local","request.method":"GET"}}""";
        using var expected = await _other.ConsoleAsync(HttpMethod.Post, "/rulej/explain", Question);
        using var actual = await _native.ConsoleAsync(HttpMethod.Post, "/rulej/explain", Question);

        Assert.Equal(200, (int)expected.StatusCode);
        Assert.Equal(expected.StatusCode, actual.StatusCode);
        Assert.Equal(await expected.Content.ReadAsStringAsync(), await actual.Content.ReadAsStringAsync());
    }

    [NativeTheory]
    [InlineData("/debug/dotnet/counters")]
    [InlineData("/debug/dotnet/trace?seconds=1")]
    public async Task LookingIntoTheProcess_IsPossible(string path)
    {
        using var answer = await _native.MonitoringAsync(path);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>All Mixers have one port for the Prometheus adapter, so tests beside this one may hold it for a while.</summary>
    private static async Task<Server> StartWithPrometheusAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var server = await Server.StartAsync(native: true, Path.Combine(Programs.Root, "samples", "config"));
            using var state = await server.ConsoleAsync(HttpMethod.Get, "/configj/");
            if ((await state.Content.ReadAsStringAsync(cancellation)).Contains("\"problems\":[]", StringComparison.Ordinal))
            {
                return server;
            }

            await server.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static async Task<IEnumerable<string>> FamiliesAsync(Server server)
    {
        using var answer = await server.MonitoringAsync("/metrics");
        return Family().Matches(await answer.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value);
    }

    /// <summary>The names and kinds of all properties; of lists, those of the first element.</summary>
    private static async Task<string> ShapeAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return Shape(document.RootElement);
    }

    private static string Shape(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Select(property => property.Name + ":" + Shape(property.Value))) + "}",
        JsonValueKind.Array => "[" + (element.GetArrayLength() == 0 ? "" : Shape(element[0])) + "]",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => element.ValueKind.ToString(),
    };

    [GeneratedRegex(@"\d+(\.\d+)?(ns|µs|us|ms|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^# TYPE (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Family();
}

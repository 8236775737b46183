using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Mixer.ControlZ.Tests.Fakes;

namespace Mixer.ControlZ.Tests;

/// <summary>The JSON of the reference (spec 07 section 7, cases 22 to 25 of section 16), and ours.</summary>
public sealed class JsonTests
{
    [Fact]
    public async Task Scope_Get_IsListedAndShownWithFiveKeys()
    {
        await using var console = await RunningConsole.StartAsync();

        var all = await console.JsonAsync("/scopej/");
        var one = await console.JsonAsync("/scopej/api");

        Assert.Equal(["adapters", "api", "default"], all.EnumerateArray().Select(scope => scope.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["name", "description", "output_level", "stack_trace_level", "log_callers"], one.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Scope_Unknown_Is400() =>
        await WithConsole(async console =>
        {
            Assert.Equal((400, "unknown scope name: nope"), await console.SendAsync("GET", "/scopej/nope"));
            Assert.Equal((400, "unknown scope name: nope"), await console.SendAsync("PUT", "/scopej/nope", "{}"));
        });

    [Fact]
    public async Task Scope_Put_ChangesWhatIsALevelAndAlwaysTheCallers() =>
        await WithConsole(async console =>
        {
            Assert.Equal((202, ""), await console.SendAsync("PUT", "/scopej/api", """{"output_level":"debug","log_callers":true}"""));
            Assert.Equal(("debug", "none", true), await ScopeAsync(console, "api"));

            Assert.Equal(202, (await console.SendAsync("PUT", "/scopej/api", """{"output_level":"bogus","stack_trace_level":"error"}""")).Status);
            Assert.Equal(("debug", "error", false), await ScopeAsync(console, "api"));
        });

    [Theory]
    [InlineData("{bad")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"log_callers\":\"yes\"}")]
    public async Task Scope_PutIsNoJson_Is400BeforeTheNameIsLookedAt(string body) =>
        await WithConsole(async console =>
        {
            var (status, text) = await console.SendAsync("PUT", "/scopej/nope", body);

            Assert.Equal(400, status);
            Assert.StartsWith("unable to decode request: ", text, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("POST", "/scopej/api", 405)]
    [InlineData("DELETE", "/scopej/", 405)]
    [InlineData("POST", "/nowhere", 405)]
    [InlineData("POST", "/envj/", 405)]
    [InlineData("POST", "/metricj/", 200)]
    [InlineData("DELETE", "/metricj/", 200)]
    [InlineData("PUT", "/memj/forcecollection", 202)]
    [InlineData("GET", "/argsj/", 404)]
    [InlineData("GET", "/metricsj/", 404)]
    [InlineData("GET", "/memj/forcecollection", 404)]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/scopej/api/more", 404)]
    public async Task Method_OfEachPath_AnswersAsTheReference(string method, string path, int expected) =>
        await WithConsole(async console =>
        {
            var (status, body) = await console.SendAsync(method, path);

            Assert.Equal(expected, status);
            Assert.Equal(expected is 405 or 202, body.Length == 0);
            Assert.Equal(expected == 404, body.Contains("<title>ControlZ / Page Not Found</title>", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("/scopej", "/scopej/")]
    [InlineData("/memz", "/memz/")]
    [InlineData("/argj", "/argj/")]
    [InlineData("/configz", "/configz/")]
    public async Task Path_WithoutItsSlash_IsMoved(string path, string target) =>
        await WithConsole(async console =>
        {
            using var response = await console.Http.GetAsync(new Uri(path, UriKind.Relative));

            Assert.Equal((301, target), ((int)response.StatusCode, response.Headers.Location?.ToString()));
        });

    [Theory]
    [InlineData("/scopez")]
    [InlineData("/scopez/any/thing")]
    [InlineData("/homej")]
    public async Task Path_ThatNeedsNoSlash_Answers(string path) =>
        await WithConsole(async console => Assert.Equal(200, (await console.SendAsync("GET", path)).Status));

    [Fact]
    public async Task Memory_Json_HasTheReferencesNumbers() =>
        await WithConsole(async console =>
        {
            var memory = await console.JsonAsync("/memj/");

            Assert.All(["HeapAlloc", "Alloc", "TotalAlloc", "Sys", "HeapSys", "HeapIdle", "HeapInuse", "PauseTotalNs"], name => Assert.True(memory.GetProperty(name).GetInt64() >= 0));
            var before = memory.GetProperty("NumGC").GetInt64();
            await console.SendAsync("PUT", "/memj/forcecollection");
            Assert.True((await console.JsonAsync("/memj/")).GetProperty("NumGC").GetInt64() > before);
        });

    [Fact]
    public async Task Environment_Json_IsSortedAndMasked() =>
        await WithConsole(async console =>
        {
            Environment.SetEnvironmentVariable("MIXER_TEST_TOKEN", "s3cret");
            Environment.SetEnvironmentVariable("MIXER_TEST_URL", "redis://user:s3cret@host:1/");

            var variables = (await console.JsonAsync("/envj/")).EnumerateArray().Select(item => (Name: item.GetProperty("name").GetString()!, Value: item.GetProperty("value").GetString()!)).ToList();

            Assert.Contains(("MIXER_TEST_TOKEN", "********"), variables);
            Assert.Contains(("MIXER_TEST_URL", "redis://user:********@host:1/"), variables);
            Assert.Equal(variables.Select(variable => variable.Name).Count(), variables.DistinctBy(variable => variable.Name).Count());
            Assert.DoesNotContain(variables, variable => variable.Value.Contains("s3cret", StringComparison.Ordinal));
        });

    [Fact]
    public async Task Process_Json_HasTheReferencesKeys() =>
        await WithConsole(async console =>
        {
            var process = await console.JsonAsync("/procj/");

            Assert.Equal(Environment.ProcessId, process.GetProperty("pid").GetInt32());
            Assert.Equal(Environment.CurrentDirectory, process.GetProperty("wd").GetString());
            Assert.All(["egid", "euid", "gid", "ppid", "uid", "threads", "goroutines"], name => Assert.Equal(JsonValueKind.Number, process.GetProperty(name).ValueKind));
            Assert.Equal(JsonValueKind.Array, process.GetProperty("groups").ValueKind);
            Assert.All(["hostname", "tempdir"], name => Assert.NotEqual("", process.GetProperty(name).GetString()));
        });

    [Fact]
    public async Task Arguments_Json_IsAnArrayOfTexts() =>
        await WithConsole(async console =>
            Assert.Equal(Environment.GetCommandLineArgs()[0], (await console.JsonAsync("/argj/"))[0].GetString()));

    [Fact]
    public async Task Version_Json_HasTheReferencesKeys() =>
        await WithConsole(async console =>
            Assert.Equal(
                ["version", "revision", "user", "host", "golang_version", "hub", "status"],
                (await console.JsonAsync("/versionj/")).EnumerateObject().Select(property => property.Name)));

    [Fact]
    public async Task Metrics_Json_HasTextsForNumbersAndNoInfiniteBucket() =>
        await WithConsole(async console =>
        {
            console.Server.Calls.WithLabels("quota", "h", "a", "false").Inc(2);
            console.Server.Durations.WithLabels("quota", "h", "a", "false").Observe(.5);
            console.Server.Temperature.WithLabels("a \"b\"\\\n{c}, d=e").Set(-1.5);

            var families = (await console.JsonAsync("/metricj/")).EnumerateArray().ToDictionary(family => family.GetProperty("name").GetString()!);

            var counter = families["mixer_runtime_dispatch_count"];
            Assert.Equal("COUNTER", counter.GetProperty("type").GetString());
            Assert.Equal("2", counter.GetProperty("metrics")[0].GetProperty("value").GetString());
            Assert.Equal("h", counter.GetProperty("metrics")[0].GetProperty("labels").GetProperty("handler").GetString());
            var histogram = families["mixer_runtime_dispatch_duration"].GetProperty("metrics")[0];
            Assert.Equal(("0", "1", "1", "0.5"), (
                histogram.GetProperty("buckets").GetProperty("0.1").GetString(), histogram.GetProperty("buckets").GetProperty("1").GetString(),
                histogram.GetProperty("count").GetString(), histogram.GetProperty("sum").GetString()));
            Assert.Equal(2, histogram.GetProperty("buckets").EnumerateObject().Count());
            Assert.Equal("Odd \\ text", families["temperature"].GetProperty("help").GetString());
            Assert.Equal("a \"b\"\\\n{c}, d=e", families["temperature"].GetProperty("metrics")[0].GetProperty("labels").GetProperty("place").GetString());
        });

    [Fact]
    public async Task Home_Json_HasTheReferencesKeys() =>
        await WithConsole(async console =>
        {
            var home = await console.JsonAsync("/homej/");

            Assert.Equal(["ProcessName", "HeapSize", "NumGC", "CurrentTime", "Hostname", "IP"], home.EnumerateObject().Select(property => property.Name).Take(6));
            Assert.Equal((3, 1, 2), (home.GetProperty("revision").GetInt64(), home.GetProperty("errors").GetInt32(), home.GetProperty("handlers").GetInt32()));
        });

    [Theory]
    [InlineData("/homej/exit")]
    [InlineData("/signalj/SIGTERM")]
    public async Task Exit_Put_EndsTheServerOneSecondLater(string path)
    {
        var time = new FakeTimeProvider();
        await using var console = await RunningConsole.StartAsync(time);

        Assert.Equal((202, ""), await console.SendAsync("PUT", path));
        Assert.Equal(202, (await console.SendAsync("PUT", path)).Status);
        time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(console.Server.Ended.Task.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(console.Server.Ended.Task.IsCompleted);
    }

    [Fact]
    public async Task History_TimePasses_HasASampleEveryTwoSeconds()
    {
        var time = new FakeTimeProvider();
        await using var console = await RunningConsole.StartAsync(time);

        var samples = new List<JsonElement>();
        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            do
            {
                samples = [.. (await console.JsonAsync("/homej/history")).EnumerateArray()];
            }
            while (samples.Count <= i);
        }

        var since = samples[1].GetProperty("time").GetInt64().ToString(CultureInfo.InvariantCulture);
        Assert.All(samples, sample => Assert.True(sample.GetProperty("heap").GetInt64() > 0));
        Assert.Single((await console.JsonAsync("/homej/history?since=" + since)).EnumerateArray());
    }

    [Fact]
    public async Task Handlers_Json_HaveTheNumbersOfTheirMetrics() =>
        await WithConsole(async console =>
        {
            console.Server.Calls.WithLabels("checknothing", "denyall.denier.istio-system", "denier", "false").Inc(3);
            console.Server.Calls.WithLabels("quota", "denyall.denier.istio-system", "denier", "true").Inc();
            console.Server.Durations.WithLabels("quota", "denyall.denier.istio-system", "denier", "true").Observe(.25);

            var handlers = await console.JsonAsync("/handlerj/");

            var (first, second) = (handlers[0], handlers[1]);
            Assert.Equal((4, 1, .25), (first.GetProperty("calls").GetDouble(), first.GetProperty("failures").GetDouble(), first.GetProperty("seconds").GetDouble()));
            Assert.Equal(["checknothing", "quota"], first.GetProperty("templates").EnumerateArray().Select(item => item.GetString()));
            Assert.Equal((1, "superseded"), (second.GetProperty("daemons").GetDouble(), second.GetProperty("state").GetString()));
        });

    [Fact]
    public async Task CacheAndPools_Json_ShowStateAndLimits() =>
        await WithConsole(async console =>
        {
            var state = await console.JsonAsync("/cachej/");

            Assert.Equal(12_345, state.GetProperty("cache").GetProperty("count").GetInt64());
            var pool = state.GetProperty("pools")[0];
            Assert.Equal(("api", 1024, 3, 2048), (
                pool.GetProperty("name").GetString(), pool.GetProperty("limit").GetDouble(), pool.GetProperty("running").GetDouble(), pool.GetProperty("queueLimit").GetDouble()));
        });

    [Fact]
    public async Task Explain_Attributes_ReachTheServer() =>
        await WithConsole(async console =>
        {
            var (status, body) = await console.SendAsync("POST", "/rulej/explain", """{"attributes":{"request.headers":{"clnt":"abc"},"request.size":12}}""");

            Assert.Equal(200, status);
            Assert.Contains("\"outcome\":\"matched\"", body, StringComparison.Ordinal);
            Assert.Equal(12, console.Server.Explained!.Attributes["request.size"].GetInt32());
        });

    [Fact]
    public async Task Requests_RecordingIsAllowed_BeginsAndEnds() =>
        await WithConsole(async console =>
        {
            Assert.Equal(202, (await console.SendAsync("PUT", "/requestj/recording", """{"on":true}""")).Status);
            Assert.True((await console.JsonAsync("/requestj/")).GetProperty("isRecording").GetBoolean());
            Assert.Equal("PERMISSION_DENIED", (await console.JsonAsync("/requestj/7")).GetProperty("call").GetProperty("status").GetString());
            Assert.Equal(404, (await console.SendAsync("GET", "/requestj/8")).Status);
        });

    [Fact]
    public async Task Requests_RecordingIsOff_SaysSo() =>
        await WithConsole(async console =>
        {
            console.Server.RecordingMode = "off";

            Assert.Equal(
                (403, "this server does not record requests: it runs with --ctrlz_requests=off"),
                await console.SendAsync("PUT", "/requestj/recording", """{"on":true}"""));
        });

    private static async Task<(string?, string?, bool)> ScopeAsync(RunningConsole console, string name)
    {
        var scope = await console.JsonAsync("/scopej/" + name);
        return (scope.GetProperty("output_level").GetString(), scope.GetProperty("stack_trace_level").GetString(), scope.GetProperty("log_callers").GetBoolean());
    }

    private static async Task WithConsole(Func<RunningConsole, Task> test)
    {
        await using var console = await RunningConsole.StartAsync();
        await test(console);
    }
}

using System.Text.Json;
using Microsoft.Playwright;
using Mixer.Api.V1;
using Mixer.ControlZ.Tests.Browser;

namespace Mixer.Functional.Tests;

/// <summary>ControlZ over a real server (spec 07 section 16, cases 22 to 26), by its JSON and in a real browser.</summary>
public sealed class ConsoleTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Config = """
        {kind: attributemanifest, metadata: {name: m, namespace: istio-system}, spec: {attributes: {
          request.headers: {valueType: STRING_MAP}, request.size: {valueType: INT64}, source.ip: {valueType: IP_ADDRESS}, request.time: {valueType: TIMESTAMP}}}}
        ---
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {status: {code: 7, message: Not allowed}}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        kind: rule
        metadata: {name: byheader, namespace: istio-system}
        spec:
          match: request.headers["clnt"] == "abc" && request.size > 10
          actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]
        ---
        kind: rule
        metadata: {name: typo, namespace: istio-system}
        spec:
          match: request.hedaers["clnt"] == "abc"
          actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]
        """;

    [Fact]
    public async Task LogLevel_Put_DebugLinesAppearAtOnce()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        await console.Server.Client.CheckAsync(new CheckRequest());
        Assert.DoesNotContain("\tdebug\tapi\t", await console.Server.LogAsync(), StringComparison.Ordinal);

        Assert.Equal((202, ""), await console.SendAsync(HttpMethod.Put, "/scopej/api", """{"output_level":"debug"}"""));
        await console.Server.Client.CheckAsync(new CheckRequest());

        Assert.Contains("\tdebug\tapi\tCheck (", await console.Server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogLevel_Bogus_IsLeftAloneAndTheRestIsSet()
    {
        await using var console = await RunningConsole.StartAsync(Config);

        var reply = await console.SendAsync(HttpMethod.Put, "/scopej/api", """{"output_level":"bogus","stack_trace_level":"error","log_callers":true}""");

        Assert.Equal((202, ""), reply);
        var scope = await console.GetAsync("/scopej/api");
        Assert.Equal(("info", "error", true), (
            scope.GetProperty("output_level").GetString(), scope.GetProperty("stack_trace_level").GetString(), scope.GetProperty("log_callers").GetBoolean()));
        Assert.Equal("API dispatcher messages.", scope.GetProperty("description").GetString());
        Assert.Equal(
            ["adapters", "api", "attributes", "default", "grpcAdapter", "loadshedding"],
            (await console.GetAsync("/scopej/")).EnumerateArray().Select(item => item.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Configuration_WithATypo_TellsWhereAndWhatWasMeant()
    {
        await using var console = await RunningConsole.StartAsync(Config);

        var config = await console.GetAsync("/configj/");

        Assert.Equal((1, "keep-last-good"), (config.GetProperty("revision").GetInt64(), config.GetProperty("policy").GetString()));
        var states = config.GetProperty("resources").EnumerateArray().ToDictionary(
            item => item.GetProperty("name").GetString() + "." + item.GetProperty("kind").GetString(), item => item.GetProperty("state").GetString());
        Assert.Equal(("effective", "refused"), (states["byheader.rule"], states["typo.rule"]));
        var problem = Assert.Single(config.GetProperty("problems").EnumerateArray(), item => item.GetProperty("severity").GetString() == "error");
        Assert.Matches(@"^config\.yaml:\d+:\d+$", problem.GetProperty("location").GetString());
        Assert.Contains("request.headers", problem.GetProperty("hint").GetString() ?? problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await console.GetAsync("/homej/")).GetProperty("errors").GetInt32());
    }

    [Theory]
    [InlineData("""{"request.headers":{"clnt":"abc"},"request.size":"11"}""", "matched")]
    [InlineData("""{"request.headers":{"clnt":"abc"},"request.size":10}""", "not-matched")]
    [InlineData("""{"request.headers":{"clnt":"abc"}}""", "failed")]
    public async Task RuleExplorer_Attributes_TellWhetherARuleMatchesAndWhy(string attributes, string outcome)
    {
        await using var console = await RunningConsole.StartAsync(Config);

        var (status, body) = await console.SendAsync(HttpMethod.Post, "/rulej/explain", $$"""{"attributes":{{attributes}}}""");

        Assert.Equal(200, status);
        using var explain = JsonDocument.Parse(body);
        var rule = explain.RootElement.GetProperty("rules").EnumerateArray().Single(item => item.GetProperty("rule").GetString() == "byheader.rule.istio-system");
        Assert.Equal(outcome, rule.GetProperty("outcome").GetString());
        Assert.NotEqual(0, rule.GetProperty("reasons").GetArrayLength());
        Assert.Equal(outcome == "matched" ? 1 : 0, rule.GetProperty("actions").GetArrayLength());
        Assert.Equal("refused", explain.RootElement.GetProperty("rules").EnumerateArray().Single(item => item.GetProperty("rule").GetString() == "typo.rule.istio-system").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task RuleExplorer_ValuesThatAreNone_AreNamed()
    {
        await using var console = await RunningConsole.StartAsync(Config);

        var (_, body) = await console.SendAsync(
            HttpMethod.Post, "/rulej/explain", """{"attributes":{"request.size":"ten","source.ip":"1.2.3.4","request.time":"yesterday","nope":"x","request.headers":"x"}}""");

        using var explain = JsonDocument.Parse(body);
        var notices = explain.RootElement.GetProperty("notices").EnumerateArray().Select(item => item.GetString()!).ToList();
        Assert.Equal(4, notices.Count);
        Assert.Contains(notices, text => text.StartsWith("attribute request.size is left out: ", StringComparison.Ordinal));
        Assert.Contains(notices, text => text.StartsWith("attribute request.time is left out: ", StringComparison.Ordinal));
        Assert.Contains("attribute request.headers is left out: it is a map: an object of texts is wanted", notices);
        Assert.Contains(notices, text => text.StartsWith("attribute nope is not declared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handlers_AfterACall_ShowItAndTheCacheItsState()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        await console.Server.Client.CheckAsync(Denied("abc"));
        await console.Server.Client.CheckAsync(Denied("abc"));

        var handler = Assert.Single((await console.GetAsync("/handlerj/")).EnumerateArray());
        Assert.Equal(("denyall.denier.istio-system", "live", 1, 0), (
            handler.GetProperty("name").GetString(), handler.GetProperty("state").GetString(), handler.GetProperty("calls").GetInt32(), handler.GetProperty("failures").GetInt32()));
        var state = await console.GetAsync("/cachej/");
        Assert.Equal((1, 1, 1), (
            state.GetProperty("cache").GetProperty("count").GetInt32(), state.GetProperty("cache").GetProperty("hits").GetInt32(), state.GetProperty("cache").GetProperty("writes").GetInt32()));
        Assert.Equal(["adapter", "api"], state.GetProperty("pools").EnumerateArray().Select(item => item.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(state.GetProperty("pools").EnumerateArray(), pool => Assert.Equal(1024, pool.GetProperty("queueLimit").GetInt32()));
    }

    [Theory]
    [InlineData(false, "string, 3 characters")]
    [InlineData(true, "\"abc\"")]
    public async Task Requests_Recorded_AreExplainedWithTheirValuesMaskedOrShown(bool full, string value)
    {
        await using var console = await RunningConsole.StartAsync(
            Config, options => options with { ControlZRequests = full ? Server.Introspection.RequestRecording.Full : Server.Introspection.RequestRecording.Masked });
        await console.Server.Client.CheckAsync(Denied("before"));
        await console.SendAsync(HttpMethod.Put, "/requestj/recording", """{"on":true}""");
        await console.Server.Client.CheckAsync(Denied("abc"));
        await console.Server.Client.CheckAsync(Denied("abc"));
        await console.Server.Client.ReportAsync(new ReportRequest { Attributes = { Denied("abc").Attributes } });
        await console.SendAsync(HttpMethod.Put, "/requestj/recording", """{"on":false}""");
        await console.Server.Client.CheckAsync(Denied("after"));

        var recent = await console.GetAsync("/requestj/");
        var calls = recent.GetProperty("calls").EnumerateArray().ToList();
        Assert.Equal(["Report", "Check", "Check"], calls.Select(call => call.GetProperty("method").GetString()));
        Assert.Equal(["OK", "PERMISSION_DENIED", "PERMISSION_DENIED"], calls.Select(call => call.GetProperty("status").GetString()));
        Assert.Equal([false, true, false], calls.Select(call => call.GetProperty("fromCache").GetBoolean()));
        var detail = await console.GetAsync("/requestj/" + calls[1].GetProperty("id").GetRawText());
        var rule = detail.GetProperty("explain").GetProperty("rules").EnumerateArray().Single(item => item.GetProperty("rule").GetString() == "byheader.rule.istio-system");
        Assert.Equal("matched", rule.GetProperty("outcome").GetString());
        Assert.Contains(value, rule.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("value").GetString()));
        Assert.Equal(full, !detail.GetProperty("attributes").EnumerateArray().Any(item => item.GetProperty("value").GetString() == "stringmap"));
    }

    [Fact]
    public async Task Console_PortZero_IsNotThere()
    {
        await using var server = await RunningServer.StartAsync(Config);

        Assert.DoesNotContain("ControlZ", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exit_Put_AsksForAnOrderlyEnd()
    {
        await using var console = await RunningConsole.StartAsync(Config);

        Assert.Equal(202, (await console.SendAsync(HttpMethod.Put, "/homej/exit")).Status);

        await console.Server.Server.ShutdownRequested.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [ChromiumFact]
    public async Task LogLevel_ChosenInTheBrowser_DebugLinesAppear()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/scopez/");

        await tab.Page.Locator("#scope-api").GetByRole(AriaRole.Radiogroup, new() { Name = "Output level" }).GetByLabel("debug").CheckAsync();
        await tab.Page.GetByText("api: output debug").WaitForAsync();
        await console.Server.Client.CheckAsync(new CheckRequest());

        Assert.Contains("\tdebug\tapi\tCheck (", await console.Server.LogAsync(), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task EveryTopic_OpenedFromTheList_IsShownWithoutAFault()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        await console.Server.Client.CheckAsync(Denied("abc"));
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/");
        var topics = await tab.Page.Locator("nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.textContent.trim())");
        Assert.Equal(14, topics.Length);
        foreach (var topic in topics)
        {
            await tab.Page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = topic, Exact = true }).ClickAsync();
            await tab.Page.Locator("h1", new() { HasText = topic }).WaitForAsync();
            await tab.Page.Locator("#topic[data-ready=yes]").WaitForAsync();
            Assert.Empty(tab.Faults);
        }
    }

    [ChromiumFact]
    public async Task RuleExplorer_InTheBrowser_ShowsTheRealRules()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/rulez/");
        var rule = tab.Page.Locator("[data-rule='byheader.rule.istio-system']");

        await tab.Page.GetByLabel("Attribute name").Nth(0).FillAsync("request.size");
        await tab.Page.GetByLabel("Attribute value").Nth(0).FillAsync("11");
        await tab.Page.GetByLabel("Attribute name").Nth(1).FillAsync("request.headers");
        await tab.Page.GetByLabel("Attribute value").Nth(1).FillAsync("clnt=abc");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Assertions.Expect(rule).ToHaveAttributeAsync("data-outcome", "matched", new() { Timeout = 60_000 });
        await Assertions.Expect(rule).ToContainTextAsync("calls denyall.denier.istio-system (denier)");
        await Assertions.Expect(tab.Page.Locator("[data-rule='typo.rule.istio-system']")).ToHaveAttributeAsync("data-outcome", "refused");
        Assert.Empty(tab.Faults);
    }

    private static CheckRequest Denied(string header) =>
        new()
        {
            Attributes = new CompressedAttributes
            {
                Words = { "request.headers", "clnt", header, "request.size" },
                StringMaps = { [-1] = new StringMap { Entries = { [-2] = -3 } } },
                Int64S = { [-4] = 11 },
            },
        };
}

using Microsoft.Playwright;
using Mixer.ControlZ.Tests.Fakes;

namespace Mixer.ControlZ.Tests.Browser;

/// <summary>The pages in a real browser.</summary>
public sealed class PageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [ChromiumTheory]
    [InlineData("/", "Overview", "Calls a second")]
    [InlineData("/configz/", "Configuration", "did you mean request.headers?")]
    [InlineData("/rulez/", "Rule Explorer", "checkheaders.rule.istio-system")]
    [InlineData("/handlerz/", "Handlers", "denyall.denier.istio-system")]
    [InlineData("/cachez/", "Cache and Pools", "12,345")]
    [InlineData("/requestz/", "Recent Requests", "PERMISSION_DENIED")]
    [InlineData("/scopez/", "Logging Scopes", "API dispatcher messages.")]
    [InlineData("/memz/", "Memory Usage", "generation 2")]
    [InlineData("/envz/", "Environment Variables", "PATH")]
    [InlineData("/procz/", "Process Info", "Working directory")]
    [InlineData("/argz/", "Command-Line Arguments", "testhost")]
    [InlineData("/versionz/", "Version Info", "0.1.0")]
    [InlineData("/metricz/", "Metrics", "mixer_runtime_dispatch_count")]
    [InlineData("/signalz/", "Signals", "End the server")]
    public async Task Topic_Opened_ShowsItsSubjectAtEveryWidth(string path, string title, string text)
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync(path);

        Assert.Equal("ControlZ / " + title, await tab.Page.TitleAsync());
        Assert.Equal(title, await tab.Page.Locator("h1").TextContentAsync());
        await tab.Page.Locator("#topic").GetByText(text).First.WaitForAsync();
        Assert.Equal(title, (await tab.Page.Locator("nav a[aria-current=page]").TextContentAsync())?.Trim());
        Assert.Empty(await tab.Page.EvaluateAsync<string[]>(NamelessControls));
        foreach (var width in new[] { 1280, 768, 360 })
        {
            await tab.Page.SetViewportSizeAsync(width, 800);
            Assert.True(await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"the page is wider than a window of {width}");
        }

        Assert.Empty(tab.Faults);
    }

    [ChromiumFact]
    public async Task LogLevel_Chosen_ReachesTheServer()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/scopez/");

        await tab.Page.Locator("#scope-api").GetByRole(AriaRole.Radiogroup, new() { Name = "Output level" }).GetByLabel("debug").CheckAsync();
        await tab.Page.GetByText("api: output debug, stacks none, callers off").WaitForAsync();

        Assert.Equal("debug", (await console.JsonAsync("/scopej/api")).GetProperty("output_level").GetString());
        Assert.Empty(tab.Faults);
    }

    [ChromiumFact]
    public async Task Chart_TimePasses_Moves()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/memz/");
        var chart = tab.Page.Locator("svg.chart").First;

        await Assertions.Expect(chart.Locator("path.s0").Last).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var line = await chart.Locator("path.s0").Last.GetAttributeAsync("d");
        var last = await chart.GetAttributeAsync("data-last");
        await Assertions.Expect(chart).Not.ToHaveAttributeAsync("data-last", last!, new() { Timeout = 60_000 });

        Assert.NotEqual(line, await chart.Locator("path.s0").Last.GetAttributeAsync("d"));
    }

    [ChromiumFact]
    public async Task Collect_Pressed_CollectsAndTells()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/memz/");
        var before = GC.CollectionCount(2);

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Collect garbage now" }).ClickAsync();
        await tab.Page.GetByText("Collected: ").WaitForAsync();

        Assert.True(GC.CollectionCount(2) > before);
    }

    [ChromiumFact]
    public async Task RuleExplorer_AttributesTypedIn_ShowsWhichRulesMatchAndWhy()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/rulez/");
        var rule = tab.Page.Locator("[data-rule='checkheaders.rule.istio-system']");
        await Assertions.Expect(rule).ToHaveAttributeAsync("data-outcome", "not-matched");

        await tab.Page.GetByLabel("Attribute name").Nth(0).FillAsync("request.headers");
        await tab.Page.GetByLabel("Attribute value").Nth(0).FillAsync("clnt=abc, other=1");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await Assertions.Expect(rule).ToHaveAttributeAsync("data-outcome", "matched");
        await Assertions.Expect(rule).ToContainTextAsync("denyall.denier.istio-system");
        await Assertions.Expect(rule.Locator("dd").First).ToHaveTextAsync("abc");
        await Assertions.Expect(tab.Page.GetByText("2 of 3 rules match")).ToBeVisibleAsync();
        Assert.Empty(tab.Faults);
    }

    [ChromiumFact]
    public async Task Metrics_SearchedAndCharted_DrawTheSeries()
    {
        await using var console = await RunningConsole.StartAsync();
        console.Server.Temperature.WithLabels("<b>kitchen</b>").Set(21);
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/metricz/");

        await tab.Page.GetByLabel("Search metrics").FillAsync("kitchen");
        await Assertions.Expect(tab.Page.Locator(".metric")).ToHaveCountAsync(1);
        await tab.Page.Locator(".metric summary").ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Chart", Exact = true }).ClickAsync();
        console.Server.Temperature.WithLabels("<b>kitchen</b>").Set(35);

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Img, new() { Name = "value 35" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Equal(0, await tab.Page.Locator("#topic b", new() { HasText = "kitchen" }).CountAsync());
        Assert.Empty(tab.Faults);
    }

    [ChromiumFact]
    public async Task Requests_RecordedAndExplained_ShowAttributesAndRules()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/requestz/");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Stop recording" }).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        await tab.Page.GetByText("string, 12 characters").WaitForAsync();
        await tab.Page.Locator("[data-rule='logall.rule.istio-system'][data-outcome=matched]").WaitForAsync();
        Assert.True(console.Server.IsRecording);
        Assert.Empty(tab.Faults);
    }

    [ChromiumFact]
    public async Task Exit_Confirmed_EndsTheServer()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/signalz/");

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "End the server" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Assert.False(console.Server.Ended.Task.IsCompleted);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "End the server" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End the server" }).ClickAsync();

        await console.Server.Ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [ChromiumFact]
    public async Task Theme_Chosen_HoldsOnTheNextPage()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/versionz/");
        var light = await BackgroundAsync(tab);

        await tab.Page.Locator("#theme").ClickAsync();
        await tab.Page.Locator("#theme").ClickAsync();
        var dark = await BackgroundAsync(tab);
        await tab.GoAsync("/argz/");

        Assert.NotEqual(light, dark);
        Assert.Equal(dark, await BackgroundAsync(tab));
    }

    [ChromiumFact]
    public async Task Phone_MenuPressed_OpensAndClosesTheTopics()
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url, 360, 740);
        await tab.GoAsync("/versionz/");
        var link = tab.Page.GetByRole(AriaRole.Link, new() { Name = "Memory Usage" });
        await Assertions.Expect(link).ToBeHiddenAsync();

        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Topics" }).ClickAsync();
        await Assertions.Expect(link).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(link).ToBeHiddenAsync();
    }

    [ChromiumFact]
    public async Task NotReady_InTheHeader_SaysWhy()
    {
        await using var console = await RunningConsole.StartAsync();
        console.Server.Fault = "store: cannot be read";
        await using var tab = await browser.OpenAsync(console.Url);
        await tab.GoAsync("/");

        await Assertions.Expect(tab.Page.Locator("#health")).ToHaveTextAsync("Not ready");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("store: cannot be read");
    }

    [ChromiumTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_InBothThemes_HasEnoughContrast(ColorScheme scheme)
    {
        await using var console = await RunningConsole.StartAsync();
        await using var tab = await browser.OpenAsync(console.Url, scheme: scheme);
        foreach (var path in new[] { "/", "/configz/", "/rulez/", "/requestz/", "/scopez/" })
        {
            await tab.GoAsync(path);

            Assert.Empty(await tab.Page.EvaluateAsync<string[]>(LowContrast));
        }
    }

    // Buttons, links and fields that a screen reader could not name.
    private const string NamelessControls = """
        [...document.querySelectorAll('button, a, input, select, textarea')]
          .filter(element => !(element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.textContent.trim() || element.labels?.length))
          .map(element => element.outerHTML)
        """;

    // Texts below the ratio of 4.5 to what is behind them (WCAG 2 AA).
    private const string LowContrast = """
        (() => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const parse = color => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
          const luminance = color => { const [r, g, b] = color.map(part => { const x = part / 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; }); return .2126 * r + .7152 * g + .0722 * b; };
          const behind = element => { for (; element; element = element.parentElement) { const color = parse(getComputedStyle(element).backgroundColor); if (color[3] === 255) return color; } return [255, 255, 255, 255]; };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const low = new Set();
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.closest('svg, .skip')) continue;
            const [text, ground] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
            const ratio = (Math.max(text, ground) + .05) / (Math.min(text, ground) + .05);
            if (ratio < 4.5) low.add(`${ratio.toFixed(2)} ${element.className || element.tagName}: ${walker.currentNode.textContent.trim().slice(0, 40)}`);
          }
          return [...low];
        })()
        """;

    private static async Task<string> BackgroundAsync(Tab tab) =>
        await tab.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}

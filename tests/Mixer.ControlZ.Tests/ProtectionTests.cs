using Mixer.ControlZ.Tests.Fakes;

namespace Mixer.ControlZ.Tests;

/// <summary>Other sites' pages cannot read or change anything.</summary>
public sealed class ProtectionTests
{
    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("127.0.0.1.evil.example", 403)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:9876", 200)]
    [InlineData("[::1]:9876", 200)]
    [InlineData("10.1.2.3", 200)]
    [InlineData("mixer.example", 200)]
    public async Task Host_OfTheRequest_MustBeKnown(string host, int expected)
    {
        await using var console = await RunningConsole.StartAsync(null, null, "mixer.example");

        Assert.Equal(expected, (await console.SendAsync("GET", "/scopej/", null, ("Host", host))).Status);
    }

    [Theory]
    [InlineData("http://evil.example", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData("http://127.0.0.1:1", null, 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(null, "same-site", 403)]
    [InlineData(null, "same-origin", 202)]
    [InlineData(null, "none", 202)]
    [InlineData(null, null, 202)]
    public async Task Change_FromAnotherOrigin_IsRefused(string? origin, string? site, int expected)
    {
        await using var console = await RunningConsole.StartAsync();
        var headers = new List<(string, string)>();
        if (origin is not null)
        {
            headers.Add(("Origin", origin));
        }

        if (site is not null)
        {
            headers.Add(("Sec-Fetch-Site", site));
        }

        Assert.Equal(expected, (await console.SendAsync("PUT", "/scopej/api", "{}", [.. headers])).Status);
    }

    [Fact]
    public async Task Change_FromItsOwnPages_IsTaken()
    {
        await using var console = await RunningConsole.StartAsync();

        Assert.Equal(202, (await console.SendAsync("PUT", "/scopej/api", "{}", ("Origin", console.Url), ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task Body_TooLarge_Is413()
    {
        await using var console = await RunningConsole.StartAsync();

        Assert.Equal(413, (await console.SendAsync("PUT", "/scopej/api", $$"""{"name":"{{new string('x', 70_000)}}"}""")).Status);
    }

    [Fact]
    public async Task Body_TooDeep_Is400()
    {
        await using var console = await RunningConsole.StartAsync();

        Assert.Equal(400, (await console.SendAsync("POST", "/rulej/explain", """{"attributes":{"a":""" + new string('[', 1000) + new string(']', 1000) + "}}")).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/scopej/")]
    [InlineData("/js/app.js")]
    [InlineData("/nowhere")]
    public async Task Answer_OfAnyKind_KeepsTheBrowserStrict(string path)
    {
        await using var console = await RunningConsole.StartAsync();
        using var response = await console.Http.GetAsync(new Uri(path, UriKind.Relative));

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/js/app.js", "text/javascript; charset=utf-8")]
    [InlineData("/css/controlz.css", "text/css; charset=utf-8")]
    [InlineData("/img/icons.svg", "image/svg+xml")]
    [InlineData("/manifest.json", "application/manifest+json")]
    [InlineData("/favicons/favicon.svg", "image/svg+xml")]
    public async Task File_AskedAgain_IsNotSentTwice(string path, string type)
    {
        await using var console = await RunningConsole.StartAsync();
        using var first = await console.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((200, type), ((int)first.StatusCode, first.Content.Headers.ContentType?.ToString()));

        Assert.Equal(304, (await console.SendAsync("GET", path, null, ("If-None-Match", first.Headers.ETag!.ToString()))).Status);
    }

    [Fact]
    public async Task Template_OfThePages_IsNoFile()
    {
        await using var console = await RunningConsole.StartAsync();

        Assert.Equal(404, (await console.SendAsync("GET", "/page.html")).Status);
    }

    [Fact]
    public void Files_OfThePages_NameNothingElsewhere()
    {
        var assembly = typeof(ControlZServer).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd().Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
            Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
        }
    }
}

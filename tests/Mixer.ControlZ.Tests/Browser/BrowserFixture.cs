using Microsoft.Playwright;

namespace Mixer.ControlZ.Tests.Browser;

/// <summary>One headless browser for all tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Arguments });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>A tab whose faults and refused requests are collected.</summary>
    internal async Task<Tab> OpenAsync(string url, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = url, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, DeviceScaleFactor = 1, ReducedMotion = ReducedMotion.Reduce,
        });
        return new Tab(context, await context.NewPageAsync());
    }
}

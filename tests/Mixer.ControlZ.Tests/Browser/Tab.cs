using Microsoft.Playwright;

namespace Mixer.ControlZ.Tests.Browser;

/// <summary>A tab of the browser, which remembers everything that went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(60_000);
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Faults.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Exceptions of scripts, and errors that the browser reports, such as refused styles.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Opens a page of the console and waits until its topic is shown.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("#topic[data-ready=yes]").WaitForAsync();
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}

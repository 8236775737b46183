using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Mixer.ControlZ.Tests.Fakes;

/// <summary>A console on a free port over a fake server.</summary>
internal sealed class RunningConsole : IAsyncDisposable
{
    private readonly ControlZServer _console;

    private RunningConsole(ControlZServer console, FakeServer server)
    {
        _console = console;
        Server = server;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(console.Address) };
    }

    public FakeServer Server { get; }

    public HttpClient Http { get; }

    public string Url => _console.Address;

    public static async Task<RunningConsole> StartAsync(TimeProvider? time = null, FakeServer? server = null, params string[] allowedHosts)
    {
        server ??= new FakeServer();
        using var loggers = new LoggerFactory([new FakeLoggerProvider()]);
        var console = await ControlZServer.StartAsync(
            new ControlZOptions { Port = 0, AllowedHosts = allowedHosts }, server.Sources, loggers, time ?? TimeProvider.System, CancellationToken.None);
        Assert.NotNull(console);
        return new RunningConsole(console, server);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>Status and body of the answer.</summary>
    public async Task<(int Status, string Body)> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _console.DisposeAsync();
    }
}

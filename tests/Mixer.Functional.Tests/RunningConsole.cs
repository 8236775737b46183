using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mixer.Adapters.Telemetry.Tests.Peers;
using Mixer.Server;

namespace Mixer.Functional.Tests;

/// <summary>A real server with its console.</summary>
internal sealed class RunningConsole : IAsyncDisposable
{
    private readonly HttpClient _http;

    private RunningConsole(RunningServer server, string url)
    {
        Server = server;
        Url = url;
        _http = new HttpClient { BaseAddress = new Uri(url) };
    }

    public RunningServer Server { get; }

    public string Url { get; }

    public static async Task<RunningConsole> StartAsync(string yaml, Func<MixerServerOptions, MixerServerOptions>? adjust = null)
    {
        var port = PeerProcess.FreePort();
        var server = await RunningServer.StartAsync(yaml, options => (adjust?.Invoke(options) ?? options) with { ControlZPort = port });
        return new RunningConsole(server, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string body = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}

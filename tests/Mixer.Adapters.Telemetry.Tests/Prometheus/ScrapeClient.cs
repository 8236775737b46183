using System.Net.Http.Headers;
using Mixer.Adapters.Prometheus.Exposition;

namespace Mixer.Adapters.Telemetry.Tests.Prometheus;

/// <summary>Reads the metrics page over HTTP.</summary>
internal sealed class ScrapeClient(MetricsServer server) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public Task<string> Text() => _http.GetStringAsync(new Uri($"http://127.0.0.1:{server.Port}/metrics"));

    public async Task<string[]> Lines() => (await Text()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async Task<HttpResponseMessage> Get(string path, string? accept = null, string? encoding = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Port}{path}"));
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();
}

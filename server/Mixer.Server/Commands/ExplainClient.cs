using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Mixer.Runtime.Explaining;
using Mixer.Sdk.Values;
using Mixer.Server.Explaining;

namespace Mixer.Server.Commands;

/// <summary>Asks a running server's <c>/debug/explain</c>.</summary>
internal static class ExplainClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Prints the server's answer; false, after a complaint, if there is none.</summary>
    public static async Task<bool> RunAsync(ExplainFlags flags, IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes, TextWriter output, TextWriter error)
    {
        if (!Uri.TryCreate($"http://{flags.Server}/debug/explain{Parameters(flags)}", UriKind.Absolute, out var uri))
        {
            await error.WriteLineAsync($"Error: --server {flags.Server}: not a host and a port");
            return false;
        }

        using var http = new HttpClient { Timeout = Patience };
        using var body = new StringContent(PlainAttributes.ToJson(attributes), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        try
        {
            using var answer = await http.PostAsync(uri, body);
            var text = await answer.Content.ReadAsStringAsync();
            await (answer.IsSuccessStatusCode ? output : error).WriteAsync(answer.IsSuccessStatusCode ? text : $"Error: {flags.Server} answers {(int)answer.StatusCode}: {text}\n");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await error.WriteLineAsync($"Error: {flags.Server} does not answer: {e.Message}");
            return false;
        }
    }

    private static string Parameters(ExplainFlags flags)
    {
        var query = flags.Query;
        var variety = query.Variety is { } value ? VarietyNames.Of(value) : "";
        return string.Create(CultureInfo.InvariantCulture, $"?output={(flags.IsJson ? "json" : "text")}&variety={variety}&rules={Uri.EscapeDataString(query.Rules)}&max={query.MaxOthers}");
    }
}

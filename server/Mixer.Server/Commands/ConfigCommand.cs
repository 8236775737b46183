using System.Globalization;
using System.Text.Json;
using Mixer.CommandLine;

namespace Mixer.Server.Commands;

/// <summary>
/// <c>mixs config</c>: what a running server makes of its configuration, as its console tells it (<c>/configj/</c>). Exit status 0 if everything is in effect as written, 1 if
/// not, 2 if the server cannot be asked.
/// </summary>
internal static class ConfigCommand
{
    private const int NotInEffect = 1;
    private const int CannotBeAsked = 2;
    private const int MaxAnswer = 256 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(TextWriter output, TextWriter error)
    {
        Func<Task<int>>? run = null;
        var command = new Command("config", "Show what is in effect on a running server, what is not, and why") { UsageStatus = CannotBeAsked, Run = () => run!() };
        var server = command.Flags.String("server", "127.0.0.1:9876", "Address of the server's ControlZ");
        var all = command.Flags.Bool("all", false, "List every resource, not only those that are not in effect as written");
        var json = command.Flags.Bool("json", false, "Print the server's answer as it is");
        run = () => RunAsync(server.Value, all.Value, json.Value, output, error);
        return command;
    }

    private static async Task<int> RunAsync(string server, bool all, bool asJson, TextWriter output, TextWriter error)
    {
        try
        {
            using var client = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = MaxAnswer };
            var text = await client.GetStringAsync(new Uri($"http://{server}/configj/"));
            using var answer = JsonDocument.Parse(text);
            if (asJson)
            {
                await output.WriteLineAsync(text);
            }
            else
            {
                await PrintAsync(answer.RootElement, all, output);
            }

            await output.FlushAsync();
            return answer.RootElement.GetProperty("problems").EnumerateArray().Any(problem => Text(problem, "severity") == "error") ? NotInEffect : 0;
        }
        catch (Exception exception) when (exception is HttpRequestException or UriFormatException or TaskCanceledException)
        {
            await error.WriteLineAsync($"Error: {server}: {exception.Message}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            await error.WriteLineAsync($"Error: {server}: this is not the answer of a ControlZ: {exception.Message}");
        }

        return CannotBeAsked;
    }

    private static async Task PrintAsync(JsonElement config, bool all, TextWriter output)
    {
        var resources = config.GetProperty("resources").EnumerateArray().ToList();
        var states = resources.CountBy(resource => Text(resource, "state")).OrderBy(state => state.Key, StringComparer.Ordinal)
            .Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Value} {state.Key}"));
        await output.WriteLineAsync($"configuration {Text(config, "revision")} in effect, policy {Text(config, "policy")}: {resources.Count.ToString(CultureInfo.InvariantCulture)} resources ({string.Join(", ", states)})");
        if (Text(config, "refused") is { Length: > 0 } refused)
        {
            await output.WriteLineAsync($"configuration {refused} was refused as a whole");
        }

        if (Text(config, "storeFault") is { Length: > 0 } fault)
        {
            await output.WriteLineAsync($"store: {fault}");
        }

        foreach (var resource in resources.Where(resource => all || Text(resource, "state") is not ("effective" or "ignored")))
        {
            var effective = Text(resource, "effective");
            await output.WriteLineAsync(
                $"  {Text(resource, "state"),-10} {Text(resource, "name")}.{Text(resource, "kind")}.{Text(resource, "namespace")}  {Text(resource, "location")}{(effective.Length > 0 && effective != Text(resource, "location") ? $" (in effect: {effective})" : "")}");
        }

        foreach (var problem in config.GetProperty("problems").EnumerateArray())
        {
            var (field, hint) = (Text(problem, "field"), Text(problem, "hint"));
            await output.WriteLineAsync(
                $"{Text(problem, "location")}: {Text(problem, "severity")}: {(field.Length > 0 ? field + ": " : "")}{Text(problem, "message")}{(hint.Length > 0 ? $" ({hint})" : "")}");
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
}

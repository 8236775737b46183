using System.Globalization;
using System.Text.Json;
using Mixer.Sdk.Values;

namespace Mixer.Client;

/// <summary>What a load run came to, as text and as JSON.</summary>
internal static class LoadSummary
{
    private static readonly (string Name, double Share)[] Quantiles = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p99.9", 0.999)];

    public static string Text(LoadRun run)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{run.Latencies.Count} calls in {Span(run.Elapsed)}: {PerSecond(run):F1} calls/s, {run.Concurrency} at once"),
            "  Outcomes",
        };
        var width = run.Outcomes.Select(outcome => outcome.Key.Length).DefaultIfEmpty(0).Max() + 2;
        lines.AddRange(run.Outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture, $"    {outcome.Key.PadRight(width)}{outcome.Value}")));
        lines.Add("  Latency");
        lines.AddRange(Latencies(run).Select(latency => $"    {latency.Name,-6}{Span(latency.Value)}"));
        return string.Join('\n', lines) + "\n";
    }

    public static string Json(LoadRun run)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("calls", run.Latencies.Count);
            writer.WriteNumber("seconds", run.Elapsed.TotalSeconds);
            writer.WriteNumber("callsPerSecond", PerSecond(run));
            writer.WriteNumber("concurrency", run.Concurrency);
            writer.WriteStartObject("outcomes");
            foreach (var (outcome, count) in run.Outcomes)
            {
                writer.WriteNumber(outcome, count);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("latencySeconds");
            foreach (var (name, value) in Latencies(run))
            {
                writer.WriteNumber(name, value.TotalSeconds);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <summary>One line while the run goes on.</summary>
    public static string Progress(LoadRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{Span(TimeSpan.FromSeconds(Math.Round(run.Elapsed.TotalSeconds)))}: {run.Latencies.Count} calls, {PerSecond(run):F0}/s, p99 {Span(run.Latencies.Quantile(0.99))}");

    private static IEnumerable<(string Name, TimeSpan Value)> Latencies(LoadRun run) =>
        Quantiles.Select(quantile => (quantile.Name, run.Latencies.Quantile(quantile.Share)))
            .Prepend(("mean", run.Latencies.Mean))
            .Append(("max", run.Latencies.Largest));

    private static double PerSecond(LoadRun run) => run.Elapsed.TotalSeconds > 0 ? run.Latencies.Count / run.Elapsed.TotalSeconds : 0;

    private static string Span(TimeSpan span) => new Duration(span.Ticks * TimeSpan.NanosecondsPerTick).ToString();
}

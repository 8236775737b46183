using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Mixer.Adapters.Prometheus;
using Mixer.Adapters.Prometheus.Exposition;
using Mixer.Adapters.Statsd;
using Mixer.Adapters.Telemetry.Tests.Fakes;
using Mixer.Templates;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;
using PrometheusParams = Mixer.Adapters.Prometheus.Params;
using StatsdParams = Mixer.Adapters.Statsd.Params;

namespace Mixer.Adapters.Telemetry.Tests.Peers;

/// <summary>The real receivers understand what the adapters say.</summary>
public sealed class PeerTests
{
    [PrometheusFact]
    public async Task Prometheus_Scrapes_WhatWasReported()
    {
        await using var environment = new FakeEnvironment();
        var page = new MetricsServer(0);
        var config = new PrometheusParams
        {
            Metrics =
            {
                new PrometheusParams.Types.MetricInfo
                {
                    InstanceName = "cnt", Name = "requests_total", Description = "Total \\ requests\nseen",
                    Kind = PrometheusParams.Types.MetricInfo.Types.Kind.Counter, LabelNames = { "path" },
                },
                new PrometheusParams.Types.MetricInfo
                {
                    InstanceName = "dur", Name = "dur_seconds", Kind = PrometheusParams.Types.MetricInfo.Types.Kind.Distribution,
                },
            },
        };
        var handler = (IMetricHandler)await new PrometheusAdapter(page).BuildAsync(config, environment, default);
        await handler.HandleMetricAsync(
            [Metric("cnt", Number(25), ("path", Text("/p \"q\"\\\n"))), Metric("dur", Span("1m30.5004s")), Metric("dur", Span("20ms"))], default);

        var folder = PeerProcess.NewFolder();
        var port = PeerProcess.FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: mixer\n  static_configs:\n  - targets: ['127.0.0.1:{page.Port}']\n"));
        using (PeerProcess.Start(
                   folder, Peer.PrometheusBinary!, "--config.file=prometheus.yml", "--storage.tsdb.path=data", $"--web.listen-address=127.0.0.1:{port}"))
        {
            Assert.Equal(("25", "/p \"q\"\\\n"), await Query(port, "istio_requests_total", "path"));
            Assert.Equal("90.5204", (await Query(port, "istio_dur_seconds_sum", "job")).Value);
            Assert.Equal("1", (await Query(port, "istio_dur_seconds_bucket{le=\"0.025\"}", "job")).Value);
            Assert.Equal("2", (await Query(port, "istio_dur_seconds_bucket{le=\"+Inf\"}", "job")).Value);
        }

        await handler.DisposeAsync();
    }

    [StatsdFact]
    public async Task Statsd_Receives_WhatWasReported()
    {
        await using var environment = new FakeEnvironment();
        var folder = PeerProcess.NewFolder();
        var (port, admin) = (PeerProcess.FreePort(), PeerProcess.FreePort());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "config.js"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{{ port: {port}, address: '127.0.0.1', mgmt_address: '127.0.0.1', mgmt_port: {admin}, backends: ['./backends/console'], flushInterval: 600000, dumpMessages: true }}"));
        using var daemon = PeerProcess.Start(folder, Peer.NodeBinary!, Peer.StatsdScript, "config.js");
        await UntilHeard(daemon, port);
        var adapter = new StatsdAdapter();
        var config = adapter.CreateDefaultConfig();
        config.Address = string.Create(CultureInfo.InvariantCulture, $"localhost:{port}");
        config.Prefix = "pre";
        config.Metrics["cnt"] = new StatsdParams.Types.MetricInfo { Type = StatsdParams.Types.MetricInfo.Types.Type.Counter, NameTemplate = "{{.path}}" };
        config.Metrics["gau"] = new StatsdParams.Types.MetricInfo { Type = StatsdParams.Types.MetricInfo.Types.Type.Gauge };
        config.Metrics["dur"] = new StatsdParams.Types.MetricInfo { Type = StatsdParams.Types.MetricInfo.Types.Type.Distribution };
        var handler = (IMetricHandler)await adapter.BuildAsync(config, environment, default);
        await handler.HandleMetricAsync(
            [Metric("cnt", Number(25), ("path", Text("a"))), Metric("cnt", Number(3), ("path", Text("a"))), Metric("gau", Number(7)), Metric("dur", Span("1m30.5004s"))],
            default);
        await environment.DisposeAsync();
        await handler.DisposeAsync();
        await daemon.WaitFor("pre.dur:90500.4|ms");

        Assert.Contains("'pre.a': 28", await Ask(admin, "counters"), StringComparison.Ordinal);
        Assert.Contains("'pre.gau': 7", await Ask(admin, "gauges"), StringComparison.Ordinal);
        Assert.Contains("90500.4", await Ask(admin, "timers"), StringComparison.Ordinal);
        Assert.Contains("'statsd.bad_lines_seen': 0", await Ask(admin, "counters"), StringComparison.Ordinal);
    }

    // The daemon says that it is up before its socket is bound, and what arrives before that is lost.
    private static async Task UntilHeard(PeerProcess daemon, int port)
    {
        using var client = new UdpClient();
        var heard = daemon.WaitFor("probe:1|c");
        while (!heard.IsCompleted)
        {
            await client.SendAsync("probe:1|c"u8.ToArray(), "127.0.0.1", port);
            await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }

        await heard;
    }

    // Asks until the server has scraped at least once.
    private static async Task<(string Value, string Label)> Query(int port, string query, string label)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var address = new Uri($"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}");
        while (true)
        {
            try
            {
                using var answer = JsonDocument.Parse(await http.GetStringAsync(address, limit.Token));
                var results = answer.RootElement.GetProperty("data").GetProperty("result");
                if (results.GetArrayLength() > 0)
                {
                    return (results[0].GetProperty("value")[1].GetString()!, results[0].GetProperty("metric").GetProperty(label).GetString()!);
                }
            }
            catch (HttpRequestException)
            {
                // Still starting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    private static async Task<string> Ask(int port, string command)
    {
        using var client = new TcpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        using var reader = new StreamReader(client.GetStream());
        await writer.WriteAsync(command + "\n");
        var lines = new List<string>();
        while (await reader.ReadLineAsync(limit.Token) is { } line && line != "END")
        {
            lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}

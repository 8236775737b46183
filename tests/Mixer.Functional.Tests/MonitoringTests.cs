using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mixer.Adapters.Telemetry.Tests.Peers;
using Mixer.Api.V1;

namespace Mixer.Functional.Tests;

/// <summary>The monitoring port (spec 07 section 6 and section 16, cases 18 to 21).</summary>
public sealed partial class MonitoringTests
{
    private const string Config = """
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {status: {code: 7}}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        {kind: rule, metadata: {name: r, namespace: istio-system}, spec: {match: 'false', actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]}}
        """;

    /// <summary>Name, type, labels and help of everything that the specification names.</summary>
    public static TheoryData<string, string, string, string> Specified => new()
    {
        { "mixer_checkcache_cache_writes", "counter", "", "The number of times state in the cache was added or updated." },
        { "mixer_checkcache_cache_hits", "counter", "", "The number of times a cache lookup operation succeeded to find an entry in the cache." },
        { "mixer_checkcache_cache_misses", "counter", "", "The number of times a cache lookup operation failed to find an entry in the cache." },
        { "mixer_checkcache_cache_evictions", "counter", "", "The number of entries that have been evicted from the cache." },
        { "mixer_config_attribute_count", "counter", "configID", "The number of known attributes in the current config." },
        { "mixer_config_handler_config_count", "counter", "configID", "The number of known handlers in the current config." },
        { "mixer_config_instance_config_count", "counter", "configID", "The number of known instances in the current config." },
        { "mixer_config_instance_config_error_count", "counter", "configID", "The number of errors encountered during processing of the instance configuration." },
        { "mixer_config_rule_config_count", "counter", "configID", "The number of known rules in the current config." },
        { "mixer_config_rule_config_error_count", "counter", "configID", "The number of errors encountered during processing of the rules configuration." },
        { "mixer_config_rule_config_match_error_count", "counter", "configID", "The number of rule conditions that was not parseable." },
        { "mixer_config_adapter_info_config_count", "counter", "configID", "The number of known adapters in the current config." },
        { "mixer_config_adapter_info_config_error_count", "counter", "configID", "The number of errors encountered during processing of the adapter info configuration." },
        { "mixer_config_unsatisfied_action_handler_count", "counter", "configID", "The number of actions that were put into action due to handlers being unavailable." },
        { "mixer_config_handler_validation_error_count", "counter", "configID", "The number of errors encountered because handler validation returned error." },
        { "mixer_dispatcher_destinations_per_request", "histogram", "", "Histogram of destination handlers dispatched to per request, by Mixer." },
        { "mixer_dispatcher_instances_per_request", "histogram", "", "Histogram of inputs dispatched per request, by Mixer." },
        { "mixer_handler_new_handler_count", "counter", "configID", "The number of handlers that were newly created during config transition." },
        { "mixer_handler_reused_handler_count", "counter", "configID", "The number of handlers that are re-used during config transition." },
        { "mixer_handler_close_handler_count", "counter", "configID", "The number of handlers that were closed during config transition." },
        { "mixer_handler_handler_build_failure_count", "counter", "configID", "The number of handlers that failed creation during config transition." },
        { "mixer_handler_handler_close_failure_count", "counter", "configID", "The number of errors encountered while closing handlers during config transition." },
        { "mixer_runtime_dispatch_count", "counter", "adapter,error,handler,meshFunction", "Total number of adapter dispatches handled by Mixer." },
        { "mixer_runtime_dispatch_duration", "histogram", "adapter,error,handler,meshFunction", "Histogram of durations for adapter dispatches handled by Mixer." },
        { "grpc_server_started_total", "counter", "grpc_method,grpc_service,grpc_type", "Total number of RPCs started on the server." },
        { "grpc_server_handled_total", "counter", "grpc_code,grpc_method,grpc_service,grpc_type", "Total number of RPCs completed on the server, regardless of success or failure." },
        { "grpc_server_msg_received_total", "counter", "grpc_method,grpc_service,grpc_type", "Total number of RPC stream messages received on the server." },
        { "grpc_server_msg_sent_total", "counter", "grpc_method,grpc_service,grpc_type", "Total number of gRPC stream messages sent by the server." },
        { "grpc_server_handling_seconds", "histogram", "grpc_method,grpc_service,grpc_type", "Histogram of response latency (seconds) of gRPC that had been application-level handled by the server." },
        { "promhttp_metric_handler_requests_total", "counter", "code", "Total number of scrapes by HTTP status code." },
        { "promhttp_metric_handler_requests_in_flight", "gauge", "", "Current number of scrapes being served." },
    };

    [Fact]
    public async Task Metrics_OfTheSpecification_AreAllThere()
    {
        await using var server = await RunningServer.StartAsync(Config);
        await server.Client.CheckAsync(new CheckRequest());

        var page = await server.GetAsync("/metrics");

        foreach (var row in Specified)
        {
            var (name, type, labels, help) = ((string)row[0], (string)row[1], (string)row[2], (string)row[3]);
            Assert.Contains($"# HELP {name} {help}\n", page, StringComparison.Ordinal);
            Assert.Contains($"# TYPE {name} {type}\n", page, StringComparison.Ordinal);
            var series = Regex.Match(page, $@"^{name}(_count)?(\{{(?<labels>.*)\}})? ", RegexOptions.Multiline);
            Assert.True(series.Success, name);
            Assert.Equal(labels, string.Join(',', LabelName().Matches(series.Groups["labels"].Value).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)));
        }
    }

    [Theory]
    [InlineData("mixer_dispatcher_destinations_per_request", "0 1 2 3 4 5 6 7 8 10 15 20 +Inf")]
    [InlineData("mixer_dispatcher_instances_per_request", "0 1 2 3 4 5 6 7 8 10 15 20 +Inf")]
    [InlineData("mixer_runtime_dispatch_duration", "0.0001 0.00025 0.0005 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf")]
    [InlineData("grpc_server_handling_seconds", "0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10 +Inf")]
    public async Task Metrics_Histogram_HasTheReferencesBuckets(string name, string bounds)
    {
        await using var server = await RunningServer.StartAsync(Config);
        await server.Client.CheckAsync(new CheckRequest());

        var page = await server.GetAsync("/metrics");

        Assert.Equal(bounds, string.Join(' ', Regex.Matches(page, $@"^{name}_bucket\{{.*le=""([^""]+)""", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Distinct()));
    }

    [Fact]
    public async Task Metrics_ConfigurationChanges_HaveTheirIds()
    {
        await using var server = await RunningServer.StartAsync(Config);
        var page = await server.GetAsync("/metrics");

        Assert.All(["-1", "0"], id => Assert.Contains($"mixer_config_rule_config_count{{configID=\"{id}\"}} 0\n", page, StringComparison.Ordinal));
        Assert.Contains("mixer_config_rule_config_count{configID=\"1\"} 1\n", page, StringComparison.Ordinal);
        Assert.All(["true", "false"], error => Assert.Contains(
            $"mixer_runtime_dispatch_count{{meshFunction=\"checknothing\",handler=\"denyall.denier.istio-system\",adapter=\"denier\",error=\"{error}\"}} 0\n", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_ProcessAndRuntime_AreAsDotNetNamesThem()
    {
        await using var server = await RunningServer.StartAsync(Config);

        var page = await server.GetAsync("/metrics");

        string[] wanted =
        [
            "process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes", "process_start_time_seconds", "process_open_fds", "process_num_threads",
            "dotnet_gc_heap_total_allocated_bytes_total", "dotnet_gc_pause_time_seconds_total", "dotnet_gc_collections_total{gc_heap_generation=\"gen0\"}",
            "dotnet_process_memory_working_set_bytes", "dotnet_thread_pool_thread_count", "dotnet_thread_pool_queue_length", "dotnet_monitor_lock_contentions_total", "dotnet_jit_compiled_methods_total",
        ];
        Assert.All(wanted, name => Assert.Matches(new Regex($"^{Regex.Escape(name)} [0-9.e+]+$", RegexOptions.Multiline), page));
    }

    [Fact]
    public async Task Pages_OfTheReference_AnswerAsTheReference()
    {
        await using var server = await RunningServer.StartAsync(Config);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        Assert.Equal((200, "text/plain; version=0.0.4; charset=utf-8"), await AnswerAsync(HttpMethod.Get, "/metrics"));
        Assert.Equal((200, "text/plain; version=0.0.4; charset=utf-8"), await AnswerAsync(HttpMethod.Post, "/metrics"));
        Assert.Equal((200, "text/plain; charset=utf-8"), await AnswerAsync(HttpMethod.Delete, "/version"));
        foreach (var path in new[] { "/", "/debug", "/version/", "/debug/pprof/nope" })
        {
            Assert.Equal(404, (await AnswerAsync(HttpMethod.Get, path)).Status);
        }

        Assert.Equal(301, (await AnswerAsync(HttpMethod.Get, "/debug/pprof")).Status);
        Assert.Equal(200, (await AnswerAsync(HttpMethod.Get, "/debug/pprof/")).Status);
        Assert.DoesNotContain('\n', await server.GetAsync("/version"));
        Assert.Contains("promhttp_metric_handler_requests_total{code=\"200\"} 2\n", await server.GetAsync("/metrics"), StringComparison.Ordinal);

        async Task<(int Status, string? Type)> AnswerAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, new Uri(server.MonitoringUrl + path));
            using var response = await http.SendAsync(request);
            return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString());
        }
    }

    [Fact]
    public async Task Profiling_Off_IsNotThere()
    {
        await using var server = await RunningServer.StartAsync(Config, options => options with { EnableProfiling = false });
        using var http = new HttpClient();
        foreach (var path in new[] { "/debug/pprof/", "/debug/pprof/cmdline", "/debug/dotnet/counters", "/debug/dotnet/trace", "/debug/dotnet/dump" })
        {
            using var response = await http.GetAsync(new Uri(server.MonitoringUrl + path));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }

    [Fact]
    public async Task Counters_Asked_AreJsonOrText()
    {
        await using var server = await RunningServer.StartAsync(Config);

        using var json = JsonDocument.Parse(await server.GetAsync("/debug/dotnet/counters"));
        var text = await server.GetAsync("/debug/dotnet/counters?format=text");

        Assert.Contains(json.RootElement.GetProperty("counters").EnumerateArray(), counter =>
            counter.GetProperty("name").GetString() == "dotnet.process.memory.working_set" && counter.GetProperty("value").GetDouble() > 0);
        Assert.Contains("[System.Runtime]\n", text, StringComparison.Ordinal);
        Assert.Matches(@"dotnet\.gc\.collections \(\{collection\}\) gc\.heap\.generation=gen0  \d+\n", text);
    }

    [Fact]
    public async Task Trace_OfASecond_IsANettraceFile()
    {
        await using var server = await RunningServer.StartAsync(Config);
        using var http = new HttpClient();

        var trace = await http.GetByteArrayAsync(new Uri(server.MonitoringUrl + "/debug/dotnet/trace?seconds=1&profile=gc"));

        Assert.Equal("Nettrace"u8.ToArray(), trace[..8]);
    }

    [Theory]
    [InlineData("seconds=0")]
    [InlineData("seconds=61")]
    [InlineData("seconds=x")]
    [InlineData("profile=everything")]
    public async Task Trace_OutOfBounds_Is400(string query)
    {
        await using var server = await RunningServer.StartAsync(Config);
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.MonitoringUrl + "/debug/dotnet/trace?" + query));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Dump_NotAllowed_SaysHowToAllowIt()
    {
        await using var server = await RunningServer.StartAsync(Config);
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(server.MonitoringUrl + "/debug/dotnet/dump"), null);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("--profileDumps", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dump_ByGet_IsNotTaken()
    {
        await using var server = await RunningServer.StartAsync(Config, options => options with { EnableDumps = true });
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.MonitoringUrl + "/debug/dotnet/dump"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [PrometheusFact]
    public async Task Prometheus_ScrapesTheServer_AndAnswersFromItsMetrics()
    {
        await using var server = await RunningServer.StartAsync(Config);
        await server.Client.CheckAsync(new CheckRequest());
        var folder = PeerProcess.NewFolder();
        var port = PeerProcess.FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "prometheus.yml"),
            $"global: {{scrape_interval: 1s}}\nscrape_configs:\n- job_name: mixer\n  static_configs:\n  - targets: ['{new Uri(server.MonitoringUrl).Authority}']\n");
        using var prometheus = PeerProcess.Start(
            folder, Peer.PrometheusBinary!, "--config.file=prometheus.yml", "--storage.tsdb.path=data", string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"));

        Assert.Equal("1", await QueryAsync(port, "grpc_server_handled_total{grpc_code=\"OK\",grpc_method=\"Check\"}"));
        Assert.Equal("1", await QueryAsync(port, "mixer_config_rule_config_count{configID=\"1\"}"));
        Assert.Equal("2", await QueryAsync(port, "mixer_dispatcher_destinations_per_request_count"));
        Assert.Equal("1", await QueryAsync(port, "count(dotnet_gc_pause_time_seconds_total)"));
        Assert.Equal("1", await QueryAsync(port, "up{job=\"mixer\"}"));
    }

    // Asks until the server has scraped at least once.
    private static async Task<string> QueryAsync(int port, string query)
    {
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v1/query?query={Uri.EscapeDataString(query)}"));
        while (true)
        {
            try
            {
                using var answer = JsonDocument.Parse(await http.GetStringAsync(address, limit.Token));
                var results = answer.RootElement.GetProperty("data").GetProperty("result");
                if (results.GetArrayLength() > 0)
                {
                    return results[0].GetProperty("value")[1].GetString()!;
                }
            }
            catch (HttpRequestException)
            {
                // Still starting.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
        }
    }

    [GeneratedRegex("""(\w+)="[^"]*",?""")]
    private static partial Regex LabelName();
}

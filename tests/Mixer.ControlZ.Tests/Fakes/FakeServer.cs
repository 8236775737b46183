using System.Globalization;
using Mixer.ControlZ.Views;
using Prometheus;

namespace Mixer.ControlZ.Tests.Fakes;

/// <summary>A server as the console sees it, with a bit of everything; what the console does to it is remembered.</summary>
internal sealed class FakeServer
{
    private readonly Dictionary<string, LogScopeView> _scopes = new[]
    {
        Scope("adapters", "Messages from adapters"),
        Scope("api", "API dispatcher messages."),
        Scope("default", "Unscoped logging messages."),
    }.ToDictionary(scope => scope.Name!);

    public FakeServer()
    {
        var factory = Metrics.WithCustomRegistry(Registry);
        Calls = factory.CreateCounter("mixer_runtime_dispatch_count", "Total number of adapter dispatches handled by Mixer.", "meshFunction", "handler", "adapter", "error");
        Durations = factory.CreateHistogram(
            "mixer_runtime_dispatch_duration", "Histogram of durations.", ["meshFunction", "handler", "adapter", "error"], new HistogramConfiguration { Buckets = [.1, 1] });
        factory.CreateGauge("mixer_worker_pool_limit", "How much work may run at once.", "pool").WithLabels("api").Set(1024);
        factory.CreateGauge("mixer_worker_pool_running", "How much work runs.", "pool").WithLabels("api").Set(3);
        factory.CreateGauge("mixer_handler_daemon_count", "Daemons.", "initConfigID", "handlerName").WithLabels("1", "whitelist.listchecker.istio-system").Set(1);
        Temperature = factory.CreateGauge("temperature", "Odd \\ text", "place");
    }

    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    public Counter Calls { get; }

    public Histogram Durations { get; }

    public Gauge Temperature { get; }

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsRecording { get; private set; }

    public string RecordingMode { get; set; } = "masked";

    public string? Fault { get; set; }

    public ExplainRequest? Explained { get; private set; }

    public ControlZSources Sources => new()
    {
        Version = new VersionView { Version = "0.1.0", Revision = "abc" },
        Metrics = Registry,
        Exit = () => Ended.TrySetResult(),
        LogScopes = () => [.. _scopes.Values],
        ChangeLogScope = Change,
        Traffic = () => new TrafficTotals(100, 20, 3, 1.5, 60, 40),
        ReadinessFault = () => Fault,
        Config = () => new ConfigView(
            3,
            null,
            "keep-last-good",
            "fs:///etc/mixer",
            null,
            [
                new ResourceView("rule", "istio-system", "checkheaders", "effective", "rules.yaml:12:1", null),
                new ResourceView("rule", "shop", "denyold", "superseded", "rules.yaml:31:1", "revision 2"),
                new ResourceView("listchecker", "istio-system", "whitelist", "effective", "handlers.yaml:3:1", null),
                new ResourceView("metrik", "istio-system", "requestcount", "ignored", "metrics.yaml:1:1", null),
            ],
            [new ProblemView("error", "rules.yaml:34:10", "denyold.rule.shop", "match", "unknown attribute request.hedaers", "did you mean request.headers?")],
            [new RevisionView(3, DateTimeOffset.UnixEpoch.AddYears(56), false, 2, 1, 0), new RevisionView(2, DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(-7), false, 2, 0, 0)]),
        Rules = () => new RulesView(
            3,
            [new AttributeView("destination.service", "STRING"), new AttributeView("request.headers", "STRING_MAP"), new AttributeView("request.size", "INT64")],
            [
                new RuleView("checkheaders.rule.istio-system", "istio-system", "request.headers[\"clnt\"] == \"abc\"", "rules.yaml:12:1", ["denyall.denier.istio-system: nothing.checknothing.istio-system"]),
                new RuleView("logall.rule.istio-system", "istio-system", "", "rules.yaml:22:1", ["out.stdio.istio-system: line.logentry.istio-system"]),
            ]),
        Explain = Explain,
        Handlers = () =>
        [
            new HandlerView("denyall.denier.istio-system", "denier", "live", 1, null),
            new HandlerView("whitelist.listchecker.istio-system", "listchecker", "superseded", 2, "overrides[3]: a list of 5,000 entries is too long"),
        ],
        Cache = () => new CacheView(3, 1_500_000, 12_345, 20_000, 150_000, 30_000, 7_000, 0, 0),
        PoolQueues = new Dictionary<string, long> { ["api"] = 2048 },
        RecentCalls = () => new RecentCallsView(RecordingMode, IsRecording, IsRecording ? DateTimeOffset.UnixEpoch.AddYears(56) : null, 200, [Call]),
        RecordCalls = Record,
        RecentCall = id => id == Call.Id ? new RecentCallDetail(Call, [new TextAndValue("request.path", "string, 12 characters")], Explain(new ExplainRequest())) : null,
    };

    private static RecentCallView Call { get; } =
        new(7, DateTimeOffset.UnixEpoch.AddYears(56), "Check", "PERMISSION_DENIED", "denyall.denier.istio-system:Not allowed", 0.42, FromCache: true, Sets: 1);

    private bool Change(LogScopeView wanted)
    {
        if (!_scopes.TryGetValue(wanted.Name!, out var scope))
        {
            return false;
        }

        string[] levels = ["debug", "info", "warn", "error", "none"];
        _scopes[wanted.Name!] = scope with
        {
            OutputLevel = levels.Contains(wanted.OutputLevel) ? wanted.OutputLevel : scope.OutputLevel,
            StackTraceLevel = levels.Contains(wanted.StackTraceLevel) ? wanted.StackTraceLevel : scope.StackTraceLevel,
            LogCallers = wanted.LogCallers,
        };
        return true;
    }

    private bool Record(bool on)
    {
        IsRecording = on && RecordingMode != "off";
        return RecordingMode != "off";
    }

    private ExplainView Explain(ExplainRequest request)
    {
        Explained = request;
        var client = request.Attributes.TryGetValue("request.headers", out var headers) && headers.ValueKind == System.Text.Json.JsonValueKind.Object
            && headers.TryGetProperty("clnt", out var value) ? value.GetString() : null;
        var matches = client == "abc";
        return new ExplainView(
            3,
            "shop",
            "destination.namespace",
            request.Attributes.ContainsKey("nope") ? ["attribute nope is not declared by any attributemanifest: no rule can see it"] : [],
            [
                new RuleVerdict(
                    "checkheaders.rule.istio-system",
                    matches ? "matched" : "not-matched",
                    "request.headers[\"clnt\"] == \"abc\"",
                    "rules.yaml:12:1",
                    [string.Create(CultureInfo.InvariantCulture, $"request.headers[\"clnt\"] == \"abc\" is {(matches ? "true" : "false")}")],
                    [new TextAndValue("request.headers[\"clnt\"]", client ?? "absent")],
                    matches ? [new ActionVerdict("denyall.denier.istio-system", "denier", null, [new InstanceVerdict("nothing.checknothing.istio-system", "checknothing", null, [])])] : []),
                new RuleVerdict(
                    "logall.rule.istio-system", "matched", "", "rules.yaml:22:1", ["it has no condition"], [],
                    [new ActionVerdict("out.stdio.istio-system", "stdio", null, [new InstanceVerdict("line.logentry.istio-system", "logentry", null, [new TextAndValue("severity", "\"info\""), new TextAndValue("variables.latency", "12ms")])])]),
                new RuleVerdict(
                    "denyold.rule.warehouse", "other-namespace", "request.size > 1000", "rules.yaml:31:1",
                    ["it applies to calls of namespace 'warehouse'; this call is of 'shop'"], [], []),
            ],
            0);
    }

    private static LogScopeView Scope(string name, string description) =>
        new() { Name = name, Description = description, OutputLevel = "info", StackTraceLevel = "none" };
}

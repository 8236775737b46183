using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Mixer.Attributes;
using Mixer.Config;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Prometheus;

namespace Mixer.Runtime.Tests.Reloading;

/// <summary>The whole engine over YAML, with the real snapshot builder and expression compiler.</summary>
public sealed class MixerRuntimeTests : IAsyncDisposable
{
    private const string Manifest = """
        kind: attributemanifest
        metadata: {name: m, namespace: istio-system}
        spec: {attributes: {source.user: {value_type: STRING}, request.size: {value_type: INT64}}}

        """;

    private readonly FakeStore _store = new();
    private readonly SpyLogger _log = new();
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly FakeAdapter _adapter = new("denier", Scenario.Check, Scenario.Quota, Scenario.Report, Scenario.Pods);
    private MixerRuntime? _runtime;

    public MixerRuntimeTests()
    {
        _adapter.OnValidate = (config, errors) =>
        {
            if (config == "bad")
            {
                errors.Add("address", "no good");
            }
        };
        _adapter.OnCheck = (handler, _, _) => new(Scenario.Deny(StatusCode.PermissionDenied, handler.Config));
    }

    public async ValueTask DisposeAsync()
    {
        if (_runtime is not null)
        {
            await _runtime.DisposeAsync();
        }

        _log.Dispose();
    }

    [Fact]
    public async Task Start_EmptyStore_HasThreeConfigurationsInTheMetrics()
    {
        await StartAsync("");

        var metrics = await MetricsAsync();
        Assert.Equal(1, _runtime!.Dispatcher.Current.ConfigId);
        foreach (var id in new[] { "-1", "0", "1" })
        {
            // The outputs of the one attribute generator.
            Assert.Contains($"mixer_config_attribute_count{{configID=\"{id}\"}} 2\n", metrics, StringComparison.Ordinal);
        }

        Assert.True((await CheckAsync()).Status.IsOk);
    }

    [Fact]
    public async Task Start_RuleWithMatch_DecidesByTheAttribute()
    {
        await StartAsync(Manifest + Handler("h", "denied") + Instance("i") + Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing"));

        Assert.Equal(new Status(StatusCode.PermissionDenied, "h.denier.istio-system:denied"), (await CheckAsync("eve")).Status);
        Assert.True((await CheckAsync("alice")).Status.IsOk);
        Assert.True((await CheckAsync()).Status.IsOk);
    }

    [Fact]
    public async Task Start_RuleWithoutMatchOrWithBlanks_AlwaysApplies()
    {
        await StartAsync(Handler("h", "denied") + Instance("i") + Rule("r", "  ", "h.denier", "i.checknothing"));

        Assert.Equal(StatusCode.PermissionDenied, (await CheckAsync()).Status.Code);
    }

    [Fact]
    public async Task Start_MatchIsNoBoolean_IsReportedAndNotRouted()
    {
        await StartAsync(Manifest + Handler("h", "denied") + Instance("i") + Rule("r", "source.user", "h.denier", "i.checknothing"), ConfigPolicy.Partial);

        Assert.True((await CheckAsync("eve")).Status.IsOk);
        Assert.Contains(_runtime!.State.Problems, problem => problem.Message.Contains("expression 'source.user' evaluated to type STRING, expected type BOOL", StringComparison.Ordinal));
        Assert.Contains("mixer_config_rule_config_match_error_count{configID=\"1\"} 1\n", await MetricsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_HandlerFailsToValidate_CountsAndOtherRulesWork()
    {
        await StartAsync(Handler("h", "bad") + Handler("g", "good") + Instance("i")
            + Rule("r1", "", "h.denier", "i.checknothing") + Rule("r2", "", "g.denier", "i.checknothing"), ConfigPolicy.Partial);

        Assert.Equal("g.denier.istio-system:good", (await CheckAsync()).Status.Message);
        var metrics = await MetricsAsync();
        Assert.Contains("mixer_handler_handler_build_failure_count{configID=\"1\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_unsatisfied_action_handler_count{configID=\"1\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_HandlerConfig_TakesEffectAndClosesTheOldHandler()
    {
        var rest = Instance("i") + Rule("r", "", "h.denier", "i.checknothing");
        await StartAsync(Handler("h", "one") + rest);

        await ChangeAsync(Handler("h", "two") + rest);
        await _adapter.Built[0].Closed.Task;

        Assert.Equal("h.denier.istio-system:two", (await CheckAsync()).Status.Message);
        Assert.Contains(_log.Entries, entry => entry == (LogLevel.Information, "Publishing 1 events"));
        var metrics = await MetricsAsync();
        Assert.Contains("mixer_handler_new_handler_count{configID=\"2\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_SomethingElse_ReusesTheHandler()
    {
        var rest = Handler("h", "one") + Instance("i") + Rule("r", "", "h.denier", "i.checknothing");
        await StartAsync(rest);

        await ChangeAsync(rest + Instance("unused"));

        Assert.Equal(0, _adapter.Built[0].Disposed);
        Assert.Contains("mixer_handler_reused_handler_count{configID=\"2\"} 1\n", await MetricsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConfigPolicy.KeepLastGood, "good")]
    [InlineData(ConfigPolicy.Strict, "good")]
    [InlineData(ConfigPolicy.Partial, null)]
    public async Task Change_HandlerNoLongerValid_PolicyDecides(ConfigPolicy policy, string? expected)
    {
        var rest = Instance("i") + Rule("r", "", "h.denier", "i.checknothing");
        await StartAsync(Handler("h", "good") + rest, policy);

        await ChangeAsync(Handler("h", "bad") + rest);

        Assert.Equal(expected is null ? null : "h.denier.istio-system:" + expected, (await CheckAsync()).Status.Message);
        Assert.Contains(_runtime!.State.Problems, problem => problem.Message.Contains("address: no good", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ConfigPolicy.KeepLastGood, false)]
    [InlineData(ConfigPolicy.Strict, false)]
    [InlineData(ConfigPolicy.Partial, true)]
    public async Task Change_DenyRuleGetsATypo_PolicyDecides(ConfigPolicy policy, bool open)
    {
        var rest = Manifest + Handler("h", "denied") + Instance("i");
        await StartAsync(rest + Rule("r", "source.user == \"eve\"", "h.denier", "i.checknothing"), policy);

        await ChangeAsync(rest + Rule("r", "source.usr == \"eve\"", "h.denier", "i.checknothing"));

        Assert.Equal(open, (await CheckAsync("eve")).Status.IsOk);
    }

    [Fact]
    public async Task Change_OldConfigurations_LeaveTheMetrics()
    {
        await StartAsync("");
        for (var version = 0; version < 5; version++)
        {
            await ChangeAsync(Instance("i" + version));
        }

        var metrics = await MetricsAsync();
        Assert.DoesNotContain("configID=\"1\"", metrics, StringComparison.Ordinal);
        Assert.Contains("mixer_config_instance_config_count{configID=\"6\"} 1\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_LiveHandlers_AreClosed()
    {
        await StartAsync(Handler("h", "one") + Instance("i") + Rule("r", "", "h.denier", "i.checknothing"));

        await _runtime!.DisposeAsync();

        Assert.Equal(1, Assert.Single(_adapter.Built).Disposed);
    }

    private static string Handler(string name, string address) =>
        $$"""
        ---
        kind: denier
        metadata: {name: {{name}}, namespace: istio-system}
        spec: {address: {{address}}}

        """;

    private static string Instance(string name) =>
        $$"""
        ---
        kind: checknothing
        metadata: {name: {{name}}, namespace: istio-system}
        spec: {}

        """;

    private static string Rule(string name, string match, string handler, string instance) =>
        $$"""
        ---
        kind: rule
        metadata: {name: {{name}}, namespace: istio-system}
        spec: {match: '{{match}}', actions: [{handler: {{handler}}, instances: [{{instance}}]}]}

        """;

    private async Task StartAsync(string yaml, ConfigPolicy policy = ConfigPolicy.KeepLastGood)
    {
        await _store.SetAsync(yaml);
        _runtime = new MixerRuntime(new RuntimeOptions { Policy = policy }, _store, [_adapter.Info], [Scenario.Check, Scenario.Quota, Scenario.Report, Scenario.Pods],
            _log, new FakeTimeProvider(), _registry);
        await _runtime.StartAsync(CancellationToken.None);
    }

    private async Task ChangeAsync(string yaml)
    {
        var before = _runtime!.Reloads;
        await _store.ChangeAsync(yaml);
        while (_runtime.Reloads == before)
        {
            await Task.Yield();
        }
    }

    private async Task<CheckResult> CheckAsync(string? user = null)
    {
        var route = _runtime!.Dispatcher.Acquire();
        try
        {
            var bag = new AttributeBag(route.Vocabulary);
            if (user is not null)
            {
                bag.Set(route.Vocabulary.SlotOf("source.user"), new AttributeValue(user));
            }

            var outcome = await route.CheckAsync(bag, CancellationToken.None);
            Assert.Null(outcome.Error);
            return outcome.Result;
        }
        finally
        {
            route.Release();
        }
    }

    private async Task<string> MetricsAsync()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

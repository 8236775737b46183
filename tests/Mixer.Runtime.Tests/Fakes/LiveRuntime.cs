using System.Text;
using Microsoft.Extensions.Time.Testing;
using Mixer.Attributes;
using Mixer.Config;
using Mixer.Runtime.Dispatching;
using Mixer.Sdk.Values;
using Prometheus;

namespace Mixer.Runtime.Tests.Fakes;

/// <summary>The whole engine over YAML, with the real snapshot builder and expression compiler, and one fake adapter.</summary>
internal sealed class LiveRuntime : IAsyncDisposable
{
    public const string Manifest = """
        kind: attributemanifest
        metadata: {name: m, namespace: istio-system}
        spec:
          attributes:
            source.user: {value_type: STRING}
            request.path: {value_type: STRING}
            request.size: {value_type: INT64}
            request.headers: {value_type: STRING_MAP}
            destination.namespace: {value_type: STRING}
            source.ip: {value_type: IP_ADDRESS}

        """;

    private readonly FakeStore _store = new();
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly MixerRuntime _runtime;

    private LiveRuntime(RuntimeOptions options) =>
        _runtime = new MixerRuntime(options, _store, [Adapter.Info], [Scenario.Check, Scenario.Session, Scenario.Quota, Scenario.Report, Scenario.Pods], Log, Time, _registry);

    public FakeAdapter Adapter { get; } = new("denier", Scenario.Check, Scenario.Session, Scenario.Quota, Scenario.Report, Scenario.Pods);

    public SpyLogger Log { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public MixerRuntime Runtime => _runtime;

    public static async Task<LiveRuntime> StartAsync(string yaml, RuntimeOptions? options = null, Action<FakeAdapter>? prepare = null)
    {
        var live = new LiveRuntime(options ?? new RuntimeOptions());
        live.Adapter.OnCheck = (handler, _, _) => new(Scenario.Deny(Sdk.StatusCode.PermissionDenied, handler.Config));
        live.Adapter.OnValidate = (config, errors) =>
        {
            if (config == "bad")
            {
                errors.Add("address", "no good");
            }
        };
        prepare?.Invoke(live.Adapter);
        await live._store.SetAsync(yaml);
        await live._runtime.StartAsync(CancellationToken.None);
        return live;
    }

    public static string Handler(string name, string address) => Resource("denier", name, $"{{address: {address}}}");

    public static string Instance(string name, string spec = "{}", string kind = "checknothing") => Resource(kind, name, spec);

    public static string Rule(string name, string match, string handler, string instance, string ns = "istio-system") =>
        Resource("rule", name, $"{{match: '{match}', actions: [{{handler: {handler}, instances: [{instance}]}}]}}", ns);

    public static string Resource(string kind, string name, string spec, string ns = "istio-system") =>
        $$"""
        ---
        kind: {{kind}}
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec: {{spec}}

        """;

    /// <summary>Announces a change and returns when it has been dealt with.</summary>
    public async Task ChangeAsync(string yaml)
    {
        var before = _runtime.Reloads;
        await _store.ChangeAsync(yaml);
        while (_runtime.Reloads == before)
        {
            await Task.Yield();
        }
    }

    /// <summary>Announces that the sources have these problems, without a change of resources, and returns when that has been dealt with.</summary>
    public async Task ProblemsAsync(params ConfigProblem[] problems)
    {
        await _store.ReportAsync(problems);
        while (!_runtime.State.Configuration.Problems.SequenceEqual(problems))
        {
            await Task.Yield();
        }
    }

    public async Task UntilLoggedAsync(string message)
    {
        while (!Log.Entries.Any(entry => entry.Message == message))
        {
            await Task.Yield();
        }
    }

    public async Task<CheckOutcome> CheckAsync(params (string Name, AttributeValue Value)[] attributes)
    {
        var route = _runtime.Dispatcher.Acquire();
        try
        {
            var bag = new AttributeBag(route.Vocabulary);
            foreach (var (name, value) in attributes)
            {
                bag.Set(route.Vocabulary.SlotOf(name), value);
            }

            return await route.CheckAsync(bag, CancellationToken.None);
        }
        finally
        {
            route.Release();
        }
    }

    public async Task<string> MetricsAsync()
    {
        using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        await _store.DisposeAsync();
        Log.Dispose();
    }
}

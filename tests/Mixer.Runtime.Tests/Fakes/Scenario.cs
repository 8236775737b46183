using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Handlers;
using Mixer.Runtime.Reloading;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;
using Prometheus;
using Connection = Mixer.Api.Policy.V1Beta1.Connection;


namespace Mixer.Runtime.Tests.Fakes;

/// <summary>A runtime without stores: hand-built snapshots over fake templates and adapters.</summary>
internal sealed class Scenario : IDisposable
{
    public static readonly FakeCheckTemplate Check = new("checknothing");
    public static readonly FakeOutputCheckTemplate Session = new();
    public static readonly FakeQuotaTemplate Quota = new();
    public static readonly FakeReportTemplate Report = new();
    public static readonly FakeGeneratorTemplate Pods = new();

    private readonly List<Rule> _rules = [];
    private readonly AdapterPool _pool;
    private HandlerTable _live = HandlerTable.Empty;
    private long _nextId;

    public Scenario(bool keepLastGood = true, RuntimeOptions? options = null, IEnumerable<KeyValuePair<string, AttributeType>>? attributes = null)
    {
        Options = options ?? new RuntimeOptions();
        Vocabulary = new Vocabulary(attributes ??
        [
            new("source.namespace", AttributeType.String), new("destination.namespace", AttributeType.String), new("context.reporter.kind", AttributeType.String),
            new("destination.service", AttributeType.String), new("source.user", AttributeType.String), new("request.path", AttributeType.String),
            new("request.headers", AttributeType.StringMap), new("foo.attr", AttributeType.String), new("pod.name", AttributeType.String),
            new("pods.output.name", AttributeType.String), new("pods.output.address", AttributeType.IpAddress), new("pod.address", AttributeType.IpAddress),
            new("request.size", AttributeType.Int64), new("response.duration", AttributeType.Duration),
        ]);
        Adapter = new FakeAdapter("denier", Check, Session, Quota, Report, Pods);
        Metrics = new RuntimeMetrics(Registry);
        _pool = new AdapterPool((int)Options.AdapterPool.Size, (int)Options.AdapterPool.EffectiveQueueLength, Options.SingleThreaded);
        var factory = new HandlerFactory(Options, _pool, Metrics, Log, Log, Time);
        HandlerTables = new HandlerTableBuilder(factory, keepLastGood, HandlerTableBuilder.UsualConcurrency, Log);
        Retirement = new HandlerRetirement(Metrics, Log);
        Services = new RouteServices(Metrics, Log, Time, Options, Retirement);
    }

    public RuntimeOptions Options { get; }

    public SpyLogger Log { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    public RuntimeMetrics Metrics { get; }

    public Vocabulary Vocabulary { get; }

    public FakeAdapter Adapter { get; }

    public HandlerTableBuilder HandlerTables { get; }

    public RouteServices Services { get; }

    public HandlerRetirement Retirement { get; }

    public Dispatcher? Dispatcher { get; private set; }

    public HandlerDefinition Handler(string name, string config = "") =>
        new(name + ".denier.istio-system", Adapter.Info, new Connection { Address = config }, default);

    public static InstanceDefinition Instance(string name, TemplateInfo? template = null, string attribute = "", params OutputBinding[] bindings)
    {
        template ??= Check;
        return new InstanceDefinition($"{name}.{template.Name}.istio-system", name, template, FakeInstance.Params(attribute), [.. bindings], default);
    }

    public Scenario Rule(string name, HandlerDefinition handler, InstanceDefinition instance, CompiledExpression? when = null, string ns = "istio-system") =>
        Rule(name, when, ns, new RuleAction(0, handler, [instance]));

    public Scenario Rule(string name, CompiledExpression? when, string ns, params RuleAction[] actions)
    {
        _rules.Add(new Rule($"{name}.rule.{ns}", ns, when?.Text ?? "", when, [.. actions], default));
        return this;
    }

    /// <summary>A rule that denies what it cannot judge.</summary>
    public Scenario FailCloseRule(string name, HandlerDefinition handler, InstanceDefinition instance, CompiledExpression when, string ns = "istio-system")
    {
        _rules.Add(new Rule($"{name}.rule.{ns}", ns, when.Text, when, [new RuleAction(0, handler, [instance])], default) { FailurePolicy = FailurePolicy.FailClose });
        return this;
    }

    /// <summary>A rule that sets the header <c>h</c> to these values, which may use what its actions put out.</summary>
    public Scenario Rule(string name, string[] values, params RuleAction[] actions)
    {
        var names = new List<KeyValuePair<string, AttributeType>>();
        var outputs = new List<ActionOutput>();
        foreach (var action in actions.Where(action => action.Name.Length > 0))
        {
            outputs.Add(new ActionOutput(action.Index, action.Instances[0], Vocabulary.Count + names.Count));
            names.AddRange(Session.OutputFields.Select(field => KeyValuePair.Create($"{action.Name}.output.{field.Name}", field.Type)));
        }

        var compiler = new ExpressionCompiler(Vocabulary.Extend(names));
        _rules.Add(new Rule($"{name}.rule.istio-system", "istio-system", "", null, [.. actions], default)
        {
            RequestHeaderOperations = [new HeaderOperation("h", HeaderOperationKind.Append, [.. values.Select(value => compiler.Compile(value, AttributeType.String, out _)!)])],
            Outputs = new RuleOutputs(compiler.Vocabulary, [.. outputs]),
        });
        return this;
    }

    public Scenario NoRules()
    {
        _rules.Clear();
        return this;
    }

    public ConfigSnapshot Snapshot() =>
        new()
        {
            Id = _nextId++,
            Vocabulary = Vocabulary,
            Compiler = new ExpressionCompiler(Vocabulary),
            AttributeCount = Vocabulary.Count,
            Handlers = [.. _rules.SelectMany(rule => rule.Actions).Select(action => action.Handler).Distinct()],
            Instances = [.. _rules.SelectMany(rule => rule.Actions).SelectMany(action => action.Instances).Distinct()],
            Rules = [.. _rules.OrderBy(rule => rule.Namespace, StringComparer.Ordinal).ThenBy(rule => rule.Name, StringComparer.Ordinal)],
            Problems = ImmutableArray<Config.ConfigProblem>.Empty,
        };

    /// <summary>Builds everything from the rules given so far and puts it into effect.</summary>
    public async Task<Route> PublishAsync()
    {
        var snapshot = Snapshot();
        _live = await HandlerTables.BuildAsync(snapshot, _live, CancellationToken.None);
        var table = new RoutingTableBuilder(snapshot, _live, Options.DefaultNamespace, Metrics, Log).Build();
        var route = new Route(snapshot, table, _live, Services);
        if (Dispatcher is null)
        {
            Dispatcher = new Dispatcher(route);
        }
        else
        {
            Retirement.Retire(Dispatcher.Exchange(route));
        }

        return route;
    }

    public HandlerTable Live => _live;

    public AttributeBag Bag(params (string Name, AttributeValue Value)[] attributes)
    {
        var bag = new AttributeBag(Vocabulary);
        foreach (var (name, value) in attributes)
        {
            bag.Set(Vocabulary.SlotOf(name), value);
        }

        return bag;
    }

    public IEnumerable<string> Referenced(AttributeBag bag)
    {
        for (var slot = 0; slot < Vocabulary.Count; slot++)
        {
            if ((bag.References.Present[slot >> 6] & (1UL << slot)) != 0)
            {
                yield return Vocabulary.NameOf(slot);
            }

            if ((bag.References.Absent[slot >> 6] & (1UL << slot)) != 0)
            {
                yield return "!" + Vocabulary.NameOf(slot);
            }
        }

        foreach (var key in bag.References.Keys.Select(key => $"{(key.Present ? "" : "!")}{Vocabulary.NameOf(key.Slot)}[{key.Key}]").Order(StringComparer.Ordinal))
        {
            yield return key;
        }
    }

    public async Task<string> MetricsTextAsync()
    {
        using var stream = new MemoryStream();
        await Registry.CollectAndExportAsTextAsync(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public void Dispose()
    {
        Services.Dispose();
        _pool.Dispose();
    }

    public static CheckResult Deny(StatusCode code, string message, int seconds = 5, int uses = 1000) =>
        new(new Status(code, message), Mixer.Sdk.Values.Duration.FromSeconds(seconds), uses);

    public static CheckResult Allow(int seconds, int uses) => new(Status.Ok, Mixer.Sdk.Values.Duration.FromSeconds(seconds), uses);
}

using BenchmarkDotNet.Attributes;
using Mixer.Attributes;
using Mixer.Benchmarks.Calls;
using Mixer.Config;
using Mixer.Config.Building;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;
using Mixer.Runtime.Handlers;
using Mixer.Sdk.CodeGeneration;
using Mixer.Server;
using Mixer.Templates;

namespace Mixer.Benchmarks.Instances;

/// <summary>One instance built by generated code from the attributes of a call, and put into the list that its handler gets.</summary>
public class InstanceBenchmarks
{
    private const int Many = 1_000;

    private const string Metric = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: metric
        metadata: {name: i, namespace: istio-system}
        spec:
          value: "1"
          dimensions:
            source: source.namespace | "unknown"
            destination: destination.service | "unknown"
            protocol: context.protocol | "unknown"
            code: response.code | 0
            method: request.method | "unknown"
            user: source.uid | "unknown"
            path: request.path | "unknown"
        """;

    private AttributeBag _bag = null!;
    private ReportInstanceBuilder _builder = null!;
    private ReportBuffer _buffer = null!;

    /// <summary>Of which template: a metric of a constant and seven attributes, a log entry of nine fields.</summary>
    [Params("metric", "logentry")]
    public string Template { get; set; } = "";

    /// <summary>Compiles the expressions.</summary>
    [GlobalSetup]
    public void Compile()
    {
        var resources = ResourceText.Parse("config.yaml", Configurations.Rules(0) + Definitions.LogEntry + Metric, YamlLimits.Default).Resources;
        var snapshot = new SnapshotBuilder(MixerInventory.Adapters, MixerInventory.Templates, ConfigPolicy.Partial).Build(new ResourceSet(resources), 1);
        var definition = snapshot.Instances.Single(instance => instance.Template.Name == Template);
        var template = (ReportTemplateInfo)definition.Template;
        _builder = template.CreateInstanceBuilder(definition.Params, new InstanceBinder(definition.Name, snapshot.Compiler));
        _buffer = template.CreateBuffer(new Sink());
        _bag = Servers.Bag(snapshot.Vocabulary);
    }

    /// <summary>Builds it.</summary>
    [Benchmark(OperationsPerInvoke = Many)]
    public ValueTask Build()
    {
        for (var i = 0; i < Many; i++)
        {
            if (!_buffer.TryAppend(_bag, _builder))
            {
                throw new InvalidOperationException("the instance cannot be built");
            }
        }

        return _buffer.FlushAsync(CancellationToken.None);
    }

    private sealed class Sink : ILogEntryHandler, IMetricHandler
    {
        public ValueTask HandleLogEntryAsync(IReadOnlyList<LogEntryInstance> instances, CancellationToken cancellation) => default;

        public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation) => default;

        public ValueTask DisposeAsync() => default;
    }
}

using System.Collections.Immutable;
using Mixer.Generators.Tests.Support;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Generators.Tests;

/// <summary>The emitted code of the bundled templates, run with sample handlers.</summary>
public class ExecutionTests
{
    private readonly FakeContext _context = new();

    [Fact]
    public async Task Check_InstanceIsBuiltAndHandled()
    {
        var action = ListEntryTemplate.Info.CreateAction(Message(ListEntryTemplate.Info, ("value", Text("Value", "abc"))), new FakeBinder("i.ns"), new Spy());
        Assert.True(action.TryInvoke(_context, default, out var result));
        Assert.Equal("i.ns:abc", (await result).Status.Message);
    }

    [Fact]
    public void Check_ExpressionFails_ErrorNamesInstanceAndPath()
    {
        var action = ListEntryTemplate.Info.CreateAction(Message(ListEntryTemplate.Info, ("value", Text("Value", "fail"))), new FakeBinder("i.ns"), new Spy());
        Assert.False(action.TryInvoke(_context, default, out _));
        Assert.Equal("evaluation failed at [i.ns]'Value': 'lookup failed: 'x''", _context.Error);
    }

    [Fact]
    public async Task Check_NestedMessages_AreBuiltOrAbsent()
    {
        var subjectSchema = AuthorizationTemplate.Info.Schema.Fields[0].Message!();
        var properties = new MapParam("Subject.Properties", [new("a", Text("Subject.Properties[a]", "1"))]);
        var subject = new MessageParam("Subject", subjectSchema, [Text("Subject.User", "me"), null, properties]);
        var action = AuthorizationTemplate.Info.CreateAction(Message(AuthorizationTemplate.Info, ("subject", subject)), new FakeBinder("i"), new Spy());
        Assert.True(action.TryInvoke(_context, default, out var result));
        Assert.Equal("me,,1,no action", (await result).Status.Message);
    }

    [Fact]
    public async Task Quota_ArgumentsReachTheHandler()
    {
        var action = QuotaTemplate.Info.CreateAction(Message(QuotaTemplate.Info), new FakeBinder("q"), new Spy());
        Assert.True(action.TryInvoke(_context, new QuotaArgs("id", 7, true), default, out var result));
        Assert.Equal(7, (await result).Amount);
    }

    [Fact]
    public async Task Report_AllInstancesInOneCall_BufferIsReusable()
    {
        var spy = new Spy();
        var buffer = MetricTemplate.Info.CreateBuffer(spy);
        foreach (var text in new[] { "1", "2" })
        {
            var builder = MetricTemplate.Info.CreateInstanceBuilder(Message(MetricTemplate.Info, ("value", Text("Value", text))), new FakeBinder("m" + text));
            Assert.True(buffer.TryAppend(_context, builder));
        }

        Assert.Equal(2, buffer.Count);
        await buffer.FlushAsync(default);
        await buffer.FlushAsync(default);
        Assert.Equal(["m1=1,m2=2"], spy.Reports);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public async Task Generator_OnlyAssignedOutputsAreThere()
    {
        var instance = Message(KubernetesTemplate.Info, ("source_ip", Text("SourceIp", "2")));
        var action = KubernetesTemplate.Info.CreateAction(instance, new FakeBinder("k"), new Spy());
        Assert.True(action.TryInvoke(_context, default, out var pending));
        var output = await pending;
        var fields = KubernetesTemplate.Info.OutputFields.Select(field => field.Name).ToList();
        Assert.True(output.TryGetOutput(fields.IndexOf("source_pod_ip"), out var ip));
        Assert.Equal([2, 0, 0, 1], ip.AsBytes);
        Assert.True(output.TryGetOutput(fields.IndexOf("source_labels"), out var labels));
        Assert.Equal("b", labels.AsStringMap["a"]);
        Assert.False(output.TryGetOutput(fields.IndexOf("source_pod_name"), out _));
        Assert.Equal("adapter_template_kubernetes.output.", KubernetesTemplate.Info.OutputPrefix);
        Assert.Equal(23, fields.Count);
    }

    [Fact]
    public void SetTypes_InferredTypesReachTheBuilder()
    {
        var builder = new SpyBuilder();
        var dimensions = new MapParam("Dimensions", [new("a", Text("Dimensions[a]", "x", AttributeType.Bool))]);
        var instance = Message(MetricTemplate.Info, ("value", Text("Value", "1", AttributeType.Int64)), ("dimensions", dimensions));
        MetricTemplate.Info.SetTypes(builder, new Dictionary<string, MessageParam> { ["m"] = instance });
        Assert.Equal(AttributeType.Int64, builder.Types!["m"].Value);
        Assert.Equal(AttributeType.Bool, builder.Types["m"].Dimensions["a"]);
        Assert.Empty(builder.Types["m"].MonitoredResourceDimensions);
    }

    [Fact]
    public void Support_IsByInterface()
    {
        Assert.True(MetricTemplate.Info.IsSupportedBy(new Spy()));
        Assert.False(TraceSpanTemplate.Info.IsSupportedBy(new Spy()));
        Assert.True(MetricTemplate.Info.IsSupportedBy(new SpyBuilder()));
        Assert.False(QuotaTemplate.Info.IsSupportedBy(new SpyBuilder()));
    }

    [Fact]
    public void Adapter_Registration_MakesBuilders()
    {
        var info = FirstAdapter.PagerAdapterRegistration.Info;
        Assert.Equal(("pager", "first_adapter.pager.Params"), (info.Name, info.ConfigDescriptor.FullName));
        Assert.Same(FirstAdapter.PageTemplate.Info, Assert.Single(info.SupportedTemplates));
        var errors = new ConfigErrors();
        info.CreateBuilder().Validate(new FirstAdapter.Params { Endpoint = "nowhere" }, errors);
        Assert.Equal("endpoint", Assert.Single(errors).Field);
    }

    private static ExpressionParam Text(string path, string text, AttributeType type = AttributeType.String) => new(path, text) { Type = type };

    private static MessageParam Message(TemplateInfo template, params (string Name, Param Param)[] fields) => new(
        "",
        template.Schema,
        [.. template.Schema.Fields.Select(field => fields.FirstOrDefault(given => given.Name == field.Name).Param)]);

    private sealed class Spy : IListEntryHandler, IAuthorizationHandler, IQuotaHandler, IMetricHandler, IKubernetesHandler
    {
        public List<string> Reports { get; } = [];

        public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => Result(instance.Name + ":" + instance.Value);

        public ValueTask<CheckResult> HandleAuthorizationAsync(AuthorizationInstance instance, CancellationToken cancellation) =>
            Result($"{instance.Subject!.User},{instance.Subject.Groups},{instance.Subject.Properties["a"].AsString},{(instance.Action is null ? "no action" : "action")}");

        public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation) =>
            new(new QuotaResult(Status.Ok, default, instance.Dimensions.Count == 0 ? args.Amount : -1));

        public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation)
        {
            Reports.Add(string.Join(',', instances.Select(instance => instance.Name + "=" + instance.Value.AsString)));
            return default;
        }

        public async ValueTask<KubernetesOutput> GenerateKubernetesAttributesAsync(KubernetesInstance instance, CancellationToken cancellation)
        {
            await Task.Yield();
            return new KubernetesOutput { SourcePodIp = instance.SourceIp, SourceLabels = ImmutableDictionary<string, string>.Empty.Add("a", "b") };
        }

        public ValueTask DisposeAsync() => default;

        private static ValueTask<CheckResult> Result(string message) => new(new CheckResult(new Status(StatusCode.Ok, message), default, 1));
    }

    private sealed class SpyBuilder : HandlerBuilder<FirstAdapter.Params>, IMetricHandlerBuilder
    {
        public IReadOnlyDictionary<string, MetricType>? Types { get; private set; }

        public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) => Types = types;

        public override ValueTask<IHandler> BuildAsync(FirstAdapter.Params config, AdapterEnvironment environment, CancellationToken cancellation) => new(new Spy());
    }
}

using System.Collections.Immutable;
using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Fakes;

/// <summary>Instances are texts: the instance's name, then the value of the attribute that its only field names, if it names one.</summary>
internal static class FakeInstance
{
    public static readonly MessageSchema Schema = new("Fake", [new FieldSchema("value", "value", "Value", 1, AttributeType.Unspecified)]);

    public static MessageParam Params(string attribute = "", AttributeType type = AttributeType.Unspecified) =>
        new("", Schema, [attribute.Length == 0 ? null : new ExpressionParam("Value", attribute) { Type = type }]);

    public static bool TryBuild(EvaluationContext context, MessageParam instance, string name, out string text)
    {
        text = name;
        if (instance.Fields[0] is not ExpressionParam field)
        {
            return true;
        }

        var bag = (AttributeBag)context;
        if (!bag.TryGet(bag.Vocabulary.SlotOf(field.Text), out var value))
        {
            return context.Fail($"evaluation failed at [{name}]'Value': 'lookup failed: '{field.Text}''");
        }

        text = $"{name}={value}";
        return true;
    }
}

internal sealed class FakeCheckTemplate(string name) : CheckTemplateInfo
{
    public override string Name => name;

    public override string Package => name;

    public override MessageSchema Schema => FakeInstance.Schema;

    public override bool IsSupportedBy(IHandlerBuilder builder) => builder is FakeBuilder;

    public override bool IsSupportedBy(IHandler handler) => handler is FakeHandler;

    public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances) =>
        ((FakeBuilder)builder).SetTypes(name, instances.Keys.Order());

    public override CheckAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) =>
        ((FakeHandler)handler).Config == FakeHandler.Unroutable
            ? throw new InvalidOperationException("a fault of the template")
            : new Action(instance, binder.InstanceName, (FakeHandler)handler);

    private sealed class Action(MessageParam instance, string name, FakeHandler handler) : CheckAction
    {
        public override bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<CheckResult> result)
        {
            result = default;
            if (!FakeInstance.TryBuild(context, instance, name, out var text))
            {
                return false;
            }

            result = handler.Adapter.OnCheck(handler, text, cancellation);
            return true;
        }
    }
}

internal sealed class FakeOutputCheckTemplate : CheckWithOutputTemplateInfo
{
    public override string Name => "session";

    public override string Package => "session";

    public override MessageSchema Schema => FakeInstance.Schema;

    public override ImmutableArray<OutputField> OutputFields { get; } = [new("user", AttributeType.String), new("labels", AttributeType.StringMap)];

    public override bool IsSupportedBy(IHandlerBuilder builder) => builder is FakeBuilder;

    public override bool IsSupportedBy(IHandler handler) => handler is FakeHandler;

    public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances) { }

    public override CheckWithOutputAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) =>
        new Action(instance, binder.InstanceName, (FakeHandler)handler);

    private sealed class Action(MessageParam instance, string name, FakeHandler handler) : CheckWithOutputAction
    {
        public override bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<CheckWithOutput> result)
        {
            result = default;
            if (!FakeInstance.TryBuild(context, instance, name, out var text))
            {
                return false;
            }

            result = handler.Adapter.OnCheckWithOutput(handler, text);
            return true;
        }
    }
}

internal sealed class FakeQuotaTemplate : QuotaTemplateInfo
{
    public override string Name => "quota";

    public override string Package => "quota";

    public override MessageSchema Schema => FakeInstance.Schema;

    public override bool IsSupportedBy(IHandlerBuilder builder) => builder is FakeBuilder;

    public override bool IsSupportedBy(IHandler handler) => handler is FakeHandler;

    public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances) { }

    public override QuotaAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) =>
        new Action(instance, binder.InstanceName, (FakeHandler)handler);

    private sealed class Action(MessageParam instance, string name, FakeHandler handler) : QuotaAction
    {
        public override bool TryInvoke(EvaluationContext context, in QuotaArgs args, CancellationToken cancellation, out ValueTask<QuotaResult> result)
        {
            result = default;
            if (!FakeInstance.TryBuild(context, instance, name, out var text))
            {
                return false;
            }

            result = handler.Adapter.OnQuota(handler, text, args, cancellation);
            return true;
        }
    }
}

internal sealed class FakeReportTemplate : ReportTemplateInfo
{
    public override string Name => "logentry";

    public override string Package => "logentry";

    public override MessageSchema Schema => FakeInstance.Schema;

    public override bool IsSupportedBy(IHandlerBuilder builder) => builder is FakeBuilder;

    public override bool IsSupportedBy(IHandler handler) => handler is FakeHandler;

    public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances) { }

    public override ReportInstanceBuilder CreateInstanceBuilder(MessageParam instance, ExpressionBinder binder) => new Builder(instance, binder.InstanceName);

    public override ReportBuffer CreateBuffer(IHandler handler) => new Buffer((FakeHandler)handler);

    private sealed class Builder(MessageParam instance, string name) : ReportInstanceBuilder
    {
        public bool TryBuild(EvaluationContext context, out string text) => FakeInstance.TryBuild(context, instance, name, out text);
    }

    private sealed class Buffer(FakeHandler handler) : ReportBuffer
    {
        private List<string> _waiting = [];

        public override int Count => _waiting.Count;

        public override bool TryAppend(EvaluationContext context, ReportInstanceBuilder builder)
        {
            if (!((Builder)builder).TryBuild(context, out var text))
            {
                return false;
            }

            _waiting.Add(text);
            return true;
        }

        public override ValueTask FlushAsync(CancellationToken cancellation)
        {
            var all = _waiting;
            _waiting = [];
            return handler.Adapter.OnReport(handler, all, cancellation);
        }
    }
}

internal sealed class FakeGeneratorTemplate : AttributeGeneratorTemplateInfo
{
    public override string Name => "pods";

    public override string Package => "pods";

    public override MessageSchema Schema => FakeInstance.Schema;

    public override string OutputPrefix => "pods.output.";

    public override ImmutableArray<OutputField> OutputFields { get; } = [new("name", AttributeType.String), new("address", AttributeType.IpAddress)];

    public override bool IsSupportedBy(IHandlerBuilder builder) => builder is FakeBuilder;

    public override bool IsSupportedBy(IHandler handler) => handler is FakeHandler;

    public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances) { }

    public override AttributeGeneratorAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) =>
        new Action(instance, binder.InstanceName, (FakeHandler)handler);

    private sealed class Action(MessageParam instance, string name, FakeHandler handler) : AttributeGeneratorAction
    {
        public override bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<IAttributeOutput> result)
        {
            result = default;
            if (!FakeInstance.TryBuild(context, instance, name, out var text))
            {
                return false;
            }

            result = handler.Adapter.OnGenerate(handler, text);
            return true;
        }
    }
}

internal sealed class FakeOutput(params AttributeValue[] values) : IAttributeOutput
{
    public bool TryGetOutput(int index, out AttributeValue value)
    {
        value = index < values.Length ? values[index] : default;
        return !value.IsNone;
    }
}

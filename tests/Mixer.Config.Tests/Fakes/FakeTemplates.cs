using System.Collections.Immutable;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Tests.Fakes;

/// <summary>Templates as the generator would write them, so far as configuration looks at them.</summary>
internal static class FakeTemplates
{
    private static readonly MessageSchema Inner = new("Res2", [new FieldSchema("value", "value", "Value", 1, AttributeType.Unspecified)]);

    private static readonly MessageSchema Outer = new(
        "Res1",
        [
            new FieldSchema("int64Primitive", "int64Primitive", "Int64Primitive", 1, AttributeType.Int64),
            new FieldSchema("res2", "res2", "Res2", 2, AttributeType.Unspecified, Message: () => Inner),
            new FieldSchema("res2_map", "res2Map", "Res2Map", 3, AttributeType.Unspecified, IsMap: true, Message: () => Inner),
        ]);

    public static TemplateInfo CheckNothing { get; } = new Check("checknothing", new MessageSchema("Template", []));

    public static TemplateInfo LogEntry { get; } = new Check(
        "logentry",
        new MessageSchema(
            "Template",
            [
                new FieldSchema("variables", "variables", "Variables", 1, AttributeType.Unspecified, IsMap: true),
                new FieldSchema("timestamp", "timestamp", "Timestamp", 2, AttributeType.Timestamp),
                new FieldSchema("severity", "severity", "Severity", 3, AttributeType.String),
                new FieldSchema("value_field", "valueField", "ValueField", 4, AttributeType.Unspecified),
                new FieldSchema("text_map", "textMap", "TextMap", 5, AttributeType.String, IsMap: true),
                new FieldSchema("res1", "res1", "Res1", 6, AttributeType.Unspecified, Message: () => Outer),
            ]));

    public static TemplateInfo Kubernetes { get; } = new Generator(
        "kubernetes",
        new MessageSchema("Template", [new FieldSchema("source_uid", "sourceUid", "SourceUid", 1, AttributeType.String)]),
        "adapter_template_kubernetes.output.",
        [new OutputField("source_pod_name", AttributeType.String), new OutputField("source_pod_ip", AttributeType.IpAddress)]);

    public static TemplateInfo Session { get; } = new OutputCheck(
        "session", [new OutputField("user", AttributeType.String), new OutputField("count", AttributeType.Int64), new OutputField("labels", AttributeType.StringMap)]);

    public static TemplateInfo[] All { get; } = [CheckNothing, LogEntry, Kubernetes, Session];

    private sealed class Check(string name, MessageSchema schema) : CheckTemplateInfo
    {
        public override string Name => name;

        public override string Package => name;

        public override MessageSchema Schema => schema;

        public override bool IsSupportedBy(IHandlerBuilder builder) => true;

        public override bool IsSupportedBy(IHandler handler) => true;

        public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances)
        {
        }

        public override CheckAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) => throw new NotSupportedException();
    }

    private sealed class OutputCheck(string name, ImmutableArray<OutputField> output) : CheckWithOutputTemplateInfo
    {
        public override string Name => name;

        public override string Package => name;

        public override MessageSchema Schema { get; } = new("Template", []);

        public override ImmutableArray<OutputField> OutputFields => output;

        public override bool IsSupportedBy(IHandlerBuilder builder) => true;

        public override bool IsSupportedBy(IHandler handler) => true;

        public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances)
        {
        }

        public override CheckWithOutputAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) => throw new NotSupportedException();
    }

    private sealed class Generator(string name, MessageSchema schema, string prefix, ImmutableArray<OutputField> output) : AttributeGeneratorTemplateInfo
    {
        public override string Name => name;

        public override string Package => "adapter.template.kubernetes";

        public override MessageSchema Schema => schema;

        public override string OutputPrefix => prefix;

        public override ImmutableArray<OutputField> OutputFields => output;

        public override bool IsSupportedBy(IHandlerBuilder builder) => true;

        public override bool IsSupportedBy(IHandler handler) => true;

        public override void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances)
        {
        }

        public override AttributeGeneratorAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler) =>
            throw new NotSupportedException();
    }
}

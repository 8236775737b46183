using Mixer.Config.Model;
using Mixer.Config.Tests.Fakes;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Tests.Building;

public sealed class InstanceDecoderTests
{
    // The manifest and a separator come before the instance, whose spec begins in its seventh line.
    private static readonly int SpecLine = TestConfig.Manifest.Count(c => c == '\n') + 2 + 7;

    [Fact]
    public void Decode_AllSorts_YieldsTypedParams()
    {
        var instance = Good(
            """
            variables: {size: request.size, who: 'source.name | "nobody"'}
            timestamp: request.time
            severity: '"info"'
            valueField: request.headers
            res1:
              int64Primitive: a
              res2: {value: source.ip}
              res2_map: {k: {value: '1'}}
            """);

        var fields = instance.Params.Fields;
        var variables = Assert.IsType<MapParam>(fields[0]);
        Assert.Equal(["size", "who"], variables.Entries.Select(e => e.Key));
        Assert.Equal(AttributeType.Int64, Assert.IsType<ExpressionParam>(variables.Entries[0].Value).Type);
        Assert.Equal("Variables[who]", variables.Entries[1].Value.Path);
        Assert.Equal(AttributeType.Timestamp, Assert.IsType<ExpressionParam>(fields[1]).Type);
        Assert.Equal(AttributeType.StringMap, Assert.IsType<ExpressionParam>(fields[3]).Type);
        Assert.Null(fields[4]);
        var outer = Assert.IsType<MessageParam>(fields[5]);
        var inner = Assert.IsType<MessageParam>(outer.Fields[1]);
        var value = Assert.IsType<ExpressionParam>(inner.Fields[0]);
        Assert.Equal(("Res1.Res2.Value", AttributeType.IpAddress), (value.Path, value.Type));
        var entry = Assert.IsType<MessageParam>(Assert.Single(Assert.IsType<MapParam>(outer.Fields[2]).Entries).Value);
        Assert.Equal("Res1.Res2Map[k].Value", entry.Fields[0]!.Path);
    }

    [Fact]
    public void Decode_EmptyText_IsUnset()
    {
        var severity = Assert.IsType<ExpressionParam>(Good("severity: \"\"").Params.Fields[2]);

        Assert.Equal(("", AttributeType.Unspecified), (severity.Text, severity.Type));
    }

    [Theory]
    [InlineData("severity: request.size", "error type checking for field 'Severity': Evaluated expression type INT64 want STRING")]
    [InlineData("severity: no.such.attr", "failed to evaluate expression for field 'Severity': unknown attribute no.such.attr")]
    [InlineData("valueField: no.such.attr", "failed to evaluate expression for field 'ValueField'; unknown attribute no.such.attr")]
    [InlineData("variables: {ns: no.such.attr}", "failed to evaluate expression for field 'Variables[ns]'; unknown attribute no.such.attr")]
    [InlineData("textMap: {k: no.such.attr}", "failed to evaluate expression for field 'TextMap[k]'; unknown attribute no.such.attr")]
    [InlineData("textMap: {k: a}", "error type checking for field 'TextMap[k]': Evaluated expression type INT64 want STRING")]
    [InlineData(
        "res1: {int64Primitive: source.name}",
        "failed to evaluate expression for field 'Res1'; error type checking for field 'Res1.Int64Primitive': Evaluated expression type STRING want INT64")]
    [InlineData(
        "res1: {res2: {value: nope}}",
        "failed to evaluate expression for field 'Res1'; failed to evaluate expression for field 'Res1.Res2'; failed to evaluate expression for field 'Res1.Res2.Value'; unknown attribute nope")]
    [InlineData(
        "res1: {res2Map: {k: {value: nope}}}",
        "failed to evaluate expression for field 'Res1'; failed to evaluate expression for field 'Res1.Res2Map[k]'; failed to evaluate expression for field 'Res1.Res2Map[k].Value'; unknown attribute nope")]
    public void Decode_IllTyped_GivesTheReferencesText(string spec, string expected)
    {
        var problem = Bad(spec);

        Assert.Equal("instance='le.logentry.istio-system'", problem.Field);
        Assert.Equal(expected, problem.Message);
        Assert.Equal(SpecLine, problem.Location.Line);
    }

    [Fact]
    public void Decode_EmptyMapEntry_IsAnError() =>
        Assert.StartsWith("failed to evaluate expression for field 'Variables[k]'; ", Bad("variables: {k: \"\"}").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("severty: x", "severty", "unknown field \"severty\" in logentry.InstanceParam", "did you mean 'severity'?")]
    [InlineData("res1: {valu: x}", "res1.valu", "unknown field \"valu\" in logentry.Res1InstanceParam", null)]
    [InlineData("severity: 5", "severity", "json: cannot unmarshal number into Go value of type string", "write the expression in quotes: \"5\"")]
    [InlineData("variables: [a]", "variables", "json: cannot unmarshal array into Go value of type map[string]json.RawMessage", "keys with values are expected here")]
    [InlineData("res1: a", "res1", "json: cannot unmarshal string into Go value of type map[string]json.RawMessage", "fields are expected here")]
    public void Decode_IllFormed_SaysWhat(string spec, string field, string message, string? hint)
    {
        var problem = Bad(spec);

        Assert.Equal((field, message, hint), (problem.Field, problem.Message, problem.Hint));
    }

    [Fact]
    public void Decode_ErrorInsideExpression_PointsAtTheAttribute()
    {
        var problem = Bad("severity: source.name | no.such");

        Assert.Equal((SpecLine, 3 + "severity: source.name | ".Length), (problem.Location.Line, problem.Location.Column));
    }

    [Fact]
    public void Decode_Bindings_ResolveOutputs()
    {
        var snapshot = TestConfig.Build(
            TestConfig.Manifest,
            TestConfig.Document("kubernetes", "k", "sourceUid: source.name\nattribute_bindings:\n  source.ip: $out.source_pod_ip\n  source.name: '$out.source_pod_name | \"$out.x\"'"));

        Assert.Empty(snapshot.Problems);
        var bindings = Assert.Single(snapshot.Instances).Bindings;
        Assert.Equal(["source.ip", "source.name"], bindings.Select(b => snapshot.Vocabulary.NameOf(b.Slot)));
        Assert.Equal("adapter_template_kubernetes.output.source_pod_name | \"$out.x\"", bindings[1].Value.Text);
    }

    [Theory]
    [InlineData(
        "source.ip: $out.nope", "error evaluating AttributeBinding expression 'adapter_template_kubernetes.output.nope' for attribute 'source.ip': unknown attribute adapter_template_kubernetes.output.nope")]
    [InlineData("no.such: source.name", "error evaluating AttributeBinding expression for attribute key 'no.such': unknown attribute no.such")]
    [InlineData("source.name: a", "error evaluating AttributeBinding: type 'STRING' for attribute 'source.name' does not match type 'INT64' for expression 'a'")]
    public void Decode_BadBinding_GivesTheReferencesText(string binding, string expected)
    {
        var snapshot = TestConfig.Build(TestConfig.Manifest, TestConfig.Document("kubernetes", "k", $"attributeBindings: {{{binding}}}"));

        Assert.Equal(expected, snapshot.OnlyProblem().Message);
        Assert.Empty(snapshot.Instances);
    }

    [Fact]
    public void Decode_BindingsOfAnotherTemplate_AreUnknown() =>
        Assert.Equal("unknown field \"attributeBindings\" in logentry.InstanceParam", Bad("attributeBindings: {a: b}").Message);

    private static InstanceDefinition Good(string spec)
    {
        var snapshot = TestConfig.Build(TestConfig.Manifest, TestConfig.Document("logentry", "le", spec));
        Assert.Empty(snapshot.Problems);
        return Assert.Single(snapshot.Instances);
    }

    private static ConfigProblem Bad(string spec)
    {
        var snapshot = TestConfig.Build(TestConfig.Manifest, TestConfig.Document("logentry", "le", spec));
        Assert.Empty(snapshot.Instances);
        return snapshot.OnlyProblem();
    }
}

using Mixer.Api.Policy.V1Beta1;
using Mixer.Config.Building;
using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Building;

public sealed class SpecDecoderTests
{
    private static readonly Params Defaults = new()
    {
        MaxCount = 1000,
        File = "default",
        Names = { "a", "b" },
        SeverityLevels = { ["info"] = Params.Types.Level.Info, ["error"] = Params.Types.Level.Error },
    };

    [Fact]
    public void Decode_EveryScalar_ByBothNames()
    {
        var message = Decode(
            """
            text: hello
            maxCount: 7
            big_number: -9007199254740993
            smallNumber: 4294967295
            hugeNumber: "18446744073709551615"
            ratio: 2
            share: 0.5
            enabled: yes
            secret: aGk=
            level: ERROR
            validFor: 1.5s
            since: "2017-07-04T00:01:10.5Z"
            byNumber: {3: three}
            optionalNumber: 0
            signed: -5
            fixedNumber: 9
            """);

        Assert.Equal("hello", message.Text);
        Assert.Equal(7, message.MaxCount);
        Assert.Equal(-9007199254740993, message.BigNumber);
        Assert.Equal(uint.MaxValue, message.SmallNumber);
        Assert.Equal(ulong.MaxValue, message.HugeNumber);
        Assert.Equal(2.0, message.Ratio);
        Assert.Equal(0.5f, message.Share);
        Assert.True(message.Enabled);
        Assert.Equal("hi", message.Secret.ToStringUtf8());
        Assert.Equal(Params.Types.Level.Error, message.Level);
        Assert.Equal((1, 500_000_000), ((int)message.ValidFor.Seconds, message.ValidFor.Nanos));
        Assert.Equal(500_000_000, message.Since.Nanos);
        Assert.Equal("three", message.ByNumber[3]);
        Assert.Equal(0, message.OptionalNumber);
        Assert.Equal(-5, message.Signed);
        Assert.Equal(9UL, message.FixedNumber);
        Assert.Equal(["a", "b"], message.Names);
    }

    [Fact]
    public void Decode_OverDefaults_ReplacesWholeFields()
    {
        var message = Decode("severityLevels: {foo: 2}\nnames: [c]\nmaxCount: 0\naddress: x");

        Assert.Equal(["foo"], message.SeverityLevels.Keys);
        Assert.Equal(Params.Types.Level.Error, message.SeverityLevels["foo"]);
        Assert.Equal(["c"], message.Names);
        Assert.Equal(0, message.MaxCount);
        Assert.Equal(Params.TargetOneofCase.Address, message.TargetCase);
    }

    [Theory]
    [InlineData("names: []", 0)]
    [InlineData("names: null", 2)]
    [InlineData("names: ~", 2)]
    public void Decode_EmptyAndNull_ClearAndKeep(string spec, int names) => Assert.Equal(names, Decode(spec).Names.Count);

    [Fact]
    public void Decode_NoSpec_IsTheDefaults()
    {
        var resource = new Resource { Key = new ResourceKey("k", "ns", "n"), Location = default, Version = "" };

        Assert.Equal(Defaults, SpecDecoder.Decode(null, Params.Descriptor, Defaults, new ProblemSink(resource)));
    }

    [Fact]
    public void Decode_Nested_IsDecodedThroughout()
    {
        var message = Decode(
            """
            overrides:
            - dimensions: {source: a}
              maxAmount: 5
              valid_duration: 2s
            - {}
            fallback: {maxAmount: "6"}
            severityLevels: {info: ERROR, other: 1}
            free: {a: [1, true, null, {b: c}]}
            """);

        Assert.Equal(2, message.Overrides.Count);
        Assert.Equal("a", message.Overrides[0].Dimensions["source"]);
        Assert.Equal(2, message.Overrides[0].ValidDuration.Seconds);
        Assert.Equal(6, message.Fallback.MaxAmount);
        Assert.Equal(Params.Types.Level.Error, message.SeverityLevels["info"]);
        Assert.Equal(4, message.Free.Fields["a"].ListValue.Values.Count);
    }

    [Fact]
    public void Decode_BothSpellings_CamelCaseWins() => Assert.Equal(1, Decode("max_count: 2\nmaxCount: 1\n").MaxCount);

    [Theory]
    [InlineData("foo: 1", "foo", "unknown field \"foo\" in config.Params", null)]
    [InlineData("maxCout: 1", "maxCout", "unknown field \"maxCout\" in config.Params", "did you mean 'maxCount'?")]
    [InlineData("overrides: [{maxAmont: 1}]", "overrides[0].maxAmont", "unknown field \"maxAmont\" in config.Params_Override", "did you mean 'maxAmount'?")]
    [InlineData("level: FOO", "level", "unknown value \"FOO\" for enum fake.config.Params.Level", null)]
    [InlineData("level: \"2\"", "level", "unknown value \"2\" for enum fake.config.Params.Level", null)]
    [InlineData("severityLevels: {x: ERORR}", "severityLevels[x]", "unknown value \"ERORR\" for enum fake.config.Params.Level", "did you mean 'ERROR'?")]
    [InlineData("validFor: 5", "validFor", "invalid syntax", "a duration is a text such as 5s, 1.5s or 1h30m")]
    [InlineData("validFor: 5x", "validFor", "bad Duration: time: invalid duration 5x", "a duration is a text such as 5s, 1.5s or 1h30m")]
    [InlineData("maxCount: 7.5", "maxCount", "json: cannot unmarshal number 7.5 into Go value of type int32", null)]
    [InlineData("maxCount: \"7\"", "maxCount", "json: cannot unmarshal string into Go value of type int32", "write it without quotes")]
    [InlineData("maxCount: 2147483648", "maxCount", "json: cannot unmarshal number 2147483648 into Go value of type int32", null)]
    [InlineData("smallNumber: -1", "smallNumber", "json: cannot unmarshal number -1 into Go value of type uint32", null)]
    [InlineData("text: y", "text", "json: cannot unmarshal bool into Go value of type string", "write it in quotes: \"y\"")]
    [InlineData("text: {}", "text", "json: cannot unmarshal object into Go value of type string", null)]
    [InlineData("names: [a, on]", "names[1]", "json: cannot unmarshal bool into Go value of type string", "write it in quotes: \"on\"")]
    [InlineData("names: a", "names", "json: cannot unmarshal string into Go value of type []json.RawMessage", "a list is expected here")]
    [InlineData("fallback: a", "fallback", "json: cannot unmarshal string into Go value of type map[string]json.RawMessage", "fields of config.Params_Override are expected here")]
    [InlineData("enabled: \"true\"", "enabled", "json: cannot unmarshal string into Go value of type bool", null)]
    [InlineData("secret: \"%\"", "secret", "illegal base64 data", null)]
    public void Decode_BadField_SaysWhereAndWhat(string spec, string field, string message, string? hint)
    {
        var problems = Problems(spec);

        var problem = Assert.Single(problems.Items);
        Assert.Equal((field, message, hint), (problem.Field, problem.Message, problem.Hint));
        Assert.Equal("t.yaml", problem.Location.File);
        Assert.Equal(7, problem.Location.Line);
        Assert.True(problem.Location.Column >= 3);
    }

    [Fact]
    public void Decode_SeveralFaults_AreAllReported() => Assert.Equal(3, Problems("foo: 1\nmaxCount: x\nlevel: FOO").Items.Count);

    [Fact]
    public void Decode_DeepFreeValue_IsAnErrorNotAnException() =>
        Assert.Single(Problems("free: {a: " + new string('[', 55) + new string(']', 55) + "}").Items);

    [Fact]
    public void Decode_FieldOfNoApi_IsUnknown()
    {
        var resource = Assert.Single(TestConfig.Resources(TestConfig.Document("rule", "r", "weather: {}")));
        var problems = new ProblemSink(resource);

        Assert.Null(SpecDecoder.Decode(resource.Spec, Rule.Descriptor, null, problems));
        Assert.Equal("unknown field \"weather\" in v1beta1.Rule", Assert.Single(problems.Items).Message);
    }

    private static Params Decode(string spec)
    {
        var resource = Assert.Single(TestConfig.Resources(TestConfig.Document("denier", "d", spec)));
        var problems = new ProblemSink(resource);
        var message = SpecDecoder.Decode(resource.Spec, Params.Descriptor, Defaults, problems);
        Assert.Empty(problems.Items);
        return Assert.IsType<Params>(message);
    }

    private static ProblemSink Problems(string spec)
    {
        var resource = Assert.Single(TestConfig.Resources(TestConfig.Document("denier", "d", spec)));
        var problems = new ProblemSink(resource);
        Assert.Null(SpecDecoder.Decode(resource.Spec, Params.Descriptor, Defaults, problems));
        return problems;
    }
}

using Mixer.Generators.Tests.Support;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;
using SampleTemplates;

namespace Mixer.Generators.Tests;

/// <summary>The templates of samples/Templates, compiled by the build: instances are built from what an operator writes, handlers get them.</summary>
public class SampleTemplatesTests
{
    private readonly FakeContext _context = new();

    [Fact]
    public async Task Report_EveryFieldType_ReachesTheHandler()
    {
        var handler = new Handler();
        var peer = Fields(SampleReportTemplate.Info.Schema.Fields[9].Message!().Fields[3].Message!(), "Place.Peer", ("int64Primitive", "80"), ("ip_addr", "10"), ("dns_name", "a.b"), ("email_addr", "a@b"), ("uri", "http://a"));
        var schema = SampleReportTemplate.Info.Schema.Fields[9].Message!();
        var place = Fields(schema, "Place", ("int64Primitive", "7"));
        place = With(place, ("peer", peer), ("peer_map", new MapParam("Place.PeerMap", [new("x", peer)])));
        var instance = With(
            Fields(SampleReportTemplate.Info.Schema, "", ("value", "v"), ("int64Primitive", "1"), ("boolPrimitive", "true"), ("doublePrimitive", "2"), ("stringPrimitive", "s"), ("timeStamp", "3"), ("duration", "4")),
            ("place", place),
            ("dimensions", Map("Dimensions", ("a", "b"))),
            ("int64Map", Map("Int64Map", ("foo", "5"))));
        var buffer = SampleReportTemplate.Info.CreateBuffer(handler);
        Assert.True(buffer.TryAppend(_context, SampleReportTemplate.Info.CreateInstanceBuilder(instance, new FakeBinder("r.ns"))));
        await buffer.FlushAsync(default);

        var got = Assert.Single(handler.Reports);
        Assert.Equal(("r.ns", "v", 1L, true, 2.0, "s"), (got.Name, got.Value.AsString, got.Int64Primitive, got.BoolPrimitive, got.DoublePrimitive, got.StringPrimitive));
        Assert.Equal((new Timestamp(3, 0), new Duration(4), 5L, "b"), (got.TimeStamp, got.Duration, got.Int64Map["foo"], got.Dimensions["a"].AsString));
        Assert.Equal((7L, 80L), (got.Place!.Int64Primitive, got.Place.Peer!.Int64Primitive));
        Assert.Equal(("a.b", "a@b", "http://a"), (got.Place.PeerMap["x"].DnsName.ToString(), got.Place.Peer.EmailAddr.ToString(), got.Place.Peer.Uri.ToString()));
        Assert.Equal([10, 0, 0, 1], got.Place.Peer.IpAddr.ToArray());
    }

    [Fact]
    public async Task Report_EmptyMessage_IsThereWithEmptyMaps_AbsentOneIsNot()
    {
        var handler = new Handler();
        var empty = Fields(SampleReportTemplate.Info.Schema.Fields[9].Message!(), "Place");
        var buffer = SampleReportTemplate.Info.CreateBuffer(handler);
        Assert.True(buffer.TryAppend(_context, SampleReportTemplate.Info.CreateInstanceBuilder(With(Fields(SampleReportTemplate.Info.Schema, ""), ("place", empty)), new FakeBinder("r"))));
        await buffer.FlushAsync(default);
        var got = Assert.Single(handler.Reports);
        Assert.Empty(got.Dimensions);
        Assert.Empty(got.Place!.PeerMap);
        Assert.Null(got.Place.Peer);
        Assert.Equal((0L, "", default(Timestamp)), (got.Int64Primitive, got.StringPrimitive, got.TimeStamp));
    }

    [Fact]
    public void Report_NestedExpressionFails_PathNamesTheMember()
    {
        var peer = Fields(SampleReportTemplate.Info.Schema.Fields[9].Message!().Fields[3].Message!(), "Place.Peer", ("ip_addr", "fail"));
        var place = With(Fields(SampleReportTemplate.Info.Schema.Fields[9].Message!(), "Place"), ("peer", peer));
        var instance = With(Fields(SampleReportTemplate.Info.Schema, ""), ("place", place));
        Assert.False(SampleReportTemplate.Info.CreateBuffer(new Handler()).TryAppend(_context, SampleReportTemplate.Info.CreateInstanceBuilder(instance, new FakeBinder("instance1"))));
        Assert.Equal("evaluation failed at [instance1]'Place.Peer.IpAddr': 'lookup failed: 'x''", _context.Error);
    }

    [Fact]
    public async Task Check_MessageOfAnotherFile_ReachesTheHandler()
    {
        var caller = With(Fields(SampleCheckTemplate.Info.Schema.Fields[2].Message!(), "Caller", ("user", "me")), ("properties", Map("Caller.Properties", ("a", "b"))));
        var instance = With(Fields(SampleCheckTemplate.Info.Schema, "", ("check_expression", "x")), ("caller", caller), ("stringMap", Map("StringMap", ("k", "v"))));
        Assert.True(SampleCheckTemplate.Info.CreateAction(instance, new FakeBinder("c"), new Handler()).TryInvoke(_context, default, out var result));
        Assert.Equal("x me b v", (await result).Status.Message);
    }

    [Fact]
    public async Task Quota_MapOfTruthValues_ReachesTheHandler()
    {
        var instance = With(Fields(SampleQuotaTemplate.Info.Schema, ""), ("boolMap", Map("BoolMap", ("double", "true"))));
        Assert.True(SampleQuotaTemplate.Info.CreateAction(instance, new FakeBinder("q"), new Handler()).TryInvoke(_context, new QuotaArgs("", 3, false), default, out var result));
        Assert.Equal(6, (await result).Amount);
    }

    [Fact]
    public async Task Generator_AssignedOutputsAreThere_OthersAreNot()
    {
        var last = Fields(MyLookupTemplate.Info.Schema.Fields[7].Message!(), "KeyMap[a].Next", ("text", "end"));
        var first = With(Fields(MyLookupTemplate.Info.Schema.Fields[7].Message!(), "KeyMap[a]", ("text", "start")), ("next", last));
        var instance = With(Fields(MyLookupTemplate.Info.Schema, "", ("optionalIP", "2"), ("int64Primitive", "99")), ("key_map", new MapParam("KeyMap", [new("a", first)])));
        Assert.True(MyLookupTemplate.Info.CreateAction(instance, new FakeBinder("l"), new Handler()).TryInvoke(_context, default, out var pending));
        var output = await pending;
        Assert.Equal("start>end", Output(output, "stringPrimitive")!.Value.AsString);
        Assert.Equal(100, Output(output, "int64Primitive")!.Value.AsInt64);
        Assert.Equal([2, 0, 0, 1], Output(output, "out_ip")!.Value.AsBytes);
        Assert.Equal("b", Output(output, "out_str_map")!.Value.AsStringMap["a"]);
        Assert.Null(Output(output, "email"));
        Assert.Null(Output(output, "boolPrimitive"));
        Assert.Equal("mixer_samples_directory.output.", MyLookupTemplate.Info.OutputPrefix);
        Assert.Equal(("mylookup", "mixer.samples.directory"), (MyLookupTemplate.Name, MyLookupTemplate.Info.Package));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CheckWithOutput_VerdictAndOutputComeTogether(bool later)
    {
        var instance = With(Fields(SessionTemplate.Info.Schema, "", ("token", later ? "later" : "now")), ("facts", Map("Facts", ("a", "b"))));
        var handler = new Handler();
        Assert.True(SessionTemplate.Info.CreateAction(instance, new FakeBinder("s"), handler).TryInvoke(_context, default, out var pending));
        Assert.Equal(!later, pending.IsCompleted);
        handler.Later.SetResult();
        var result = await pending;
        Assert.Equal(StatusCode.Ok, result.Result.Status.Code);
        Assert.True(result.Output!.TryGetOutput(0, out var user));
        Assert.Equal("b", user.AsString);
        Assert.False(result.Output.TryGetOutput(1, out _));
        Assert.Equal([("user", AttributeType.String), ("expires", AttributeType.Timestamp)], SessionTemplate.Info.OutputFields.Select(field => (field.Name, field.Type)));
        Assert.Equal(TemplateVariety.CheckWithOutput, SessionTemplate.Info.Variety);
    }

    [Fact]
    public void InferredTypes_HoldOnlyFieldsOfAnyType()
    {
        Assert.Equal(["Dimensions", "Place", "Value"], Members(typeof(SampleReportType)));
        Assert.Equal(["Dimensions", "Peer", "PeerMap", "Value"], Members(typeof(SampleReportPlaceType)));
        Assert.Equal(["Value"], Members(typeof(SampleReportPeerType)));
        Assert.Equal(["Facts"], Members(typeof(SessionType)));
        Assert.Null(typeof(MyLookupTemplate).Assembly.GetType("SampleTemplates.MyLookupType"));
        Assert.NotNull(typeof(MyLookupTemplate).Assembly.GetType("SampleTemplates.MyLookupUnused"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 9, 10, 11], SampleReportTemplate.Info.Schema.Fields.Select(field => field.Number));
    }

    private static string[] Members(Type type) => [.. type.GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal)];

    private static AttributeValue? Output(IAttributeOutput output, string name)
    {
        var index = MyLookupTemplate.Info.OutputFields.ToList().FindIndex(field => field.Name == name);
        return output.TryGetOutput(index, out var value) ? value : null;
    }

    private static MessageParam Fields(MessageSchema schema, string path, params (string Name, string Text)[] fields) => new(
        path,
        schema,
        [.. schema.Fields.Select(field => fields.FirstOrDefault(given => given.Name == field.Name).Text is { } text
            ? new ExpressionParam(path.Length == 0 ? field.MemberName : path + "." + field.MemberName, text)
            : (Param?)null)]);

    private static MessageParam With(MessageParam message, params (string Name, Param Param)[] fields) => message with
    {
        Fields = [.. message.Schema.Fields.Select((field, index) => fields.FirstOrDefault(given => given.Name == field.Name).Param ?? message.Fields[index])],
    };

    private static MapParam Map(string path, params (string Key, string Text)[] entries) =>
        new(path, [.. entries.Select(entry => KeyValuePair.Create<string, Param>(entry.Key, new ExpressionParam($"{path}[{entry.Key}]", entry.Text)))]);

    private sealed class Handler : ISampleReportHandler, ISampleCheckHandler, ISampleQuotaHandler, IMyLookupHandler, ISessionHandler
    {
        public List<SampleReportInstance> Reports { get; } = [];

        public TaskCompletionSource Later { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask HandleSampleReportAsync(IReadOnlyList<SampleReportInstance> instances, CancellationToken cancellation)
        {
            Reports.AddRange(instances);
            return default;
        }

        public ValueTask<CheckResult> HandleSampleCheckAsync(SampleCheckInstance instance, CancellationToken cancellation) =>
            new(new CheckResult(new Status(StatusCode.Ok, $"{instance.CheckExpression} {instance.Caller!.User} {instance.Caller.Properties["a"].AsString} {instance.StringMap["k"]}"), default, 1));

        public ValueTask<QuotaResult> HandleSampleQuotaAsync(SampleQuotaInstance instance, QuotaArgs args, CancellationToken cancellation) =>
            new(new QuotaResult(Status.Ok, default, args.Amount * (instance.BoolMap["double"] ? 2 : 1)));

        public ValueTask<MyLookupOutput> GenerateMyLookupAttributesAsync(MyLookupInstance instance, CancellationToken cancellation) => new(new MyLookupOutput
        {
            StringPrimitive = instance.KeyMap["a"].Text + ">" + instance.KeyMap["a"].Next!.Text,
            Int64Primitive = instance.Int64Primitive + 1,
            OutIp = instance.OptionalIP,
            OutStrMap = new Dictionary<string, string> { ["a"] = "b" },
        });

        public async ValueTask<CheckResult<SessionOutput>> HandleSessionAsync(SessionInstance instance, CancellationToken cancellation)
        {
            if (instance.Token == "later")
            {
                await Later.Task;
            }

            return new(new CheckResult(Status.Ok, default, 1), new SessionOutput { User = instance.Facts["a"].AsString });
        }

        public ValueTask DisposeAsync() => default;
    }
}

using System.Text.Json;
using Grpc.Core;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;
using StatusCode = Grpc.Core.StatusCode;

namespace Mixer.Functional.Tests;

/// <summary>What callers see of what goes on behind a call (spec 03 section 15).</summary>
public sealed class DispatchTests
{
    private const string Manifest = """
        kind: attributemanifest
        metadata: {name: m, namespace: istio-system}
        spec:
          attributes:
            {source.user: {valueType: STRING}, foo.attr: {valueType: STRING}, source.namespace: {valueType: STRING}, destination.namespace: {valueType: STRING},
             context.reporter.kind: {valueType: STRING}, destination.service: {valueType: STRING}, source.uid: {valueType: STRING}}

        """;

    private const string Scripted = Manifest + """
        ---
        {kind: scripted, metadata: {name: s, namespace: istio-system}, spec: {}}
        ---
        {kind: checknothing, metadata: {name: c, namespace: istio-system}, spec: {}}
        ---
        {kind: quota, metadata: {name: rq, namespace: istio-system}, spec: {}}
        ---
        {kind: logentry, metadata: {name: le, namespace: istio-system}, spec: {variables: {user: source.user | "nobody"}}}
        ---
        {kind: logentry, metadata: {name: le9, namespace: istio-system}, spec: {variables: {ns: foo.attr}}}
        ---
        {kind: kubernetes, metadata: {name: pods, namespace: istio-system}, spec: {source_uid: source.uid | "", attribute_bindings: {foo.attr: $out.source_pod_name}}}

        """;

    private readonly ScriptedAdapter _script = new();

    [Fact]
    public async Task Start_EmptyConfiguration_KnowsTheAttributesOfTheTemplates()
    {
        await using var server = await RunningServer.StartAsync("");

        var page = await server.GetAsync("/metrics");

        Assert.All(["-1", "0", "1"], id => Assert.Contains($"mixer_config_attribute_count{{configID=\"{id}\"}} 23\n", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "disk on fire")]
    [InlineData(true, "panic during handler dispatch: no such field")]
    public async Task Check_OneAdapterFailsAnotherDenies_IsInternalWithTheList(bool mistake, string expected)
    {
        _script.OnCheck = (_, _) => throw (mistake ? new KeyNotFoundException("no such field") : new InvalidOperationException("disk on fire"));
        await using var server = await _script.StartAsync(Scripted + """
            ---
            {kind: denier, metadata: {name: d, namespace: istio-system}, spec: {status: {code: 7, message: no}}}
            ---
            kind: rule
            metadata: {name: r, namespace: istio-system}
            spec: {actions: [{handler: d.denier, instances: [c.checknothing]}, {handler: s.scripted, instances: [c.checknothing]}]}
            """);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.CheckAsync(new CheckRequest()));

        Assert.Equal((StatusCode.Internal, "performing check operation failed: 1 error occurred:\n\n* " + expected), (failure.StatusCode, failure.Status.Detail));
    }

    [Fact]
    public async Task Check_QuotaFails_IsAllowedWithAnEmptyQuota()
    {
        _script.OnQuota = _ => throw new InvalidOperationException("no redis");
        await using var server = await _script.StartAsync(Scripted + Rule("r", "s.scripted", "rq.quota"));

        var reply = await server.Client.CheckAsync(Asking("rq", 5));

        Assert.Equal(0, reply.Precondition.Status.Code);
        var quota = reply.Quotas["rq"];
        Assert.Equal((0, 0, 0), (quota.GrantedAmount, quota.ValidDuration?.Seconds ?? 0, quota.ValidDuration?.Nanos ?? 0));
        Assert.Contains("Quota failure:performing quota alloc failed: 1 error occurred:", await server.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ReporterAndNamespaces_ChooseTheRules()
    {
        await using var server = await RunningServer.StartAsync(Manifest + """
            ---
            {kind: checknothing, metadata: {name: c, namespace: istio-system}, spec: {}}
            ---
            {kind: denier, metadata: {name: all, namespace: istio-system}, spec: {status: {code: 7, message: ''}}}
            ---
            {kind: denier, metadata: {name: own, namespace: a}, spec: {status: {code: 7, message: ''}}}
            ---
            {kind: rule, metadata: {name: r, namespace: istio-system}, spec: {actions: [{handler: all.denier, instances: [c.checknothing]}]}}
            ---
            {kind: rule, metadata: {name: r, namespace: a}, spec: {actions: [{handler: own.denier, instances: [c.checknothing.istio-system]}]}}
            """);
        const string All = "all.denier.istio-system:", Both = "all.denier.istio-system:, own.denier.a:";

        Assert.Equal(Both, await MessageAsync(server, ("context.reporter.kind", new("outbound")), ("source.namespace", new("a"))));
        Assert.Equal(All, await MessageAsync(server, ("context.reporter.kind", new("outbound")), ("destination.namespace", new("a"))));
        Assert.Equal(Both, await MessageAsync(server, ("context.reporter.kind", new("inbound")), ("destination.namespace", new("a"))));
        Assert.Equal(Both, await MessageAsync(server, ("context.reporter.kind", new(5L)), ("destination.namespace", new("a"))));
        Assert.Equal(All, await MessageAsync(server, ("context.reporter.kind", new("foo")), ("source.namespace", new("a")), ("destination.namespace", new("a"))));
        Assert.Equal(All, await MessageAsync(server, ("destination.namespace", new(5L))));
    }

    [Fact]
    public async Task Quota_AnotherRuleOnTheInstanceDoesNotMatch_TheMatchingOneDecides()
    {
        await using var server = await RunningServer.StartAsync(Manifest + """
            ---
            {kind: memquota, metadata: {name: mq, namespace: istio-system}, spec: {quotas: [{name: rq.quota.istio-system, maxAmount: 2, validDuration: 60s}]}}
            ---
            {kind: quota, metadata: {name: rq, namespace: istio-system}, spec: {}}
            ---
            {kind: rule, metadata: {name: a, namespace: istio-system}, spec: {match: 'source.user == "x"', actions: [{handler: mq.memquota, instances: [rq.quota]}]}}
            ---
            {kind: rule, metadata: {name: b, namespace: istio-system}, spec: {actions: [{handler: mq.memquota, instances: [rq.quota]}]}}
            ---
            {kind: rule, metadata: {name: c, namespace: istio-system}, spec: {match: 'source.user == "x"', actions: [{handler: mq.memquota, instances: [rq.quota]}]}}
            """);
        var request = Asking("RQ", 5);
        request.Attributes = Set(("source.user", new("y")));

        Assert.Equal(2, (await server.Client.CheckAsync(request)).Quotas["RQ"].GrantedAmount);
    }

    [Fact]
    public async Task Report_NoRuleMatches_IsOkAndCallsNobody()
    {
        var calls = 0;
        _script.OnReport = (_, _) =>
        {
            calls++;
            return default;
        };
        await using var server = await _script.StartAsync(Scripted + Rule("r", "s.scripted", "le.logentry", "source.user == \"x\""));

        await ReportAsync(server, Set(("source.user", new("y"))));
        Assert.Equal(0, calls);
        await ReportAsync(server, Set(("source.user", new("x"))));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Report_AttributeOfAnInstanceMissing_IsUnknownAndTheOthersAreSent()
    {
        var sent = new List<string>();
        _script.OnReport = (instances, _) =>
        {
            sent.AddRange(instances.Select(instance => instance.Name));
            return default;
        };
        await using var server = await _script.StartAsync(Scripted + Rule("r", "s.scripted", "le9.logentry, le.logentry"));

        var failure = await Assert.ThrowsAsync<RpcException>(() => ReportAsync(server, Set()));

        Assert.Equal(
            (StatusCode.Unknown, "1 error occurred:\n\n* evaluation failed at [le9.logentry.istio-system]'Variables[ns]': 'lookup failed: 'foo.attr''"), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(["le.logentry.istio-system"], sent);
    }

    [Fact]
    public async Task Report_InstanceRenamedWithItsRule_LinesKeepTheirVariables()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-stdio-");
        var lines = Path.Combine(folder.FullName, "lines");
        await using (var server = await RunningServer.StartAsync(Configuration("le")))
        {
            await ReportAsync(server, Set(("source.user", new("one"))));
            await server.ChangeAsync(Configuration("le9"));
            await ReportAsync(server, Set(("source.user", new("two"))));
        }

        var written = await File.ReadAllLinesAsync(lines);
        folder.Delete(recursive: true);
        Assert.Equal(["le", "le9"], written.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("instance").GetString()!.Split('.')[0]));
        Assert.Equal(["one", "two"], written.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("user").GetString()));

        string Configuration(string name) =>
            Manifest + $$"""
                ---
                {kind: stdio, metadata: {name: out, namespace: istio-system}, spec: {logStream: FILE, outputPath: {{lines}}, outputAsJson: true} }
                ---
                {kind: logentry, metadata: {name: {{name}}, namespace: istio-system}, spec: {variables: {user: source.user} } }

                """ + Rule("r", "out.stdio", name + ".logentry");
    }

    [Fact]
    public async Task Report_GeneratorAnswersNothingForOneRecord_TheOthersAreSent()
    {
        var sent = new List<string>();
        _script.OnReport = (instances, _) =>
        {
            sent.AddRange(instances.Select(instance => instance.Variables["user"].AsString));
            return default;
        };
        _script.OnGenerate = instance => new(instance.SourceUid == "2" ? null! : new KubernetesOutput { SourcePodName = "p" });
        await using var server = await _script.StartAsync(Scripted + Rule("g", "s.scripted", "pods.kubernetes") + Rule("r", "s.scripted", "le.logentry"));

        var failure = await Assert.ThrowsAsync<RpcException>(
            () => ReportAsync(server, Set(("source.uid", new("1")), ("source.user", new("one"))), Set(("source.uid", new("2")), ("source.user", new("two"))), Set(("source.uid", new("3")), ("source.user", new("three")))));

        Assert.Equal(
            (StatusCode.Unknown, "1 error occurred:\n\n* preprocessing attributes failed: 1 error occurred:\n\n* handler 's.scripted.istio-system' answered with no output"),
            (failure.StatusCode, failure.Status.Detail));
        Assert.Equal(["one", "three"], sent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_SeventyInstancesOfOneRule_AllAnswer(bool singleThreaded)
    {
        var asked = 0;
        _script.OnCheck = async (_, _) =>
        {
            Interlocked.Increment(ref asked);
            await Task.Yield();
            return new CheckResult(Sdk.Status.Ok, Duration.FromSeconds(7), 70);
        };
        var names = Enumerable.Range(0, 70).Select(index => "c" + index).ToList();
        var instances = string.Concat(names.Select(name => $"---\n{{kind: checknothing, metadata: {{name: {name}, namespace: istio-system}}, spec: {{}}}}\n"));
        await using var server = await _script.StartAsync(
            Scripted + instances + Rule("r", "s.scripted", string.Join(", ", names.Select(name => name + ".checknothing"))), options => options with { SingleThreaded = singleThreaded });

        var reply = await server.Client.CheckAsync(new CheckRequest());

        Assert.Equal((70, 0, 70), (asked, reply.Precondition.Status.Code, reply.Precondition.ValidUseCount));
    }

    [Fact]
    public async Task Check_CallerGoes_TheHandlerIsToldAndTheServerGoesOn()
    {
        var (called, told) = (Signal(), Signal());
        _script.OnCheck = async (_, token) =>
        {
            await using var registration = token.Register(() => told.TrySetResult());
            called.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return default;
        };
        await using var server = await _script.StartAsync(Scripted + Rule("r", "s.scripted", "c.checknothing"));
        using var caller = new CancellationTokenSource();

        var call = server.Client.CheckAsync(new CheckRequest(), cancellationToken: caller.Token).ResponseAsync;
        await called.Task;
        await caller.CancelAsync();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call)).StatusCode);
        _script.OnCheck = (_, _) => default;
        Assert.Equal("", await MessageAsync(server));
    }

    [Fact]
    public async Task Report_CallerGoes_IsFinished()
    {
        var (called, go, done) = (Signal(), Signal(), Signal());
        CancellationToken seen = default;
        _script.OnReport = async (_, token) =>
        {
            seen = token;
            called.TrySetResult();
            await go.Task;
            done.TrySetResult();
        };
        await using var server = await _script.StartAsync(Scripted + Rule("r", "s.scripted", "le.logentry"));
        using var caller = new CancellationTokenSource();

        var call = server.Client.ReportAsync(new ReportRequest { Attributes = { Set() } }, cancellationToken: caller.Token).ResponseAsync;
        await called.Task;
        await caller.CancelAsync();
        await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.False(seen.IsCancellationRequested);
        go.SetResult();

        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string Rule(string name, string handler, string instances, string match = "") =>
        $"---\n{{kind: rule, metadata: {{name: {name}, namespace: istio-system}}, spec: {{match: '{match}', actions: [{{handler: {handler}, instances: [{instances}]}}]}}}}\n";

    private static CheckRequest Asking(string quota, long amount) =>
        new() { Quotas = { [quota] = new CheckRequest.Types.QuotaParams { Amount = amount, BestEffort = true } } };

    private static async Task<string> MessageAsync(RunningServer server, params (string Name, AttributeValue Value)[] attributes) =>
        (await server.Client.CheckAsync(new CheckRequest { Attributes = Set(attributes) })).Precondition.Status.Message;

    private static async Task ReportAsync(RunningServer server, params CompressedAttributes[] sets) => await server.Client.ReportAsync(new ReportRequest { Attributes = { sets } });

    private static CompressedAttributes Set(params (string Name, AttributeValue Value)[] attributes)
    {
        var encoder = new AttributeEncoder();
        foreach (var (name, value) in attributes)
        {
            encoder.Set(name, value);
        }

        return encoder.ToCompressed();
    }
}

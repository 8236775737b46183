// Writes the request bodies (gRPC frame and message) and the configurations of the load runs:  Bodies FOLDER
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Benchmarks;

var folder = args[0];
Directory.CreateDirectory(folder);

Frame("check", new CheckRequest { Attributes = ProxyCall.Create(0), GlobalWordCount = 203 });
Frame("check-quota", new CheckRequest
{
    Attributes = ProxyCall.Create(0),
    GlobalWordCount = 203,
    Quotas = { ["requestcount"] = new CheckRequest.Types.QuotaParams { Amount = 1, BestEffort = true } },
});
foreach (var records in (int[])[1, 10, 100])
{
    var report = new ReportRequest { GlobalWordCount = 203 };
    for (var i = 0; i < records; i++)
    {
        report.Attributes.Add(ProxyCall.Create(i));
    }

    Frame(string.Create(CultureInfo.InvariantCulture, $"report-{records}"), report);
}

foreach (var rules in (int[])[10, 1_000, 10_000, 100_000])
{
    Rules(rules);
}

void Frame(string name, IMessage message)
{
    var bytes = new byte[5 + message.CalculateSize()];
    BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
    message.WriteTo(bytes.AsSpan(5));
    File.WriteAllBytes(Path.Combine(folder, name + ".body"), bytes);
}

// One deny rule a service; only the rule of svc5 matches the call, and it allows.
void Rules(int count)
{
    var text = new StringBuilder("""
        apiVersion: config.istio.io/v1alpha2
        kind: attributemanifest
        metadata: {name: mesh, namespace: istio-system}
        spec:
          attributes:
            destination.service: {valueType: STRING}
            destination.namespace: {valueType: STRING}
            source.namespace: {valueType: STRING}
            source.uid: {valueType: STRING}
            request.method: {valueType: STRING}
            request.path: {valueType: STRING}
            request.headers: {valueType: STRING_MAP}
            response.code: {valueType: INT64}
            context.reporter.kind: {valueType: STRING}
            context.protocol: {valueType: STRING}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: denier
        metadata: {name: allow, namespace: istio-system}
        spec: {status: {code: 0}, validDuration: 10s, validUseCount: 1000}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: checknothing
        metadata: {name: nothing, namespace: istio-system}
        spec: {}

        """);
    for (var i = 0; i < count; i++)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""
            ---
            apiVersion: config.istio.io/v1alpha2
            kind: rule
            metadata: {name: r{{i}}, namespace: istio-system}
            spec:
              match: destination.service == "svc{{i}}.default.svc.cluster.local" && request.method == "GET"
              actions:
              - handler: allow.denier
                instances: [nothing.checknothing]

            """);
    }

    var config = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"rules-{count}"));
    Directory.CreateDirectory(config);
    File.WriteAllText(Path.Combine(config, "config.yaml"), text.ToString());
}

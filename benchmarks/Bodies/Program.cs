// Writes the request bodies (gRPC frame and message) and the configurations of the load runs:  Bodies FOLDER
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mixer.Api.V1;
using Mixer.Attributes;

var folder = args[0];
Directory.CreateDirectory(folder);

Frame("check", new CheckRequest { Attributes = Call(0), GlobalWordCount = 203 });
Frame("check-quota", new CheckRequest
{
    Attributes = Call(0),
    GlobalWordCount = 203,
    Quotas = { ["requestcount"] = new CheckRequest.Types.QuotaParams { Amount = 1, BestEffort = true } },
});
foreach (var records in (int[])[1, 10, 100])
{
    var report = new ReportRequest { GlobalWordCount = 203 };
    for (var i = 0; i < records; i++)
    {
        report.Attributes.Add(Call(i));
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

// The attributes that a proxy sends for an HTTP call.
static CompressedAttributes Call(int number)
{
    var call = new CompressedAttributes();
    void Text(string name, string value)
    {
        var word = GlobalDictionary.IndexOf(value);
        if (word < 0)
        {
            call.Words.Add(value);
            word = -call.Words.Count;
        }

        call.Strings[GlobalDictionary.IndexOf(name)] = word;
    }

    Text("source.uid", "kubernetes://productpage-v1-84f77f8747-8zklx.default");
    Text("source.namespace", "default");
    Text("source.principal", "cluster.local/ns/default/sa/bookinfo-productpage");
    Text("destination.uid", "kubernetes://reviews-v2-6cb6ccd848-lgxtp.default");
    Text("destination.namespace", "default");
    Text("destination.service", "svc5.default.svc.cluster.local");
    Text("destination.service.host", "svc5.default.svc.cluster.local");
    Text("destination.service.name", "svc5");
    Text("destination.service.namespace", "default");
    Text("request.method", "GET");
    Text("request.path", "/reviews/0");
    Text("request.host", "reviews:9080");
    Text("request.scheme", "http");
    Text("request.useragent", "python-requests/2.18.4");
    Text("request.id", string.Create(CultureInfo.InvariantCulture, $"0a1c6e2b-7a8d-9f6b-8e5c-{number:D12}"));
    Text("context.protocol", "http");
    Text("context.reporter.kind", "inbound");
    call.Int64S[GlobalDictionary.IndexOf("destination.port")] = 9080;
    call.Int64S[GlobalDictionary.IndexOf("request.size")] = 0;
    call.Int64S[GlobalDictionary.IndexOf("response.code")] = 200;
    call.Int64S[GlobalDictionary.IndexOf("response.size")] = 375;
    call.Bools[GlobalDictionary.IndexOf("connection.mtls")] = true;
    call.Bytes[GlobalDictionary.IndexOf("source.ip")] = ByteString.CopyFrom(10, 44, 1, 23);
    call.Bytes[GlobalDictionary.IndexOf("destination.ip")] = ByteString.CopyFrom(10, 44, 1, 25);
    call.Timestamps[GlobalDictionary.IndexOf("request.time")] = new Timestamp { Seconds = 1_500_000_000 + number };
    call.Durations[GlobalDictionary.IndexOf("response.duration")] = new Duration { Nanos = 4_000_000 };
    call.StringMaps[GlobalDictionary.IndexOf("request.headers")] = new StringMap
    {
        Entries =
        {
            [GlobalDictionary.IndexOf(":path")] = call.Strings[GlobalDictionary.IndexOf("request.path")],
            [GlobalDictionary.IndexOf(":method")] = GlobalDictionary.IndexOf("GET"),
        },
    };
    return call;
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

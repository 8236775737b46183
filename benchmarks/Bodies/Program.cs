// Writes the request bodies (gRPC frame and message) and the configurations of the load runs:  Bodies FOLDER SAMPLE_CONFIGURATION
using System.Buffers.Binary;
using System.Globalization;
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

// Always 10,000, so that the one who sends them has the same work whatever the number of services.
foreach (var services in (int[])[10, 1_000, 10_000, 100_000])
{
    using var file = new BinaryWriter(File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"check-of-{services}.bodies"))));
    for (var i = 0; i < 10_000; i++)
    {
        var service = services <= 10_000 ? i % services : i * (services / 10_000);
        var bytes = GrpcFrame(new CheckRequest { Attributes = ProxyCall.Create(i, string.Create(CultureInfo.InvariantCulture, $"svc{service}")), GlobalWordCount = 203 });
        file.Write(bytes.Length);
        file.Write(bytes);
    }
}

Configurations.WriteRules(folder, 10, 1_000, 10_000, 100_000);
Configurations.WritePreprocessing(folder);
Configurations.WriteReports(folder, args[1]);

void Frame(string name, IMessage message) => File.WriteAllBytes(Path.Combine(folder, name + ".body"), GrpcFrame(message));

static byte[] GrpcFrame(IMessage message)
{
    var bytes = new byte[5 + message.CalculateSize()];
    BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
    message.WriteTo(bytes.AsSpan(5));
    return bytes;
}

// The checker of benchmarks/reload-under-load:
//   ReloadChecker init FOLDER              writes the first configuration and the request body for a load generator (FOLDER/check.body, FOLDER/config/)
//   ReloadChecker run FOLDER HOST:PORT SECONDS MILLISECONDS-BETWEEN-CHANGES CALLERS      (0 milliseconds: no changes); prints one JSON object
using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Net.Client;
using Mixer.Benchmarks.Reload;

var folder = args[1];
var path = Path.Combine(folder, "config", "config.yaml");
var log = new VersionLog();
var changer = new ConfigChanger(path, log);
Directory.CreateDirectory(Path.GetDirectoryName(path)!);
changer.WriteFirst();
if (args[0] == "init")
{
    var request = VerdictChecker.Request(3, 50).ToByteArray();
    var body = new byte[5 + request.Length];
    BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), request.Length);
    request.CopyTo(body.AsSpan(5));
    File.WriteAllBytes(Path.Combine(folder, "check.body"), body);
    return 0;
}

var seconds = int.Parse(args[3], CultureInfo.InvariantCulture);
var every = TimeSpan.FromMilliseconds(int.Parse(args[4], CultureInfo.InvariantCulture));
using var channel = GrpcChannel.ForAddress("http://" + args[2]);
var checker = new VerdictChecker(new Mixer.Api.V1.Mixer.MixerClient(channel), log);
using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
var callers = Enumerable.Range(0, int.Parse(args[5], CultureInfo.InvariantCulture)).Select(seed => Task.Run(() => checker.RunAsync(seed, stop.Token)));
await Task.WhenAll([.. callers, every == TimeSpan.Zero ? Task.CompletedTask : changer.RunAsync(every, stop.Token)]);

using var output = Console.OpenStandardOutput();
using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
json.WriteStartObject();
json.WriteNumber("calls", checker.Calls);
json.WriteNumber("failed", checker.Failed);
json.WriteNumber("wrong", checker.Wrong);
json.WriteNumber("written", changer.Written);
json.WriteNumber("seen", log.Seen);
json.WriteNumber("longestDelaySeconds", log.LongestDelay.TotalSeconds);
json.WriteStartArray("complaints");
foreach (var complaint in checker.Complaints)
{
    json.WriteStringValue(complaint);
}

json.WriteEndArray();
json.WriteEndObject();
return checker.Failed + checker.Wrong == 0 ? 0 : 1;

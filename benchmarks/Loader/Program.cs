// Loads a gRPC server with many different requests, which h2load cannot send:  Loader PORT METHOD BODIES CONNECTIONS STREAMS SECONDS LOG
// BODIES holds requests (gRPC frame and message), each after its length in four bytes. LOG gets lines as h2load writes them.
using System.Globalization;
using Loader;

var port = int.Parse(args[0], CultureInfo.InvariantCulture);
var bodies = RequestBodies.Read(args[2]);
var (connections, streams, seconds) = (Number(3), Number(4), Number(5));
var next = new RequestBodies.Cursor();
var loads = new List<Connection>();
for (var i = 0; i < connections; i++)
{
    loads.Add(await Connection.OpenAsync(port, "/istio.mixer.v1.Mixer/" + args[1], bodies, next, streams));
}

using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
await Task.WhenAll(loads.Select(load => Task.Run(() => load.RunAsync(end.Token))));
await using (var log = new StreamWriter(args[6]))
{
    foreach (var microseconds in loads.SelectMany(load => load.Latencies))
    {
        await log.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"0\t200\t{microseconds}"));
    }
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loads.Sum(load => load.Latencies.Count)} succeeded, {loads.Sum(load => load.Failed)} failed"));

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);

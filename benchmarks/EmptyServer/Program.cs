// The ceiling: the same service in ASP.NET Core, with methods that do nothing. Takes the flags of `mixs server` and reads only --port.
using System.Globalization;
using EmptyServer;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var port = 9091;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--port" && i + 1 < args.Length)
    {
        port = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
    }
    else if (args[i].StartsWith("--port=", StringComparison.Ordinal))
    {
        port = int.Parse(args[i]["--port=".Length..], CultureInfo.InvariantCulture);
    }
}

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddGrpc();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(port, listen => listen.Protocols = HttpProtocols.Http2));
var app = builder.Build();
app.MapGrpcService<EmptyMixer>();
await app.RunAsync();

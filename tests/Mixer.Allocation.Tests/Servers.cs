using System.Buffers.Binary;
using EmptyServer;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mixer.Api.V1;
using Mixer.Benchmarks;
using Mixer.Server;
using Mixer.Server.Api;
using Mixer.Server.Logging;

namespace Mixer.Allocation.Tests;

/// <summary>Both sides of the comparison, and how a side is measured.</summary>
internal static class Servers
{
    private const int Warm = 2000;
    private const int Counted = 500;

    /// <summary>What happens to a call in ASP.NET Core's gRPC with methods that do nothing.</summary>
    public static RequestDelegate Empty()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<EmptyMixer>();
        app.UseEndpoints(_ => { });
        var pipeline = ((IApplicationBuilder)app).Build();
        return context =>
        {
            context.RequestServices ??= app.Services;
            return pipeline(context);
        };
    }

    /// <summary>A whole server on the configuration; its API is called without the HTTP layer.</summary>
    public static async Task<MixerServer> StartAsync(string yaml, int cacheEntries)
    {
        var folder = Directory.CreateTempSubdirectory("mixer-allocation-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config.yaml"), yaml);
        var (server, error) = await MixerServer.StartAsync(
            new MixerServerOptions
            {
                Address = "127.0.0.1:0",
                MonitoringPort = 0,
                ConfigStoreUrl = "fs://" + folder.FullName,
                CheckCacheEntries = cacheEntries,
                Logging = new LogOptions { Targets = [Path.Combine(folder.FullName, "server.log")] },
            },
            TimeProvider.System,
            CancellationToken.None);
        Assert.Null(error);
        return server!;
    }

    public static RequestDelegate Api(this MixerServer server)
    {
        var endpoint = server.Services.GetRequiredService<ApiEndpoint>();
        return context => endpoint.InvokeAsync(context, ApiEndpoint.RefuseAsync);
    }

    public static RepeatedCall Check() => new("Check", Frame(new CheckRequest { Attributes = ProxyCall.Create(0), GlobalWordCount = 203 }));

    public static RepeatedCall Report(int records)
    {
        var report = new ReportRequest { GlobalWordCount = 203 };
        for (var i = 0; i < records; i++)
        {
            report.Attributes.Add(ProxyCall.Create(i));
        }

        return new("Report", Frame(report));
    }

    /// <summary>Bytes that one call allocates, warm.</summary>
    public static long Measure(RequestDelegate server, RepeatedCall call)
    {
        for (var i = 0; i < Warm; i++)
        {
            call.Make(server);
        }

        Assert.Equal("0", call.Status);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Counted; i++)
        {
            call.Make(server);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Counted;
    }

    private static byte[] Frame(IMessage message)
    {
        var bytes = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
        message.WriteTo(bytes.AsSpan(5));
        return bytes;
    }
}

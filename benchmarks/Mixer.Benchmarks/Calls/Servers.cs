using System.Buffers.Binary;
using EmptyServer;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Server;
using Mixer.Server.Api;
using Mixer.Server.Logging;

namespace Mixer.Benchmarks.Calls;

/// <summary>Both sides of a comparison within one process, and the calls to make.</summary>
internal static class Servers
{
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
        var folder = Directory.CreateTempSubdirectory("mixer-benchmark-");
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
        return server ?? throw new InvalidOperationException(error);
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

    /// <summary>The attributes of the check, over a vocabulary.</summary>
    public static AttributeBag Bag(Vocabulary vocabulary)
    {
        var frame = new CheckRequestFrame(new WordCache());
        if (!frame.TryRead(new CheckRequest { Attributes = ProxyCall.Create(0) }.ToByteArray(), out var error))
        {
            throw new InvalidOperationException(error);
        }

        var bag = new AttributeBag(vocabulary);
        frame.FillBag(bag);
        return bag;
    }

    private static byte[] Frame(IMessage message)
    {
        var bytes = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), bytes.Length - 5);
        message.WriteTo(bytes.AsSpan(5));
        return bytes;
    }
}

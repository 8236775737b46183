using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mixer.Server.Api;
using Prometheus;

namespace Mixer.Server.Hosting;

/// <summary>
/// The HTTP/2 side of the API: Check and Report go straight from the connection to their endpoint; the health and reflection services, which nobody
/// calls often, go through routing and gRPC's own stack.
/// </summary>
internal static class ApiHost
{
    private const string Reflection = "/grpc.reflection.";

    public static WebApplication Create(MixerServerOptions options, ServerParts parts, CertificateFiles? certificates, CollectorRegistry registry, TimeProvider time)
    {
        var builder = KestrelHost.CreateBuilder(parts.Listener!, parts.Log!.Loggers, kestrel => Limit(kestrel, options), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificates is not null)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = context => certificates.OptionsAsync(context.CancellationToken) });
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.Services.AddMixer(options, parts, registry, time);
        builder.Services.AddGrpc(grpc => grpc.IgnoreUnknownServices = true);
        var app = builder.Build();
        var endpoint = app.Services.GetRequiredService<ApiEndpoint>();
        app.Use(next => context => endpoint.InvokeAsync(context, next));
        app.Use(next => context => EndWithServerAsync(context, next, parts.Health!.Stopping));
        app.UseRouting();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<Grpc.Reflection.ReflectionServiceImpl>();
        app.MapFallback("{*path}", ApiEndpoint.RefuseAsync);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, MixerServerOptions options)
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxConcurrentConnections = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = (int)Math.Clamp(options.MaxConcurrentStreams, 1, int.MaxValue);
    }

    // A reflection stream ends only when its client likes; it must not hold up the end of the server.
    private static async Task EndWithServerAsync(HttpContext context, RequestDelegate next, CancellationToken stopping)
    {
        if (context.Request.Path.Value?.StartsWith(Reflection, StringComparison.Ordinal) != true)
        {
            await next(context);
            return;
        }

        await using (stopping.UnsafeRegister(_ => context.Abort(), null))
        {
            await next(context);
        }
    }
}

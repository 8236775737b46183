using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mixer.Server.Hosting;

/// <summary>A bare HTTP server on a socket that already listens: no configuration, no signals, no files. The socket becomes the application's.</summary>
internal static class KestrelHost
{
    public static WebApplicationBuilder CreateBuilder(Socket listener, ILoggerFactory loggers, Action<KestrelServerOptions> limits, Action<ListenOptions> listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => listener);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            limits(kestrel);
            if (listener.LocalEndPoint is UnixDomainSocketEndPoint unix)
            {
                kestrel.ListenUnixSocket(unix.ToString(), listen);
            }
            else
            {
                kestrel.Listen((IPEndPoint)listener.LocalEndPoint!, listen);
            }
        });
        return builder;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Mixer.Server.Hosting;

/// <summary>Serves the monitoring pages.</summary>
internal static class MonitoringHost
{
    public static async Task<IAsyncDisposable> StartAsync(MonitoringContext context, CancellationToken cancellation)
    {
        var app = KestrelHost.CreateBuilder(context.Listener, context.Loggers, _ => { }, listen => listen.Protocols = HttpProtocols.Http1).Build();
        app.Run(context.Pages.InvokeAsync);
        try
        {
            await app.StartAsync(cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}

using System.Text;
using Microsoft.AspNetCore.Http;
using Mixer.CommandLine;
using Mixer.Server.Explaining;
using Mixer.Server.Probes;
using Prometheus;

namespace Mixer.Server.Monitoring;

/// <summary>The pages of the monitoring port (spec 07 section 6), and what orchestrators ask: <c>/healthz</c> and <c>/readyz</c>.</summary>
internal sealed class MonitoringPages(CollectorRegistry registry, HealthState health, ExplainPage explain, MixerServerOptions options)
{
    private const string PlainText = "text/plain; charset=utf-8";

    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.Value switch
        {
            "/metrics" => MetricsAsync(context.Response),
            "/version" => TextAsync(context.Response, StatusCodes.Status200OK, BuildInfo.Short),
            "/healthz" => HealthAsync(context.Response, health.LivenessFault()),
            "/readyz" => HealthAsync(context.Response, health.ReadinessFault()),
            "/debug/explain" => explain.InvokeAsync(context),
            "/debug/pprof/cmdline" when options.EnableProfiling =>
                TextAsync(context.Response, StatusCodes.Status200OK, string.Join('\0', Environment.GetCommandLineArgs())),
            _ => TextAsync(context.Response, StatusCodes.Status404NotFound, "404 page not found\n"),
        };

    private async Task MetricsAsync(HttpResponse response)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text);
        response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        response.ContentLength = text.Length;
        text.Position = 0;
        await text.CopyToAsync(response.Body);
    }

    private static Task HealthAsync(HttpResponse response, string? fault) =>
        TextAsync(response, fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, fault ?? "ok");

    private static Task TextAsync(HttpResponse response, int code, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.StatusCode = code;
        response.ContentType = PlainText;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}

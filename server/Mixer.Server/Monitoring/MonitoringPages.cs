using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mixer.CommandLine;
using Mixer.Config.Model;
using Mixer.Server.Explaining;
using Mixer.Server.Probes;

namespace Mixer.Server.Monitoring;

/// <summary>The pages of the monitoring port (spec 07 section 6), and what orchestrators ask: <c>/healthz</c> and <c>/readyz</c>.</summary>
internal sealed class MonitoringPages(MetricsPage metrics, HealthState health, ExplainPage explain, ProfilingPages profiling, Func<ConfigState> configuration)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Request.Path.Value switch
        {
            "/metrics" => metrics.InvokeAsync(context),
            "/version" => PlainText.WriteAsync(context.Response, StatusCodes.Status200OK, BuildInfo.Short),
            "/healthz" => HealthAsync(context.Response, health.LivenessFault(), ""),
            "/readyz" => HealthAsync(context.Response, health.ReadinessFault(), Note(configuration())),
            "/debug/explain" => explain.InvokeAsync(context),
            _ => profiling.Find(context.Request.Path.Value) is { } page
                ? page(context)
                : PlainText.WriteAsync(context.Response, StatusCodes.Status404NotFound, "404 page not found\n"),
        };

    private static Task HealthAsync(HttpResponse response, string? fault, string note) =>
        PlainText.WriteAsync(response, fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, fault ?? "ok" + note);

    // Not a fault: what is in effect works, and a mistake in the configuration must not take every server out of service.
    private static string Note(ConfigState state) => state.ErrorCount == 0 && state.RefusedId is null
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"\nconfiguration {state.Id} is in effect, but there are errors: {state.ErrorCount}; last good version in effect: {state.Count(ResourceState.Superseded)}, without effect: {state.Count(ResourceState.Refused)}\n");
}

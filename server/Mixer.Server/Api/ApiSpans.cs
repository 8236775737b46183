using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Mixer.Sdk;
using Mixer.Tracing;

namespace Mixer.Server.Api;

/// <summary>The spans of calls to the API (spec 07 section 14); nothing while no traces are exported. Stateless.</summary>
internal static class ApiSpans
{
    /// <summary>The span of a call, a child of the caller's if the headers name one.</summary>
    public static Activity? Start(HttpRequest request) => Tracer.Source.HasListeners() ? StartTraced(request) : null;

    /// <summary>A step of a call.</summary>
    public static Activity? Start(string name) => Tracer.Source.HasListeners() ? Tracer.Source.StartActivity(name) : null;

    /// <summary>A step of a Report.</summary>
    public static Activity? StartSet(int index) =>
        Tracer.Source.HasListeners() ? Tracer.Source.StartActivity(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"attribute bag {index}")) : null;

    /// <summary>Notes how the call ended.</summary>
    public static void End(Activity? span, Status status)
    {
        if (span is not null)
        {
            span.SetTag("rpc.system", "grpc").SetTag("rpc.grpc.status_code", (int)status.Code);
            Fail(span, status.IsOk ? null : status.Message ?? "");
            span.Dispose();
        }
    }

    /// <summary>Notes that a step failed; null for no failure.</summary>
    public static void Fail(Activity? span, string? error)
    {
        if (error is not null)
        {
            span?.SetTag("error", true).SetStatus(ActivityStatusCode.Error, error);
        }
    }

    // On its own, so that calls that nobody traces do not pay for the closure.
    private static Activity? StartTraced(HttpRequest request)
    {
        // Without this the host's own activity, which nobody exports, would be taken for the parent.
        Activity.Current = null;
        var parent = TraceContext.Extract(name => request.Headers.TryGetValue(name, out var value) ? value.ToString() : null);
        return Tracer.Source.StartActivity(request.Path.Value!, ActivityKind.Server, parent);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mixer.Sdk;
using Mixer.Server.Introspection;
using Mixer.Server.LoadShedding;

namespace Mixer.Server.Api;

/// <summary>
/// The service <c>istio.mixer.v1.Mixer</c> on HTTP/2: translates between gRPC and the pipelines and knows nothing else. Requests are decoded straight
/// from their bytes; a failure of one call is that call's answer.
/// </summary>
internal sealed class ApiEndpoint(
    ApiCallPool calls,
    CheckPipeline checks,
    ReportPipeline reports,
    LoadShedder shedder,
    GrpcServerMetrics metrics,
    RecentCalls recent,
    MixerServerOptions options,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private const string Service = "/istio.mixer.v1.Mixer/";
    private readonly ILogger _log = loggers.CreateLogger("api");
    private readonly GrpcMethodMetrics _check = metrics.ForMethod("Check");
    private readonly GrpcMethodMetrics _report = metrics.ForMethod("Report");

    /// <summary>Answers Check and Report; everything else goes to <paramref name="next"/>.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value;
        var isReport = path == Service + "Report";
        if (!isReport && path != Service + "Check")
        {
            return next(context);
        }

        return IsCall(context.Request) ? RunAsync(context, isReport ? _report : _check, isReport) : RefuseAsync(context);
    }

    /// <summary>Answers calls that nobody serves.</summary>
    public static Task RefuseAsync(HttpContext context)
    {
        if (IsCall(context.Request))
        {
            GrpcMessages.WriteStatus(context.Response, new Status(StatusCode.Unimplemented, UnknownMethod(context.Request.Path.Value ?? "")));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        }

        return Task.CompletedTask;
    }

    private static bool IsCall(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true && HttpMethods.IsPost(request.Method);

    private async Task RunAsync(HttpContext context, GrpcMethodMetrics method, bool isReport)
    {
        var call = calls.Rent();
        call.Context = context;
        var status = await GrpcMessages.ReadAsync(context.Request, options.MaxMessageSize, call);
        string? malformed = null;
        if (status.IsOk && (isReport ? !call.Report.TryRead(call.Message, out malformed) : !call.Check.TryRead(call.Message, out malformed)))
        {
            status = new Status(StatusCode.Internal, "grpc: error unmarshalling request: " + malformed);
        }

        if (status.IsOk)
        {
            status = await AnswerAsync(context.Request, call, method, isReport);
        }

        if (status.IsOk)
        {
            GrpcMessages.Write(context.Response, call);
        }
        else
        {
            GrpcMessages.WriteStatus(context.Response, status);
        }

        calls.Return(call);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Status> AnswerAsync(HttpRequest request, ApiCall call, GrpcMethodMetrics method, bool isReport)
    {
        var started = time.GetTimestamp();
        method.Started();
        var span = ApiSpans.Start(request);
        Status status;
        try
        {
            status = await (isReport ? reports.ReportAsync(call) : checks.CheckAsync(call));
        }
        catch (OperationCanceledException) when (request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            status = new Status(StatusCode.Cancelled, "context canceled");
        }
#pragma warning disable CA1031 // The last line of defence: whatever one call throws is the answer to that call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            ApiLog.CallFailed(_log, e);
            call.IsBroken = true;
            status = new Status(StatusCode.Internal, "internal error: " + e.Message);
        }

        ApiSpans.End(span, status);
        var elapsed = time.GetElapsedTime(started);
        method.Handled(status.Code, elapsed);
        if (shedder.MeasuresLatency)
        {
            shedder.Observe(elapsed);
        }

        if (recent.IsRecording)
        {
            recent.Add(isReport, call.Message.Span, status.IsOk ? call.Verdict : status, call.FromCache, elapsed);
        }

        return status;
    }

    private static string UnknownMethod(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? $"malformed method name: \"{path}\""
            : path.StartsWith(Service, StringComparison.Ordinal) ? "unknown method " + path[(slash + 1)..]
            : "unknown service " + path[1..slash];
    }
}

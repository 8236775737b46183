using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using Mixer.Server.LoadShedding;

namespace Mixer.Server.Api;

/// <summary>
/// The service <c>istio.mixer.v1.Mixer</c> on HTTP/2: translates between gRPC and the pipelines and knows nothing else. Requests are decoded straight
/// from their bytes; a failure of one call is that call's answer.
/// </summary>
internal sealed class ApiEndpoint(
    CheckPipeline checks, ReportPipeline reports, LoadShedder shedder, GrpcServerMetrics metrics, MixerServerOptions options, TimeProvider time, ILoggerFactory loggers)
{
    private const string Service = "/istio.mixer.v1.Mixer/";
    private static readonly ReportResponse EmptyReport = new();
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
        var (bytes, fault) = await GrpcMessages.ReadAsync(context.Request, options.MaxMessageSize);
        if (bytes is null)
        {
            GrpcMessages.WriteStatus(context.Response, fault);
            return;
        }

        CheckRequestFrame? check = null;
        ReportRequestFrame? report = null;
        if (isReport ? !ReportRequestFrame.TryParse(bytes, out report, out var error) : !CheckRequestFrame.TryParse(bytes, out check, out error))
        {
            GrpcMessages.WriteStatus(context.Response, new Status(StatusCode.Internal, "grpc: error unmarshalling request: " + error));
            return;
        }

        var started = time.GetTimestamp();
        method.Started();
        var span = ApiSpans.Start(context.Request);
        var (status, message) = await AnswerAsync(check, report);
        if (message is null)
        {
            GrpcMessages.WriteStatus(context.Response, status);
        }
        else
        {
            GrpcMessages.Write(context.Response, message);
        }

        ApiSpans.End(span, status);
        var elapsed = time.GetElapsedTime(started);
        method.Handled(status.Code, elapsed);
        if (shedder.MeasuresLatency)
        {
            shedder.Observe(elapsed);
        }
    }

    private async ValueTask<(Status Status, IMessage? Message)> AnswerAsync(CheckRequestFrame? check, ReportRequestFrame? report)
    {
        try
        {
            if (check is not null)
            {
                var reply = await checks.CheckAsync(check);
                return (reply.Status, reply.Response);
            }

            var status = await reports.ReportAsync(report!);
            return (status, status.IsOk ? EmptyReport : null);
        }
#pragma warning disable CA1031 // The last line of defence: whatever one call throws is the answer to that call.
        catch (Exception e)
#pragma warning restore CA1031
        {
            ApiLog.CallFailed(_log, e);
            return (new Status(StatusCode.Internal, "internal error: " + e.Message), null);
        }
    }

    private static string UnknownMethod(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash <= 0 ? $"malformed method name: \"{path}\""
            : path.StartsWith(Service, StringComparison.Ordinal) ? "unknown method " + path[(slash + 1)..]
            : "unknown service " + path[1..slash];
    }
}

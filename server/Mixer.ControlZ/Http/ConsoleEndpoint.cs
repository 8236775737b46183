using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mixer.ControlZ.Topics;

namespace Mixer.ControlZ.Http;

/// <summary>Answers every request: guard, topics' JSON, pages, files; then 404 for GET and 405 for other methods (spec 07 section 7).</summary>
internal sealed class ConsoleEndpoint
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly RequestGuard _guard;
    private readonly ILogger _log;
    private readonly WebFiles _files = new();
    private readonly RouteTable _routes = new();
    private readonly Pages _pages;

    public ConsoleEndpoint(IReadOnlyList<Topic> topics, RequestGuard guard, ILogger log)
    {
        _guard = guard;
        _log = log;
        _pages = new Pages(_files, topics);
        foreach (var topic in topics)
        {
            topic.AddRoutes(_routes);
            _routes.Get(topic.Page, context => _pages.TopicAsync(context, topic));
        }

        // The reference answers anything below the page of the scopes.
        var scopes = topics.First(topic => topic is ScopeTopic);
        _routes.Get("/scopez", context => _pages.TopicAsync(context, scopes));
        BelowScopes = context => _pages.TopicAsync(context, scopes);
    }

    private RequestDelegate BelowScopes { get; }

    public async Task InvokeAsync(HttpContext context)
    {
        AddSafetyHeaders(context.Response.Headers);
        if (_guard.FaultOf(context.Request) is { } fault)
        {
            await Reply.TextAsync(context, StatusCodes.Status403Forbidden, fault).ConfigureAwait(false);
            return;
        }

        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Reply.TextAsync(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The visitor has gone.
        }
#pragma warning disable CA1031 // The last line of defence: whatever a topic throws is the answer to that request.
        catch (Exception exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            ControlZLog.RequestFailed(_log, context.Request.Path, exception);
            await Reply.TextAsync(context, StatusCodes.Status500InternalServerError, "internal error: " + exception.Message).ConfigureAwait(false);
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var path = context.Request.Path.Value ?? "/";
        if (_routes.Find(method, path) is { } run)
        {
            return run(context);
        }

        if (!HttpMethods.IsGet(method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        if (_files.Find(path) is { } send)
        {
            return send(context);
        }

        if (path.StartsWith("/scopez/", StringComparison.Ordinal))
        {
            return BelowScopes(context);
        }

        if (_routes.Find(method, path + "/") is not null)
        {
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = path + "/";
            return Task.CompletedTask;
        }

        return _pages.NotFoundAsync(context);
    }

    private static void AddSafetyHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}

using Microsoft.AspNetCore.Http;
using Mixer.ControlZ;

namespace Mixer.Server.Monitoring;

/// <summary>
/// What .NET has in the place of pprof, under <c>/debug/</c>: counters, traces, and dumps if they are allowed. One trace or dump at a time. Pages of other sites get nothing.
/// </summary>
internal sealed class ProfilingPages(bool isOn, bool allowsDumps, TimeProvider time) : IDisposable
{
    private const string Index = """
        /debug/dotnet/counters            what the runtime's meters measure, as JSON; ?format=text for people
        /debug/dotnet/trace?seconds=10    a trace in the nettrace format, for dotnet-trace, PerfView, Visual Studio or speedscope; at most 60 seconds.
                                          &profile=cpu (default), gc, contention or exceptions
        /debug/dotnet/dump                POST: a memory dump, for dotnet-dump; ?type=mini (default), heap or full; needs --profileDumps
        /debug/pprof/cmdline              the command line, words ended by NUL, secrets masked

        """;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>What answers <paramref name="path"/>; null if nothing does.</summary>
    public RequestDelegate? Find(string? path)
    {
        if (!isOn)
        {
            return null;
        }

        RequestDelegate? page = path switch
        {
            "/debug/pprof" => Moved,
            "/debug/pprof/" or "/debug/dotnet/" => context => PlainText.WriteAsync(context.Response, StatusCodes.Status200OK, Index),
            "/debug/pprof/cmdline" => CommandLineAsync,
            "/debug/dotnet/counters" => CountersAsync,
            "/debug/dotnet/trace" => context => OneAtATimeAsync(context, TracePage.AnswerAsync),
            "/debug/dotnet/dump" => DumpAsync,
            _ => null,
        };
        return page is null ? null : context => IsFromAnotherSite(context.Request)
            ? PlainText.WriteAsync(context.Response, StatusCodes.Status403Forbidden, "not for pages of other sites\n")
            : page(context);
    }

    public void Dispose() => _one.Dispose();

    private static bool IsFromAnotherSite(HttpRequest request) => request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site == "cross-site";

    private static Task Moved(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = "/debug/pprof/";
        return Task.CompletedTask;
    }

    private static Task CommandLineAsync(HttpContext context) =>
        PlainText.WriteAsync(context.Response, StatusCodes.Status200OK, string.Join('\0', SecretMask.Arguments(Environment.GetCommandLineArgs())));

    private Task CountersAsync(HttpContext context)
    {
        var asText = context.Request.Query["format"] == "text";
        return PlainText.WriteAsync(
            context.Response,
            StatusCodes.Status200OK,
            MeterReading.Read(asText, time.GetUtcNow()),
            asText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
    }

    private Task DumpAsync(HttpContext context) =>
        !allowsDumps ? PlainText.WriteAsync(context.Response, StatusCodes.Status403Forbidden, "dumps hold everything that requests carried; start the server with --profileDumps to allow them\n")
        : !HttpMethods.IsPost(context.Request.Method) ? PlainText.WriteAsync(context.Response, StatusCodes.Status405MethodNotAllowed, "a dump stops the process for a while: ask for it with POST\n")
        : OneAtATimeAsync(context, DumpPage.AnswerAsync);

    private async Task OneAtATimeAsync(HttpContext context, RequestDelegate answer)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, context.RequestAborted))
        {
            await PlainText.WriteAsync(context.Response, StatusCodes.Status409Conflict, "another trace or dump is being taken\n");
            return;
        }

        try
        {
            await answer(context);
        }
        finally
        {
            _one.Release();
        }
    }
}

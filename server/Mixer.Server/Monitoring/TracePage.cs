using System.Buffers;
using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Diagnostics.NETCore.Client;

namespace Mixer.Server.Monitoring;

/// <summary>Traces this process for some seconds through its own diagnostic port, and sends the trace while it is made. Bounded in time and size.</summary>
internal static class TracePage
{
    private const int LongestSeconds = 60;
    private const long MostBytes = 256 << 20;
    private const int BufferMegabytes = 64;

    // Garbage collector, loader, methods, exceptions, threads, stacks: what dotnet-trace's cpu-sampling asks for.
    private const long CommonKeywords = 0x14C14FCCBD;

    public static async Task AnswerAsync(HttpContext context)
    {
        if (ProvidersOf(context.Request.Query["profile"].ToString()) is not { } providers || !TryReadSeconds(context.Request, out var seconds))
        {
            await PlainText.WriteAsync(
                context.Response, StatusCodes.Status400BadRequest, "seconds must be 1 to 60, profile cpu, gc, contention or exceptions\n");
            return;
        }

        var client = new DiagnosticsClient(Environment.ProcessId);
        EventPipeSession session;
        try
        {
            session = await client.StartEventPipeSessionAsync(providers, requestRundown: true, BufferMegabytes, context.RequestAborted);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException)
        {
            // DOTNET_EnableDiagnostics=0 closes the port.
            await PlainText.WriteAsync(context.Response, StatusCodes.Status501NotImplemented, $"this process cannot be traced: {e.Message}\n");
            return;
        }

        using (session)
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.Headers.ContentDisposition = "attachment; filename=mixs.nettrace";
            var stopping = StopAsync(session, TimeSpan.FromSeconds(seconds), context.RequestAborted);
            await CopyAsync(session.EventStream, context.Response.Body, context.RequestAborted);
            await stopping;
        }
    }

    private static async Task StopAsync(EventPipeSession session, TimeSpan after, CancellationToken cancellation)
    {
        await Task.Delay(after, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await session.StopAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is ServerNotAvailableException or EndOfStreamException or IOException or TimeoutException)
        {
            // The session has ended by itself.
        }
    }

    private static async Task CopyAsync(Stream events, Stream output, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            int read;
            for (var left = MostBytes; left > 0 && (read = await events.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellation)) > 0; left -= read)
            {
                await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool TryReadSeconds(HttpRequest request, out int seconds)
    {
        seconds = 10;
        return !request.Query.TryGetValue("seconds", out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds is >= 1 and <= LongestSeconds);
    }

    private static EventPipeProvider[]? ProvidersOf(string profile)
    {
        const string Runtime = "Microsoft-Windows-DotNETRuntime";
        return profile switch
        {
            "" or "cpu" =>
            [
                new("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational),
                new(Runtime, EventLevel.Informational, CommonKeywords),
            ],
            "gc" => [new(Runtime, EventLevel.Informational, 0x1)],
            "contention" => [new(Runtime, EventLevel.Informational, 0x40014000)],
            "exceptions" => [new(Runtime, EventLevel.Error, 0x40008000)],
            _ => null,
        };
    }
}

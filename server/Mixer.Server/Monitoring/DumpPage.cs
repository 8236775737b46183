using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Diagnostics.NETCore.Client;

namespace Mixer.Server.Monitoring;

/// <summary>Writes a dump of this process to a temporary file, sends it and removes it. The process stands still while it is written, so it is bounded in size and time.</summary>
internal static class DumpPage
{
    private const long MostBytes = 8L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public static async Task AnswerAsync(HttpContext context)
    {
        DumpType? type = context.Request.Query["type"].ToString() switch { "" or "mini" => DumpType.Normal, "heap" => DumpType.WithHeap, "full" => DumpType.Full, _ => null };
        if (type is null)
        {
            await PlainText.WriteAsync(context.Response, StatusCodes.Status400BadRequest, "type must be mini, heap or full\n");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("mixs-dump-");
        try
        {
            if (FaultOf(folder) is { } fault)
            {
                await PlainText.WriteAsync(context.Response, StatusCodes.Status507InsufficientStorage, fault);
                return;
            }

            var path = Path.Combine(folder.FullName, "mixs.dmp");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
            limit.CancelAfter(Longest);
            await new DiagnosticsClient(Environment.ProcessId).WriteDumpAsync(type.Value, path, WriteDumpFlags.None, limit.Token);
            await using var dump = File.OpenRead(path);
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = dump.Length;
            context.Response.Headers.ContentDisposition = "attachment; filename=mixs.dmp";
            await dump.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException or UnauthorizedAccessException && !context.Response.HasStarted)
        {
            await PlainText.WriteAsync(context.Response, StatusCodes.Status501NotImplemented, $"no dump of this process can be taken: {e.Message}\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A dump is about as large as the memory in use.
    private static string? FaultOf(DirectoryInfo folder)
    {
        var needed = Environment.WorkingSet;
        var free = new DriveInfo(folder.FullName).AvailableFreeSpace;
        return needed > MostBytes ? string.Create(CultureInfo.InvariantCulture, $"the process uses {needed >> 20} MiB, of which no dump is taken over the network\n")
            : free < 2 * needed ? string.Create(CultureInfo.InvariantCulture, $"there are only {free >> 20} MiB free in the folder for temporary files; about {needed >> 20} are needed\n")
            : null;
    }
}

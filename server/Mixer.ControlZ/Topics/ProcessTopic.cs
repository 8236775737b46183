using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The process as the operating system sees it.</summary>
internal sealed class ProcessTopic(TimeProvider time, string group) : Topic("proc", "Process Info", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Get(Json, context => Reply.JsonAsync(context, Read(), ControlZJson.Instance.ProcessView));

    private ProcessView Read()
    {
        using var process = Process.GetCurrentProcess();
        var status = ReadStatus();
        var started = new DateTimeOffset(process.StartTime.ToUniversalTime(), TimeSpan.Zero);
        return new ProcessView
        {
            User = Number(status, "Uid", 0),
            EffectiveUser = Number(status, "Uid", 1),
            Group = Number(status, "Gid", 0),
            EffectiveGroup = Number(status, "Gid", 1),
            Groups = status.TryGetValue("Groups", out var groups) ? [.. groups.Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [],
            Id = Environment.ProcessId,
            Parent = Number(status, "PPid", 0),
            WorkingDirectory = Environment.CurrentDirectory,
            HostName = Environment.MachineName,
            TemporaryFolder = Path.GetTempPath(),
            Threads = process.Threads.Count,
            PoolThreads = ThreadPool.ThreadCount,
            PendingWork = ThreadPool.PendingWorkItemCount,
            Started = started,
            UptimeSeconds = (time.GetUtcNow() - started).TotalSeconds,
            CpuSeconds = process.TotalProcessorTime.TotalSeconds,
            Processors = Environment.ProcessorCount,
            Runtime = RuntimeInformation.FrameworkDescription,
            System = RuntimeInformation.OSDescription,
            Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        };
    }

    private static int Number(Dictionary<string, string[]> status, string name, int index) =>
        status.TryGetValue(name, out var values) && index < values.Length && int.TryParse(values[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // Lines of "Name: value value ..."; only Linux has the file.
    private static Dictionary<string, string[]> ReadStatus()
    {
        const string File = "/proc/self/status";
        Dictionary<string, string[]> fields = [];
        if (System.IO.File.Exists(File))
        {
            foreach (var line in System.IO.File.ReadLines(File))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    fields[line[..colon]] = line[(colon + 1)..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                }
            }
        }

        return fields;
    }
}

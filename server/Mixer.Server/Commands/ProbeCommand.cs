using System.Globalization;
using Mixer.CommandLine;
using Mixer.Sdk.Values;

namespace Mixer.Server.Commands;

/// <summary><c>mixs probe</c>: says whether the file of a probe is fresh (spec 07 section 8).</summary>
internal static class ProbeCommand
{
    private static readonly Duration Slack = new(10 * Duration.Millisecond);

    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
    {
        Func<Task<int>>? run = null;
        var command = new Command("probe", "Check the liveness or readiness of a locally-running server") { Run = () => run!() };
        var path = command.Flags.String("probe-path", "", "Path of the file for checking the availability.");
        var interval = command.Flags.Duration("interval", Duration.Zero, "Duration used for checking the target file's last modified time.");
        _ = new LogFlags(command.Flags);
        run = async () =>
        {
            var fault = Inspect(path.Value, interval.Value, time);
            await (fault is null ? output : error).WriteLineAsync(fault ?? "OK");
            return fault is null ? 0 : CommandRunner.Failure;
        };
        return command;
    }

    private static string? Inspect(string path, Duration interval, TimeProvider time)
    {
        if (path.Length == 0 || interval.Nanoseconds <= 0)
        {
            return "Some options are not valid";
        }

        if (!File.Exists(path))
        {
            return $"Fail on inspecting path {path}: stat {path}: no such file or directory";
        }

        var limit = new Duration(interval.Nanoseconds + Slack.Nanoseconds);
        var modified = File.GetLastWriteTimeUtc(path);
        if (time.GetUtcNow().UtcDateTime - modified <= limit.ToTimeSpan())
        {
            return null;
        }

        var text = modified.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return $"Fail on inspecting path {path}: file {path} is too old (last modified time {text} +0000 UTC, should be within {limit})";
    }
}

using Mixer.CommandLine;
using Mixer.Server.Logging;

namespace Mixer.Server.Commands;

/// <summary>The flags <c>--log_*</c>, which the server and the probe have.</summary>
internal sealed class LogFlags
{
    private readonly ListFlag _targets;
    private readonly Flag<string> _rotate;
    private readonly Flag<long> _maxAge;
    private readonly Flag<long> _maxSize;
    private readonly Flag<long> _maxBackups;
    private readonly Flag<bool> _asJson;
    private readonly Flag<string> _outputLevel;
    private readonly Flag<string> _stackTraceLevel;
    private readonly Flag<string> _callers;

    public LogFlags(FlagSet flags)
    {
        _targets = flags.Add(new ListFlag("stderr")
        {
            Name = "log_target",
            Usage = "The set of paths where to output the log. This can be any path as well as the special values stdout and stderr",
            TypeName = "stringArray",
            DefaultText = "[stderr]",
        });
        _rotate = flags.String("log_rotate", "", "The path for the optional rotating log file");
        _maxAge = flags.Integer("log_rotate_max_age", "int", 30, 0, int.MaxValue, "The maximum age in days of a log file beyond which the file is rotated (0 indicates no limit)");
        _maxSize = flags.Integer("log_rotate_max_size", "int", 100, 1, 1 << 20, "The maximum size in megabytes of a log file beyond which the file is rotated");
        _maxBackups = flags.Integer("log_rotate_max_backups", "int", 1000, 0, int.MaxValue, "The maximum number of log file backups to keep before older files are deleted (0 indicates no limit)");
        _asJson = flags.Bool("log_as_json", false, "Whether to format output as JSON or in plain console-friendly format");
        _outputLevel = flags.String("log_output_level", "default:info", "The minimum logging level of messages to output, can be in the form of <scope>:<level>,<scope>:<level>,...");
        _stackTraceLevel = flags.String("log_stacktrace_level", "default:none", "The minimum logging level at which stack traces are captured, can be in the form of <scope>:<level>,<scope>:<level>,...");
        _callers = flags.String("log_caller", "", "Comma-separated list of scopes for which to include caller information, scopes can be any of [adapters, api, attributes, default, grpcAdapter, loadshedding]");
    }

    public LogOptions ToOptions() =>
        new()
        {
            Targets = _targets.Values,
            RotatePath = _rotate.Value,
            RotateMaxAgeDays = _maxAge.Value,
            RotateMaxMegabytes = _maxSize.Value,
            RotateMaxBackups = _maxBackups.Value,
            AsJson = _asJson.Value,
            OutputLevel = _outputLevel.Value,
            StackTraceLevel = _stackTraceLevel.Value,
            Callers = _callers.Value,
        };
}

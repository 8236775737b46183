using Serilog.Events;

namespace Mixer.Server.Logging;

/// <summary>
/// One scope of the log and what may change about it while the server runs. Levels count as those of the logging abstractions: 1 debug, 2 info,
/// 3 warn, 4 error, 5 none. Thread-safe.
/// </summary>
internal sealed class LogScope(string name, string description)
{
    private volatile int _outputLevel = (int)LogEventLevel.Information;
    private volatile int _stackTraceLevel = LogScopes.None;
    private volatile bool _logCallers;

    public string Name { get; } = name;

    public string Description { get; } = description;

    /// <summary>Lines below this level are not written.</summary>
    public int OutputLevel { get => _outputLevel; set => _outputLevel = value; }

    /// <summary>Lines of this level and above carry a stack.</summary>
    public int StackTraceLevel { get => _stackTraceLevel; set => _stackTraceLevel = value; }

    /// <summary>Lines tell the source file and line that wrote them.</summary>
    public bool LogCallers { get => _logCallers; set => _logCallers = value; }
}

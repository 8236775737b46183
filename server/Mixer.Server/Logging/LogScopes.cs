using Serilog.Events;

namespace Mixer.Server.Logging;

/// <summary>The scopes of the log and their levels, which may change while the server runs. Thread-safe.</summary>
internal sealed class LogScopes
{
    /// <summary>Above every level: nothing is written.</summary>
    public const int None = 5;

    public const string Default = "default";

    private static readonly string[] Levels = ["debug", "info", "warn", "error", "none"];

    private readonly Dictionary<string, LogScope> _scopes = new(StringComparer.Ordinal)
    {
        ["adapters"] = new("Messages from adapters"),
        ["api"] = new("API dispatcher messages."),
        ["attributes"] = new("Attribute-related messsages."),
        [Default] = new("Unscoped logging messages."),
        ["grpcAdapter"] = new("dynamic proto encoder debugging"),
        ["loadshedding"] = new("Information related to loadshedding"),
    };

    /// <summary>The scope of a logger's category; everything that is no scope of its own belongs to the default one.</summary>
    public LogScope Of(string? category) => category is not null && _scopes.TryGetValue(category, out var scope) ? scope : _scopes[Default];

    /// <summary>True if a logger named <paramref name="category"/> writes lines of <paramref name="level"/>.</summary>
    public bool IsEnabled(string? category, Microsoft.Extensions.Logging.LogLevel level)
    {
        var least = Of(category).OutputLevel;
        if (category is not null && (category.StartsWith("Microsoft.", StringComparison.Ordinal) || category.StartsWith("System.", StringComparison.Ordinal)))
        {
            // The framework tells about every request; only its warnings are of use to an operator.
            least = Math.Max(least, (int)LogEventLevel.Warning);
        }

        return (int)level >= least;
    }

    /// <summary>True if lines of <paramref name="level"/> carry a stack.</summary>
    public bool WantsStack(string? category, LogEventLevel level) => (int)level >= Of(category).StackTraceLevel;

    public static string WordOf(LogEventLevel level) =>
        level switch
        {
            <= LogEventLevel.Debug => "debug",
            LogEventLevel.Information => "info",
            LogEventLevel.Warning => "warn",
            _ => "error",
        };

    /// <summary>Applies <c>[scope:]level,...</c>; null, or what is wrong with it.</summary>
    public string? Apply(string text, Action<LogScope, int> set)
    {
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = part.Split(':');
            if (words.Length > 2)
            {
                return $"invalid output level format '{part}'";
            }

            var level = Array.IndexOf(Levels, words[^1]);
            if (level < 0)
            {
                return $"invalid output level '{words[^1]}'";
            }

            var name = words.Length == 1 ? Default : words[0];
            if (!_scopes.TryGetValue(name, out var scope))
            {
                return $"unknown scope '{name}' specified";
            }

            set(scope, level + 1);
        }

        return null;
    }
}

/// <summary>One scope of the log. Levels count as those of the logging abstractions: 1 debug ... 4 error, 5 none.</summary>
internal sealed class LogScope(string description)
{
    private volatile int _outputLevel = (int)LogEventLevel.Information;
    private volatile int _stackTraceLevel = LogScopes.None;

    public string Description { get; } = description;

    public int OutputLevel { get => _outputLevel; set => _outputLevel = value; }

    public int StackTraceLevel { get => _stackTraceLevel; set => _stackTraceLevel = value; }
}

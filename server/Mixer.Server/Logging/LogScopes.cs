using Serilog.Events;

namespace Mixer.Server.Logging;

/// <summary>The scopes of the log and their levels, which may change while the server runs: the one place to change them. Thread-safe.</summary>
internal sealed class LogScopes
{
    /// <summary>Above every level: nothing is written.</summary>
    public const int None = 5;

    public const string Default = "default";

    private static readonly string[] Levels = ["debug", "info", "warn", "error", "none"];

    private readonly Dictionary<string, LogScope> _scopes;

    public LogScopes()
    {
        All =
        [
            new("adapters", "Messages from adapters"),
            new("api", "API dispatcher messages."),
            new("attributes", "Attribute-related messsages."),
            new(Default, "Unscoped logging messages."),
            new("grpcAdapter", "dynamic proto encoder debugging"),
            new("loadshedding", "Information related to loadshedding"),
        ];
        _scopes = All.ToDictionary(scope => scope.Name, StringComparer.Ordinal);
    }

    /// <summary>All scopes by name.</summary>
    public IReadOnlyList<LogScope> All { get; }

    /// <summary>The scope of that name; null if there is none.</summary>
    public LogScope? Find(string name) => _scopes.GetValueOrDefault(name);

    /// <summary>The scope of a logger's category; everything that is no scope of its own belongs to the default one.</summary>
    public LogScope Of(string? category) => category is not null && _scopes.TryGetValue(category, out var scope) ? scope : _scopes[Default];

    /// <summary>True if a logger named <paramref name="category"/> writes lines of <paramref name="level"/>.</summary>
    public bool IsEnabled(string? category, Microsoft.Extensions.Logging.LogLevel level)
    {
        var least = Of(category).OutputLevel;
        if (category is not null && (category.StartsWith("Microsoft.", StringComparison.Ordinal) || category.StartsWith("System.", StringComparison.Ordinal)))
        {
            // A logger that is on at any level makes the host open an activity and a logging scope for every request.
            if (category == "Microsoft.AspNetCore.Hosting.Diagnostics")
            {
                return false;
            }

            // The framework tells about every request; only its warnings are of use to an operator.
            least = Math.Max(least, (int)LogEventLevel.Warning);
        }

        return (int)level >= least;
    }

    /// <summary>The word of a level as flags and ControlZ have it.</summary>
    public static string WordOf(int level) => Levels[Math.Clamp(level, 1, None) - 1];

    /// <summary>The word of a line's level.</summary>
    public static string WordOf(LogEventLevel level) => WordOf(Math.Min((int)level, (int)LogEventLevel.Error));

    /// <summary>The level of a word.</summary>
    public static bool TryParseLevel(string? word, out int level)
    {
        level = Array.IndexOf(Levels, word) + 1;
        return level > 0;
    }

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

            if (!TryParseLevel(words[^1], out var level))
            {
                return $"invalid output level '{words[^1]}'";
            }

            var name = words.Length == 1 ? Default : words[0];
            if (Find(name) is not { } scope)
            {
                return $"unknown scope '{name}' specified";
            }

            set(scope, level);
        }

        return null;
    }

    /// <summary>Turns on the callers of <c>scope,...</c>; null, or what is wrong with it.</summary>
    public string? ApplyCallers(string text)
    {
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Find(name) is not { } scope)
            {
                return $"unknown scope '{name}' specified";
            }

            scope.LogCallers = true;
        }

        return null;
    }
}

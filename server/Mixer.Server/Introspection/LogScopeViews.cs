using Mixer.ControlZ.Views;
using Mixer.Server.Logging;

namespace Mixer.Server.Introspection;

/// <summary>The scopes of the log as the console shows and changes them (spec 07 section 7). Thread-safe.</summary>
internal sealed class LogScopeViews(LogScopes scopes)
{
    public IReadOnlyList<LogScopeView> List() =>
        [
            .. scopes.All.Select(scope => new LogScopeView
            {
                Name = scope.Name,
                Description = scope.Description,
                OutputLevel = LogScopes.WordOf(scope.OutputLevel),
                StackTraceLevel = LogScopes.WordOf(scope.StackTraceLevel),
                LogCallers = scope.LogCallers,
            }),
        ];

    /// <summary>Words that are no levels change nothing; whether callers are told always changes.</summary>
    public bool Change(LogScopeView wanted)
    {
        if (scopes.Find(wanted.Name ?? "") is not { } scope)
        {
            return false;
        }

        if (LogScopes.TryParseLevel(wanted.OutputLevel, out var output))
        {
            scope.OutputLevel = output;
        }

        if (LogScopes.TryParseLevel(wanted.StackTraceLevel, out var stacks))
        {
            scope.StackTraceLevel = stacks;
        }

        scope.LogCallers = wanted.LogCallers;
        return true;
    }
}

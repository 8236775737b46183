using Microsoft.Extensions.Logging;

namespace Mixer.Runtime.Handlers;

/// <summary>The logger of one handler: everything carries the handler's name.</summary>
internal sealed class HandlerLogger(ILogger inner, string handlerName) : ILogger
{
    private readonly KeyValuePair<string, object>[] _scope = [new("adapter", handlerName)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        using (inner.BeginScope(_scope))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}

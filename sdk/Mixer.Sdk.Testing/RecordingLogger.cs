using Microsoft.Extensions.Logging;

namespace Mixer.Sdk.Testing;

/// <summary>One line that was logged.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Message">The formatted text.</param>
/// <param name="Exception">What was logged with it.</param>
public sealed record LogLine(LogLevel Level, string Message, Exception? Exception);

/// <summary>Keeps everything that is logged, at every level. Members may be used from any thread.</summary>
public sealed class RecordingLogger : ILogger
{
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A copy of the lines so far, oldest first.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>How many lines so far have <paramref name="text"/> in their message.</summary>
    public int Count(string text) => Lines.Count(line => line.Message.Contains(text, StringComparison.Ordinal));

    /// <summary>Ends when at least <paramref name="times"/> lines have <paramref name="text"/> in their message.</summary>
    public async Task WaitForAsync(string text, int times = 1, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            if (Count(text) >= times)
            {
                return;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        TaskCompletionSource changed;
        lock (_gate)
        {
            _lines.Add(new LogLine(logLevel, formatter(state, exception), exception));
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;
}

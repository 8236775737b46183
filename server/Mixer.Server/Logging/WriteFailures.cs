using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace Mixer.Server.Logging;

/// <summary>Says on a stream that a log line could not be written: the log itself is the wrong place for it. Thread-safe.</summary>
internal sealed class WriteFailures(TextWriter output, TimeProvider time) : ILoggingFailureListener
{
    public static WriteFailures ToStandardError { get; } = new(Console.Error, TimeProvider.System);

    public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        var now = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        output.WriteLine($"{now} log write error: {exception?.Message ?? message}");
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Mixer.Tracing;

/// <summary>
/// Hears what the exporters only tell as events: collectors that do not answer. The same event is passed on at most once a minute. Thread-safe.
/// </summary>
internal sealed class ExportFailures(Action<string> problem, TimeProvider time) : EventListener
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, long> _told = new(StringComparer.Ordinal);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("OpenTelemetry-Exporter-", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Warning);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base constructor already announces sources, before the fields are set.
        if (problem is null || _told is null || eventData.EventName is not { } name)
        {
            return;
        }

        var now = time.GetTimestamp();
        if (_told.TryGetValue(name, out var last) && time.GetElapsedTime(last, now) < Quiet)
        {
            return;
        }

        _told[name] = now;
        var arguments = eventData.Payload?.Select(value => (object?)FirstLine(value)).ToArray() ?? [];
        problem(eventData.Message is { } message ? string.Format(CultureInfo.InvariantCulture, message, arguments) : name);
    }

    // Exceptions come with their whole stack.
    private static string FirstLine(object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }
}

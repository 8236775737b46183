using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>What stands behind a dot: map entries, and the methods of times, durations and addresses. Pure; any thread.</summary>
internal static class TemplateMembers
{
    /// <summary>The member <paramref name="name"/> of <paramref name="target"/>; null for an entry that a map does not have.</summary>
    /// <exception cref="TemplateFault">There is no such member.</exception>
    public static object? Read(object? target, string name, object?[] arguments)
    {
        if (target is Timestamp time && name == "Format")
        {
            return arguments is [string layout] ? GoTimeLayout.Format(time, layout) : throw new TemplateFault("wrong number of args for Format: want 1");
        }

        if (arguments.Length > 0)
        {
            throw new TemplateFault(name + " has arguments but cannot be invoked as function");
        }

        return target switch
        {
            IReadOnlyDictionary<string, AttributeValue> map => map.TryGetValue(name, out var value) ? GoText.Unwrap(value) : null,
            StringMap map => map.TryGetValue(name, out var text) ? text : null,
            Timestamp moment => Read(moment, name),
            Duration span => Read(span, name),
            IpAddress when name == "String" => GoText.Of(target),
            null => throw new TemplateFault("nil pointer evaluating interface {}." + name),
            _ => throw Unknown(target, name),
        };
    }

    private static object Read(Timestamp time, string name)
    {
        var date = new Timestamp(Math.Clamp(time.Seconds, Timestamp.MinSeconds, Timestamp.MaxSeconds), 0).ToDateTimeOffset();
        return name switch
        {
            "Unix" => time.Seconds,
            "UnixNano" => unchecked(time.Seconds * Duration.Second + time.Nanos),
            "Nanosecond" => (long)time.Nanos,
            "Year" => (long)date.Year,
            "Month" => GoTimeLayout.Format(time, "January"),
            "Weekday" => GoTimeLayout.Format(time, "Monday"),
            "Day" => (long)date.Day,
            "YearDay" => (long)date.DayOfYear,
            "Hour" => (long)date.Hour,
            "Minute" => (long)date.Minute,
            "Second" => (long)date.Second,
            "UTC" => time,
            "String" => GoText.Of((object)time),
            _ => throw Unknown(time, name),
        };
    }

    private static object Read(Duration span, string name) =>
        name switch
        {
            "Nanoseconds" => span.Nanoseconds,
            "Seconds" => span.Nanoseconds / 1e9,
            "Minutes" => span.Nanoseconds / 6e10,
            "Hours" => span.Nanoseconds / 3.6e12,
            "String" => span.ToString(),
            _ => throw Unknown(span, name),
        };

    private static TemplateFault Unknown(object target, string name) => new($"can't evaluate field {name} in type {GoFormat.TypeName(target)}");
}

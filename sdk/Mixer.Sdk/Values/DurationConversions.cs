namespace Mixer.Sdk.Values;

/// <summary>Between the protobuf message and <see cref="Duration"/>.</summary>
public static class DurationConversions
{
    /// <summary>The span that <paramref name="message"/> holds; null is zero, and what is beyond 292 years is cut to the nearest that fits.</summary>
    public static Duration ToDuration(this Google.Protobuf.WellKnownTypes.Duration? message)
    {
        if (message is null)
        {
            return Duration.Zero;
        }

        var nanoseconds = (Int128)message.Seconds * Duration.Second + message.Nanos;
        return new Duration((long)Int128.Clamp(nanoseconds, long.MinValue, long.MaxValue));
    }

    /// <summary>A message that holds <paramref name="duration"/>.</summary>
    public static Google.Protobuf.WellKnownTypes.Duration ToMessage(this Duration duration) => new()
    {
        Seconds = duration.Nanoseconds / Duration.Second,
        Nanos = (int)(duration.Nanoseconds % Duration.Second),
    };
}

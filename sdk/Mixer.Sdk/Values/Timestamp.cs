using System.Globalization;

namespace Mixer.Sdk.Values;

/// <summary>A point in time to the nanosecond, as the wire carries it: seconds since 1970-01-01T00:00:00Z and nanoseconds in [0, 1e9).</summary>
/// <param name="Seconds">Whole seconds since the Unix epoch; negative before it.</param>
/// <param name="Nanos">Nanoseconds within the second, always counting forward, in [0, 999999999].</param>
public readonly record struct Timestamp(long Seconds, int Nanos) : IComparable<Timestamp>
{
    /// <summary>Seconds of 0001-01-01T00:00:00Z, the least that a Timestamp message may hold.</summary>
    public const long MinSeconds = -62135596800;

    /// <summary>Seconds of 9999-12-31T23:59:59Z, the most that a Timestamp message may hold.</summary>
    public const long MaxSeconds = 253402300799;

    /// <summary>The same instant of <paramref name="time"/>, whose ticks are 100 ns.</summary>
    public static Timestamp FromDateTimeOffset(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0
            ? new Timestamp(seconds - 1, (int)((rest + TimeSpan.TicksPerSecond) * 100))
            : new Timestamp(seconds, (int)(rest * 100));
    }

    /// <summary>This instant in UTC, cut to 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() =>
        new(DateTime.UnixEpoch.Ticks + Seconds * TimeSpan.TicksPerSecond + Nanos / 100, TimeSpan.Zero);

    /// <inheritdoc/>
    public int CompareTo(Timestamp other) =>
        Seconds != other.Seconds ? Seconds.CompareTo(other.Seconds) : Nanos.CompareTo(other.Nanos);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Timestamp left, Timestamp right) => left.CompareTo(right) <= 0;

    /// <summary>Later than.</summary>
    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Timestamp left, Timestamp right) => left.CompareTo(right) >= 0;

    /// <summary>RFC 3339 in UTC with as many fraction digits as needed, for example <c>2017-07-04T00:01:10.5Z</c>.</summary>
    public override string ToString()
    {
        var text = new DateTime(DateTime.UnixEpoch.Ticks + Seconds * TimeSpan.TicksPerSecond, DateTimeKind.Utc)
            .ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return Nanos == 0
            ? text + "Z"
            : text + "." + Nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0') + "Z";
    }
}

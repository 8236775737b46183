using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>Reads the messages Timestamp and Duration and refuses what they may not hold (spec 01 section 4).</summary>
internal static class WireTimes
{
    private const long MaxDurationSeconds = 315_576_000_000;

    public static bool TryReadTimestamp(ref WireReader reader, out long seconds, out int nanos) =>
        TryReadPair(ref reader, out seconds, out nanos)
        && ((seconds is >= Timestamp.MinSeconds and <= Timestamp.MaxSeconds && nanos is >= 0 and < 1_000_000_000)
            || reader.Fail("timestamp out of range"));

    public static bool TryReadDuration(ref WireReader reader, out long nanoseconds)
    {
        nanoseconds = 0;
        if (!TryReadPair(ref reader, out var seconds, out var nanos))
        {
            return false;
        }

        if (seconds is < -MaxDurationSeconds or > MaxDurationSeconds
            || nanos is <= -1_000_000_000 or >= 1_000_000_000
            || (seconds > 0 && nanos < 0)
            || (seconds < 0 && nanos > 0))
        {
            return reader.Fail("duration out of range");
        }

        var total = (Int128)seconds * Duration.Second + nanos;
        if (total < -long.MaxValue || total > long.MaxValue)
        {
            return reader.Fail("duration out of range");
        }

        nanoseconds = (long)total;
        return true;
    }

    private static bool TryReadPair(ref WireReader reader, out long seconds, out int nanos)
    {
        seconds = 0;
        nanos = 0;
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1:
                    if (reader.TryReadVarint(type, out var first))
                    {
                        seconds = (long)first;
                    }

                    break;
                case 2:
                    if (reader.TryReadVarint(type, out var second))
                    {
                        nanos = unchecked((int)second);
                    }

                    break;
                default:
                    reader.TrySkip(type);
                    break;
            }

            if (reader.Error is not null)
            {
                break;
            }
        }

        return reader.Error is null;
    }
}

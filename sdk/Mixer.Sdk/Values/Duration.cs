using System.Globalization;
using System.Text;

namespace Mixer.Sdk.Values;

/// <summary>A span of time as 64-bit nanoseconds (about 292 years either way), the precision of the wire.</summary>
/// <param name="Nanoseconds">The span in nanoseconds.</param>
public readonly record struct Duration(long Nanoseconds) : IComparable<Duration>
{
    /// <summary>One microsecond, in nanoseconds.</summary>
    public const long Microsecond = 1_000;

    /// <summary>One millisecond, in nanoseconds.</summary>
    public const long Millisecond = 1_000_000;

    /// <summary>One second, in nanoseconds.</summary>
    public const long Second = 1_000_000_000;

    // -2562047h47m16.854775808s, and room.
    private const int MaxTextLength = 40;

    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>The same span; a <see cref="TimeSpan"/> beyond 292 years is cut to the nearest that fits.</summary>
    public static Duration FromTimeSpan(TimeSpan span) =>
        span.Ticks > long.MaxValue / 100 ? new(long.MaxValue)
        : span.Ticks < long.MinValue / 100 ? new(long.MinValue)
        : new(span.Ticks * 100);

    /// <summary>So many seconds.</summary>
    public static Duration FromSeconds(long seconds) => new(checked(seconds * Second));

    /// <summary>This span, cut to 100 ns.</summary>
    public TimeSpan ToTimeSpan() => new(Nanoseconds / 100);

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>Shorter than.</summary>
    public static bool operator <(Duration left, Duration right) => left.Nanoseconds < right.Nanoseconds;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Nanoseconds <= right.Nanoseconds;

    /// <summary>Longer than.</summary>
    public static bool operator >(Duration left, Duration right) => left.Nanoseconds > right.Nanoseconds;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>
    /// The syntax that operators write, for example <c>1h0m0.5s</c>, <c>5m0s</c>, <c>2.5ms</c>, <c>0s</c>: hours and minutes before
    /// seconds from one second up, one unit below it (the reference's language, spec 02 section 5).
    /// </summary>
    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[MaxTextLength];
        return TryFormat(utf8, out var written) ? Encoding.UTF8.GetString(utf8[..written]) : "";
    }

    /// <summary>
    /// Reads the syntax that operators write: an optional sign, then numbers with units (<c>ns us ms s m h</c>), or exactly <c>0</c>
    /// (spec 02 section 5). False if the text is anything else or beyond 64-bit nanoseconds.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Duration duration)
    {
        duration = default;
        var negative = false;
        if (!text.IsEmpty && text[0] is '+' or '-')
        {
            negative = text[0] == '-';
            text = text[1..];
        }

        if (text is "0")
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return false;
        }

        UInt128 total = 0;
        while (!text.IsEmpty)
        {
            if (!TryReadPart(ref text, out var part))
            {
                return false;
            }

            total += part;
            if (total > 1UL << 63)
            {
                return false;
            }
        }

        if (!negative && total > long.MaxValue)
        {
            return false;
        }

        duration = new Duration(negative ? (long)-(Int128)total : (long)total);
        return true;
    }

    private static bool TryReadPart(ref ReadOnlySpan<char> text, out UInt128 nanoseconds)
    {
        nanoseconds = 0;
        UInt128 whole = 0;
        var digits = 0;
        var i = 0;
        for (; i < text.Length && char.IsAsciiDigit(text[i]); i++, digits++)
        {
            whole = whole * 10 + (uint)(text[i] - '0');
            if (whole > 1UL << 63)
            {
                return false;
            }
        }

        ulong fraction = 0;
        var scale = 1.0;
        if (i < text.Length && text[i] == '.')
        {
            for (i++; i < text.Length && char.IsAsciiDigit(text[i]); i++, digits++)
            {
                if (fraction <= long.MaxValue / 10)
                {
                    fraction = fraction * 10 + (uint)(text[i] - '0');
                    scale *= 10;
                }
            }
        }

        if (digits == 0)
        {
            return false;
        }

        var start = i;
        while (i < text.Length && text[i] != '.' && !char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        ulong unit = text[start..i] switch
        {
            "ns" => 1,
            "us" or "\u00b5s" or "\u03bcs" => Microsecond,
            "ms" => Millisecond,
            "s" => Second,
            "m" => 60UL * Second,
            "h" => 3600UL * Second,
            _ => 0,
        };
        if (unit == 0)
        {
            return false;
        }

        // In floating point, as Go's ParseDuration has it, to the last nanosecond.
        nanoseconds = whole * unit + (ulong)(fraction * (unit / scale));
        text = text[i..];
        return nanoseconds <= 1UL << 63;
    }

    /// <summary>Writes <see cref="ToString"/> in UTF-8; false if it does not fit into <paramref name="utf8"/>.</summary>
    internal bool TryFormat(Span<byte> utf8, out int written)
    {
        if (Nanoseconds == 0)
        {
            return Copy("0s"u8, utf8, out written);
        }

        Span<byte> text = stackalloc byte[MaxTextLength];
        var length = 0;
        var rest = Nanoseconds < 0 ? (ulong)-(Nanoseconds + 1) + 1 : (ulong)Nanoseconds;
        if (Nanoseconds < 0)
        {
            text[length++] = (byte)'-';
        }

        var seconds = rest / Second;
        length += seconds >= 3600 ? Put(text[length..], seconds / 3600, "h"u8) : 0;
        length += seconds >= 60 ? Put(text[length..], seconds / 60 % 60, "m"u8) : 0;
        length += rest switch
        {
            < Microsecond => Put(text[length..], rest, "ns"u8),
            < Millisecond => PutFraction(text[length..], rest, 3, "\u00b5s"u8),
            < Second => PutFraction(text[length..], rest, 6, "ms"u8),
            _ => PutFraction(text[length..], rest % (60UL * Second), 9, "s"u8),
        };
        return Copy(text[..length], utf8, out written);
    }

    private static bool Copy(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        var fits = text.TryCopyTo(target);
        written = fits ? text.Length : 0;
        return fits;
    }

    private static int Put(Span<byte> text, ulong number, ReadOnlySpan<byte> unit)
    {
        number.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        unit.CopyTo(text[written..]);
        return written + unit.Length;
    }

    // The number with its decimal point moved so many places, without zeros at the end.
    private static int PutFraction(Span<byte> text, ulong number, int places, ReadOnlySpan<byte> unit)
    {
        var scale = 1UL;
        for (var place = 0; place < places; place++)
        {
            scale *= 10;
        }

        var length = Put(text, number / scale, []);
        var rest = number % scale;
        if (rest != 0)
        {
            text[length++] = (byte)'.';
            for (; rest != 0; rest %= scale)
            {
                scale /= 10;
                text[length++] = (byte)('0' + rest / scale);
            }
        }

        unit.CopyTo(text[length..]);
        return length + unit.Length;
    }
}

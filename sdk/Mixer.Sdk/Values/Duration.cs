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
        if (Nanoseconds == 0)
        {
            return "0s";
        }

        var negative = Nanoseconds < 0;
        var rest = negative ? (ulong)-(Nanoseconds + 1) + 1 : (ulong)Nanoseconds;
        var text = new StringBuilder(negative ? "-" : "");
        if (rest < Second)
        {
            return rest switch
            {
                < Microsecond => text.Append(CultureInfo.InvariantCulture, $"{rest}ns").ToString(),
                < Millisecond => Fraction(text, rest, Microsecond, "\u00b5s").ToString(),
                _ => Fraction(text, rest, Millisecond, "ms").ToString(),
            };
        }

        var seconds = rest / Second;
        if (seconds >= 3600)
        {
            text.Append(CultureInfo.InvariantCulture, $"{seconds / 3600}h");
        }

        if (seconds >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{seconds / 60 % 60}m");
        }

        return Fraction(text, rest % (60UL * Second), Second, "s").ToString();
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
        ulong scale = 1;
        if (i < text.Length && text[i] == '.')
        {
            for (i++; i < text.Length && char.IsAsciiDigit(text[i]); i++, digits++)
            {
                if (scale < 1_000_000_000_000_000)
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

        nanoseconds = whole * unit + (UInt128)fraction * unit / scale;
        text = text[i..];
        return nanoseconds <= 1UL << 63;
    }

    private static StringBuilder Fraction(StringBuilder text, ulong value, long unit, string name)
    {
        text.Append(CultureInfo.InvariantCulture, $"{value / (ulong)unit}");
        var rest = value % (ulong)unit;
        if (rest != 0)
        {
            var digits = unit == Second ? 9 : unit == Millisecond ? 6 : 3;
            text.Append('.').Append(rest.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').TrimEnd('0'));
        }

        return text.Append(name);
    }
}

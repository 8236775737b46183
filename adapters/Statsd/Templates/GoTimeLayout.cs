using System.Globalization;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Formats times by layouts that show the reference time, <c>Mon Jan 2 15:04:05 -0700 MST 2006</c>. All times are UTC. Pure; any thread.</summary>
internal static class GoTimeLayout
{
    // Longer ones first, so that "January" is not read as "Jan" and "uary".
    private static readonly (string Mark, Func<DateTime, string> Text)[] Marks =
    [
        ("January", t => Spell(t, "MMMM")),
        ("Jan", t => Spell(t, "MMM")),
        ("Monday", t => Spell(t, "dddd")),
        ("Mon", t => Spell(t, "ddd")),
        ("MST", _ => "UTC"),
        ("2006", t => Spell(t, "yyyy")),
        ("01", t => Spell(t, "MM")),
        ("02", t => Spell(t, "dd")),
        ("03", t => Spell(t, "hh")),
        ("04", t => Spell(t, "mm")),
        ("05", t => Spell(t, "ss")),
        ("06", t => Spell(t, "yy")),
        ("15", t => Spell(t, "HH")),
        ("_2", t => t.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2)),
        ("1", t => Spell(t, "%M")),
        ("2", t => Spell(t, "%d")),
        ("3", t => Spell(t, "%h")),
        ("4", t => Spell(t, "%m")),
        ("5", t => Spell(t, "%s")),
        ("PM", t => t.Hour >= 12 ? "PM" : "AM"),
        ("pm", t => t.Hour >= 12 ? "pm" : "am"),
        ("-07:00:00", _ => "+00:00:00"),
        ("-07:00", _ => "+00:00"),
        ("-0700", _ => "+0000"),
        ("-07", _ => "+00"),
        ("Z07:00", _ => "Z"),
        ("Z0700", _ => "Z"),
        ("Z07", _ => "Z"),
    ];

    /// <summary>The time in the form of <paramref name="layout"/>.</summary>
    public static string Format(Timestamp time, string layout)
    {
        var whole = new Timestamp(Math.Clamp(time.Seconds, Timestamp.MinSeconds, Timestamp.MaxSeconds), 0).ToDateTimeOffset().UtcDateTime;
        var text = new StringBuilder();
        var rest = layout.AsSpan();
        while (!rest.IsEmpty)
        {
            var taken = AppendFraction(text, rest, time.Nanos);
            if (taken == 0)
            {
                taken = AppendMark(text, rest, whole);
            }

            rest = rest[taken..];
        }

        return text.ToString();
    }

    private static int AppendMark(StringBuilder text, ReadOnlySpan<char> rest, DateTime time)
    {
        foreach (var (mark, spell) in Marks)
        {
            if (rest.StartsWith(mark))
            {
                text.Append(spell(time));
                return mark.Length;
            }
        }

        text.Append(rest[0]);
        return 1;
    }

    // ".000" keeps its zeros, ".999" drops trailing ones; either only if no digit follows.
    private static int AppendFraction(StringBuilder text, ReadOnlySpan<char> rest, int nanos)
    {
        if (rest.Length < 2 || rest[0] != '.' || rest[1] is not ('0' or '9'))
        {
            return 0;
        }

        var end = rest[1..].IndexOfAnyExcept(rest[1]) is var other && other < 0 ? rest.Length : other + 1;
        if (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            return 0;
        }

        var digits = nanos.ToString("D9", CultureInfo.InvariantCulture).PadRight(end - 1, '0')[..(end - 1)];
        digits = rest[1] == '9' ? digits.TrimEnd('0') : digits;
        if (digits.Length > 0)
        {
            text.Append('.').Append(digits);
        }

        return end;
    }

    private static string Spell(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);
}

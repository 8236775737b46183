using System.Diagnostics.CodeAnalysis;
using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>timestamp(text)</c>: RFC 3339 with the liberties of spec 02 section 11.</summary>
internal readonly struct TimestampFunction : IUnary<string, Timestamp>
{
    public static string? Apply(string operand, out Timestamp result) =>
        TryParse(operand, out result)
            ? null
            : $"could not convert '{operand}' to TIMESTAMP. expected format: '2006-01-02T15:04:05Z07:00'";

    [SuppressMessage("Maintainability", "CA1502", Justification = "One format, read from left to right.")]
    private static bool TryParse(ReadOnlySpan<char> text, out Timestamp result)
    {
        result = default;
        if (!Number(ref text, 4, out var year) || !Skip(ref text, '-') || !Number(ref text, 2, out var month) || !Skip(ref text, '-')
            || !Number(ref text, 2, out var day) || !Skip(ref text, 'T'))
        {
            return false;
        }

        var hourDigits = text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1;
        if (!Number(ref text, hourDigits, out var hour) || !Skip(ref text, ':') || !Number(ref text, 2, out var minute) || !Skip(ref text, ':')
            || !Number(ref text, 2, out var second) || !Fraction(ref text, out var nanos) || !Offset(ref text, out var offset) || !text.IsEmpty)
        {
            return false;
        }

        if (month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || day > DaysIn(year, month))
        {
            return false;
        }

        var seconds = ((DaysBefore(year, month) + day - 1) * 24L + hour) * 3600 + minute * 60 + second - offset;
        result = new Timestamp(seconds, nanos);
        return true;
    }

    private static bool Number(ref ReadOnlySpan<char> text, int digits, out int value)
    {
        value = 0;
        if (text.Length < digits)
        {
            return false;
        }

        foreach (var c in text[..digits])
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = value * 10 + (c - '0');
        }

        text = text[digits..];
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<char> text, char wanted)
    {
        if (text.IsEmpty || text[0] != wanted)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool Fraction(ref ReadOnlySpan<char> text, out int nanos)
    {
        nanos = 0;
        if (text.IsEmpty || text[0] is not ('.' or ','))
        {
            return true;
        }

        var digits = 0;
        while (digits + 1 < text.Length && char.IsAsciiDigit(text[digits + 1]))
        {
            if (digits < 9)
            {
                nanos = nanos * 10 + (text[digits + 1] - '0');
            }

            digits++;
        }

        for (var i = digits; i < 9; i++)
        {
            nanos *= 10;
        }

        text = text[(digits + 1)..];
        return digits > 0;
    }

    private static bool Offset(ref ReadOnlySpan<char> text, out int seconds)
    {
        seconds = 0;
        if (Skip(ref text, 'Z'))
        {
            return true;
        }

        if (text.IsEmpty || text[0] is not ('+' or '-'))
        {
            return false;
        }

        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        if (!Number(ref text, 2, out var hours) || !Skip(ref text, ':') || !Number(ref text, 2, out var minutes) || hours > 24 || minutes > 60)
        {
            return false;
        }

        seconds = sign * (hours * 3600 + minutes * 60);
        return true;
    }

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int DaysIn(int year, int month) => month switch { 2 => IsLeap(year) ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };

    // Days from 1970-01-01 to the first of the month; year 0 exists, so no DateTime.
    private static long DaysBefore(int year, int month)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - era * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5;
        return era * 146_097L + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}

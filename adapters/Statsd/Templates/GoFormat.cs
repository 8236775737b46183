using System.Globalization;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>The verbs of <c>printf</c>: <c>%v %s %q %d %x %X %o %b %c %f %e %g %t %T %%</c> with flags, width and precision. Pure; any thread.</summary>
internal static class GoFormat
{
    // Widths beyond this are typing errors that would eat the memory.
    private const int MaxWidth = 1000;

    /// <summary>The text of <paramref name="format"/> with its verbs replaced; what does not fit shows as <c>%!d(string=abc)</c>.</summary>
    public static string Format(string format, ReadOnlySpan<object?> arguments)
    {
        var text = new StringBuilder();
        var used = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            var start = ++i;
            while (i < format.Length && format[i] is '-' or '+' or ' ' or '0' or '#')
            {
                i++;
            }

            var flags = format[start..Math.Min(i, format.Length)];
            var width = Number(format, ref i);
            var precision = -1;
            if (i < format.Length && format[i] == '.')
            {
                i++;
                precision = Math.Max(0, Number(format, ref i));
            }

            if (i >= format.Length)
            {
                text.Append("%!(NOVERB)");
            }
            else if (format[i] == '%')
            {
                text.Append('%');
            }
            else if (used >= arguments.Length)
            {
                text.Append("%!").Append(format[i]).Append("(MISSING)");
            }
            else
            {
                text.Append(Pad(Verb(format[i], flags, precision, arguments[used++]), flags, width));
            }
        }

        if (used < arguments.Length)
        {
            text.Append("%!(EXTRA ").AppendJoin(", ", arguments[used..].ToArray().Select(extra => TypeName(extra) + "=" + GoText.Of(extra))).Append(')');
        }

        return text.ToString();
    }

    /// <summary>The name of the type of <paramref name="value"/> in the reference's language.</summary>
    public static string TypeName(object? value) =>
        value switch
        {
            null => "<nil>",
            string => "string",
            long => "int64",
            double => "float64",
            bool => "bool",
            Timestamp => "time.Time",
            Duration => "time.Duration",
            IpAddress => "net.IP",
            StringMap => "map[string]string",
            _ => "map[string]interface {}",
        };

    private static string Verb(char verb, string flags, int precision, object? value)
    {
        var plus = flags.Contains('+', StringComparison.Ordinal) ? "+" : "";
        var integer = value is Duration span ? span.Nanoseconds : value as long?;
        switch (verb)
        {
            case 'v':
                return GoText.Of(value);
            case 'T':
                return TypeName(value);
            case 's' when value is not (long or double or bool or null):
                var text = GoText.Of(value);
                return precision >= 0 && precision < text.Length ? text[..precision] : text;
            case 'q' when value is string raw:
                return "\"" + raw.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";
            case 't' when value is bool:
                return GoText.Of(value);
            case 'd' when integer is { } number:
                return (number >= 0 ? plus : "") + number.ToString(CultureInfo.InvariantCulture);
            case 'x' when integer is { } number:
                return (number < 0 ? "-" : "") + Int128.Abs(number).ToString("x", CultureInfo.InvariantCulture);
            case 'X' when integer is { } number:
                return (number < 0 ? "-" : "") + Int128.Abs(number).ToString("X", CultureInfo.InvariantCulture);
            case 'b' when integer is { } number and >= 0:
                return Convert.ToString(number, 2);
            case 'o' when integer is { } number and >= 0:
                return Convert.ToString(number, 8);
            case 'c' when integer is { } number && number <= int.MaxValue && Rune.IsValid((int)number):
                return new Rune((int)number).ToString();
            case 'x' when value is string raw:
                return Convert.ToHexStringLower(Encoding.UTF8.GetBytes(raw));
            case 'f' or 'F' when value is double number:
                return (number >= 0 ? plus : "") + (double.IsFinite(number) ? number.ToString("F" + (precision < 0 ? 6 : Math.Min(precision, 50)).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : TextForm.Of(number));
            case 'e' when value is double number:
                return number.ToString("0." + new string('0', precision < 0 ? 6 : Math.Min(precision, 50)) + "e+00", CultureInfo.InvariantCulture);
            case 'g' when value is double number:
                return TextForm.WithExponent(number);
            default:
                return value is null ? $"%!{verb}(<nil>)" : $"%!{verb}({TypeName(value)}={GoText.Of(value)})";
        }
    }

    private static string Pad(string text, string flags, int width)
    {
        width = Math.Min(width, MaxWidth);
        if (flags.Contains('-', StringComparison.Ordinal))
        {
            return text.PadRight(Math.Max(0, width));
        }

        if (flags.Contains('0', StringComparison.Ordinal))
        {
            var sign = text.Length > 0 && text[0] is '-' or '+' ? text[..1] : "";
            return sign + text[sign.Length..].PadLeft(Math.Max(0, width - sign.Length), '0');
        }

        return text.PadLeft(Math.Max(0, width));
    }

    private static int Number(string format, ref int i)
    {
        var start = i;
        while (i < format.Length && char.IsAsciiDigit(format[i]))
        {
            i++;
        }

        return int.TryParse(format.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}

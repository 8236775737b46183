using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>ip(text)</c>: 16 bytes, IPv4 as IPv4-mapped; no zone, port, prefix length or leading zeros (spec 02 section 11).</summary>
internal readonly struct IpFunction : IUnary<string, IpAddress>
{
    public static string? Apply(string operand, out IpAddress result)
    {
        var bytes = new byte[16];
        if (TryParse(operand, bytes))
        {
            result = new IpAddress(bytes);
            return null;
        }

        result = default;
        return $"could not convert {operand} to IP_ADDRESS";
    }

    /// <summary>Fills 16 bytes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        if (!text.Contains(':'))
        {
            bytes[10] = bytes[11] = 0xff;
            return TryParseV4(text, bytes[12..]);
        }

        return TryParseV6(text, bytes);
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        for (var part = 0; part < 4; part++)
        {
            if (part > 0)
            {
                if (text.IsEmpty || text[0] != '.')
                {
                    return false;
                }

                text = text[1..];
            }

            var digits = 0;
            var value = 0;
            while (digits < text.Length && digits < 4 && char.IsAsciiDigit(text[digits]))
            {
                value = value * 10 + (text[digits++] - '0');
            }

            if (digits is 0 or > 3 || value > 255 || (digits > 1 && text[0] == '0'))
            {
                return false;
            }

            bytes[part] = (byte)value;
            text = text[digits..];
        }

        return text.IsEmpty;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var ellipsis = -1;
        var length = 0;
        if (text.StartsWith("::"))
        {
            ellipsis = 0;
            text = text[2..];
            if (text.IsEmpty)
            {
                return true;
            }
        }

        while (length < 16)
        {
            var digits = 0;
            var value = 0;
            while (digits < text.Length && digits < 5 && char.IsAsciiHexDigit(text[digits]))
            {
                value = (value << 4) | Convert.ToInt32(char.IsAsciiDigit(text[digits]) ? text[digits] - '0' : (text[digits] | 0x20) - 'a' + 10);
                digits++;
            }

            if (digits is 0 or > 4)
            {
                return false;
            }

            if (digits < text.Length && text[digits] == '.')
            {
                if ((ellipsis < 0 && length != 12) || length + 4 > 16 || !TryParseV4(text, bytes.Slice(length, 4)))
                {
                    return false;
                }

                text = default;
                length += 4;
                break;
            }

            bytes[length++] = (byte)(value >> 8);
            bytes[length++] = (byte)value;
            text = text[digits..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text[0] != ':' || text.Length == 1)
            {
                return false;
            }

            text = text[1..];
            if (text[0] == ':')
            {
                if (ellipsis >= 0)
                {
                    return false;
                }

                ellipsis = length;
                text = text[1..];
                if (text.IsEmpty)
                {
                    break;
                }
            }
        }

        if (!text.IsEmpty || (length < 16 && ellipsis < 0) || (length == 16 && ellipsis >= 0))
        {
            return false;
        }

        if (length < 16)
        {
            var tail = bytes[ellipsis..length];
            tail.CopyTo(bytes[(16 - tail.Length)..]);
            bytes[ellipsis..(16 - tail.Length)].Clear();
        }

        return true;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mixer.Adapters.List;

/// <summary>
/// A range of addresses: the first <paramref name="Prefix"/> bits of <paramref name="Network"/>. IPv4 and IPv6 are apart; the IPv4-mapped form
/// of IPv6 counts as IPv4. Host bits are zero.
/// </summary>
internal readonly record struct IpRange(bool IsIpv4, UInt128 Network, int Prefix)
{
    /// <summary>Reads an address or a CIDR range.</summary>
    public static bool TryParse(string text, out IpRange range)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!TryParseAddress(slash < 0 ? text : text[..slash], out var isIpv4, out var mapped, out var bits))
        {
            return false;
        }

        var prefix = isIpv4 && !mapped ? 32 : 128;
        if (slash >= 0)
        {
            var digits = text.AsSpan(slash + 1);
            if (digits.Length > 3 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given > prefix)
            {
                return false;
            }

            prefix = given;
        }

        if (mapped)
        {
            // ::ffff:10.0.0.0/104 is 10.0.0.0/8; a shorter prefix is a range of IPv6 that holds no IPv4.
            isIpv4 = prefix >= 96;
            bits = isIpv4 ? bits : bits | ((UInt128)0xffff << 32);
            prefix = isIpv4 ? prefix - 96 : prefix;
        }

        range = new IpRange(isIpv4, Mask(bits, prefix, isIpv4), prefix);
        return true;
    }

    /// <summary>Reads one address, as dotted decimal or colon form without a zone; an IPv4-mapped one is given as IPv4.</summary>
    public static bool TryParseAddress(string text, out bool isIpv4, out UInt128 bits) => TryParseAddress(text, out isIpv4, out _, out bits);

    /// <summary>The first <paramref name="prefix"/> bits of an address.</summary>
    public static UInt128 Mask(UInt128 bits, int prefix, bool isIpv4)
    {
        var rest = (isIpv4 ? 32 : 128) - prefix;
        return rest == 128 ? 0 : bits >> rest << rest;
    }

    private static bool TryParseAddress(string text, out bool isIpv4, out bool mapped, out UInt128 bits)
    {
        mapped = false;
        isIpv4 = !text.Contains(':', StringComparison.Ordinal);
        if (isIpv4)
        {
            return TryParseDotted(text, out bits);
        }

        bits = 0;
        if (text.AsSpan().ContainsAny("%[]") || !IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out _);
        bits = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        if (bits >> 32 == 0xffff)
        {
            mapped = true;
            isIpv4 = true;
            bits &= uint.MaxValue;
        }

        return true;
    }

    /// <summary>Exactly four decimal numbers; the short and the octal forms of the C library are not addresses here.</summary>
    private static bool TryParseDotted(string text, out UInt128 bits)
    {
        bits = 0;
        var parts = 0;
        foreach (var part in text.AsSpan().Split('.'))
        {
            var digits = text.AsSpan(part);
            if (++parts > 4 || digits.Length is 0 or > 3 || (digits.Length > 1 && digits[0] == '0')
                || !byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            bits = (bits << 8) | number;
        }

        return parts == 4;
    }
}

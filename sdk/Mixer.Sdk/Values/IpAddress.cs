using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Mixer.Sdk.Values;

/// <summary>
/// The bytes of an IP address as they arrived: 4, 16, or (from a careless caller) any other number of them. A 4-byte address equals
/// its 16-byte IPv4-mapped form; any other pair is equal if the bytes are (spec 02 section 8).
/// </summary>
public readonly struct IpAddress : IEquatable<IpAddress>
{
    private readonly byte[]? _bytes;

    /// <summary>Wraps <paramref name="bytes"/>; the array must not change afterwards.</summary>
    public IpAddress(byte[] bytes) => _bytes = bytes;

    /// <summary>The bytes in network order; empty for no address.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => Bytes.ToArray();

    /// <inheritdoc/>
    public bool Equals(IpAddress other) => Significant(Bytes).SequenceEqual(Significant(other.Bytes));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IpAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Significant(Bytes));
        return hash.ToHashCode();
    }

    /// <summary>Same address.</summary>
    public static bool operator ==(IpAddress left, IpAddress right) => left.Equals(right);

    /// <summary>Another address.</summary>
    public static bool operator !=(IpAddress left, IpAddress right) => !left.Equals(right);

    /// <summary>Dotted or colon form; for a number of bytes that is no address, <c>?</c> and hexadecimal digits; empty for none.</summary>
    public override string ToString()
    {
        var bytes = Significant(Bytes);
        return bytes.Length switch
        {
            0 => "",
            4 or 16 => new IPAddress(bytes).ToString(),
            _ => "?" + Convert.ToHexString(bytes).ToLower(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Writes <see cref="ToString"/> in UTF-8; false if it does not fit into <paramref name="utf8"/>.</summary>
    internal bool TryFormat(Span<byte> utf8, out int written)
    {
        var bytes = Significant(Bytes);
        return bytes.Length == 4
            ? Utf8.TryWrite(utf8, CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.{bytes[3]}", out written)
            : Encoding.UTF8.TryGetBytes(ToString(), utf8, out written);
    }

    private static ReadOnlySpan<byte> Significant(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 16 && bytes[..12].SequenceEqual((ReadOnlySpan<byte>)[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]) ? bytes[12..] : bytes;
}

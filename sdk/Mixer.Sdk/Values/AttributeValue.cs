using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Mixer.Sdk.Values;

/// <summary>
/// One value of any kind that the wire carries, without boxing: a union of 24 bytes. <see cref="Kind"/> says what it is; the typed
/// readers must only be called for that kind (they do not check).
/// </summary>
public readonly struct AttributeValue : IEquatable<AttributeValue>
{
    private readonly object? _reference;
    private readonly long _bits;
    private readonly int _nanos;
    private readonly AttributeKind _kind;

    private AttributeValue(AttributeKind kind, object? reference, long bits, int nanos = 0)
    {
        _kind = kind;
        _reference = reference;
        _bits = bits;
        _nanos = nanos;
    }

    /// <summary>Text.</summary>
    public AttributeValue(string value) : this(AttributeKind.String, value, 0) { }

    /// <summary>An integer.</summary>
    public AttributeValue(long value) : this(AttributeKind.Int64, null, value) { }

    /// <summary>A floating point number.</summary>
    public AttributeValue(double value) : this(AttributeKind.Double, null, BitConverter.DoubleToInt64Bits(value)) { }

    /// <summary>True or false.</summary>
    public AttributeValue(bool value) : this(AttributeKind.Bool, null, value ? 1 : 0) { }

    /// <summary>A point in time.</summary>
    public AttributeValue(Timestamp value) : this(AttributeKind.Timestamp, null, value.Seconds, value.Nanos) { }

    /// <summary>A span of time.</summary>
    public AttributeValue(Duration value) : this(AttributeKind.Duration, null, value.Nanoseconds) { }

    /// <summary>Bytes; the array must not change afterwards.</summary>
    public AttributeValue(byte[] value) : this(AttributeKind.Bytes, value, 0) { }

    /// <summary>A map; it must not change afterwards.</summary>
    public AttributeValue(StringMap value) : this(AttributeKind.StringMap, value, 0) { }

    /// <summary>What this value is; <see cref="AttributeKind.None"/> for the default value.</summary>
    public AttributeKind Kind => _kind;

    /// <summary>True for the default value: nothing.</summary>
    public bool IsNone => _kind == AttributeKind.None;

    /// <summary>The text. Only for <see cref="AttributeKind.String"/>.</summary>
    public string AsString => Unsafe.As<string>(_reference!);

    /// <summary>The integer. Only for <see cref="AttributeKind.Int64"/>; for a duration, its nanoseconds.</summary>
    public long AsInt64 => _bits;

    /// <summary>The number. Only for <see cref="AttributeKind.Double"/>.</summary>
    public double AsDouble => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The truth value. Only for <see cref="AttributeKind.Bool"/>.</summary>
    public bool AsBool => _bits != 0;

    /// <summary>The point in time. Only for <see cref="AttributeKind.Timestamp"/>.</summary>
    public Timestamp AsTimestamp => new(_bits, _nanos);

    /// <summary>The span. Only for <see cref="AttributeKind.Duration"/>; for an integer, that many nanoseconds.</summary>
    public Duration AsDuration => new(_bits);

    /// <summary>The bytes, not a copy. Only for <see cref="AttributeKind.Bytes"/>.</summary>
    public byte[] AsBytes => Unsafe.As<byte[]>(_reference!);

    /// <summary>The map. Only for <see cref="AttributeKind.StringMap"/>.</summary>
    public StringMap AsStringMap => Unsafe.As<StringMap>(_reference!);

    /// <summary>Same kind and same value; doubles by their bits, byte strings and maps by content.</summary>
    public bool Equals(AttributeValue other) =>
        _kind == other._kind && _kind switch
        {
            AttributeKind.None => true,
            AttributeKind.String => string.Equals(AsString, other.AsString, StringComparison.Ordinal),
            AttributeKind.Bytes => AsBytes.AsSpan().SequenceEqual(other.AsBytes),
            AttributeKind.StringMap => AsStringMap.ContentEquals(other.AsStringMap),
            _ => _bits == other._bits && _nanos == other._nanos,
        };

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is AttributeValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        switch (_kind)
        {
            case AttributeKind.String:
                return AsString.GetHashCode(StringComparison.Ordinal);
            case AttributeKind.Bytes:
                var hash = new HashCode();
                hash.AddBytes(AsBytes);
                return hash.ToHashCode();
            case AttributeKind.StringMap:
                return AsStringMap.Count;
            default:
                return HashCode.Combine(_kind, _bits, _nanos);
        }
    }

    /// <summary>Same kind and same value.</summary>
    public static bool operator ==(AttributeValue left, AttributeValue right) => left.Equals(right);

    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(AttributeValue left, AttributeValue right) => !left.Equals(right);

    /// <summary>
    /// The value as text for people and for messages: numbers plain, bytes as <c>[1 2 3]</c>, times RFC 3339, durations <c>1m0s</c>, maps
    /// <c>map[a:b]</c> sorted by key (the reference's default rendering, spec 02 section 8).
    /// </summary>
    public override string ToString() =>
        _kind switch
        {
            AttributeKind.String => AsString,
            AttributeKind.Int64 => AsInt64.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Double => AsDouble.ToString("R", CultureInfo.InvariantCulture),
            AttributeKind.Bool => AsBool ? "true" : "false",
            AttributeKind.Timestamp => AsTimestamp.ToString(),
            AttributeKind.Duration => AsDuration.ToString(),
            AttributeKind.Bytes => "[" + string.Join(' ', AsBytes) + "]",
            AttributeKind.StringMap => AsStringMap.ToString(),
            _ => "",
        };
}

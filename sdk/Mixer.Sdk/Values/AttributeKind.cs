namespace Mixer.Sdk.Values;

/// <summary>
/// How a value is carried: the eight kinds of the wire (spec 01 section 2). Several <see cref="AttributeType"/>s share one kind:
/// STRING, DNS_NAME, EMAIL_ADDRESS and URI are <see cref="String"/>; IP_ADDRESS is <see cref="Bytes"/>.
/// </summary>
public enum AttributeKind : byte
{
    /// <summary>No value.</summary>
    None = 0,

    /// <summary>Text.</summary>
    String,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>64-bit floating point number.</summary>
    Double,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A point in time.</summary>
    Timestamp,

    /// <summary>A span of time.</summary>
    Duration,

    /// <summary>Bytes; for IP addresses of any length that a caller sent.</summary>
    Bytes,

    /// <summary>A map from text to text.</summary>
    StringMap,
}

namespace Mixer.Sdk.Values;

/// <summary>The types of the attribute vocabulary and of expressions; the reference calls it ValueType, numbers as in <c>istio.policy.v1beta1.ValueType</c>.</summary>
public enum AttributeType : byte
{
    /// <summary>No type: an instance field that the operator left unset.</summary>
    Unspecified = 0,

    /// <summary>Text.</summary>
    String = 1,

    /// <summary>64-bit signed integer.</summary>
    Int64 = 2,

    /// <summary>64-bit floating point number.</summary>
    Double = 3,

    /// <summary>True or false.</summary>
    Bool = 4,

    /// <summary>A point in time, to the nanosecond.</summary>
    Timestamp = 5,

    /// <summary>The bytes of an IP address.</summary>
    IpAddress = 6,

    /// <summary>An e-mail address, carried as text.</summary>
    EmailAddress = 7,

    /// <summary>A URI, carried as text.</summary>
    Uri = 8,

    /// <summary>A DNS name, carried as text.</summary>
    DnsName = 9,

    /// <summary>A span of time, to the nanosecond.</summary>
    Duration = 10,

    /// <summary>A map from text to text.</summary>
    StringMap = 11,
}

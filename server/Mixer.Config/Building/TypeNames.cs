using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>The names that attribute types have in configuration and messages.</summary>
internal static class TypeNames
{
    public static string Of(AttributeType type) => type switch
    {
        AttributeType.String => "STRING",
        AttributeType.Int64 => "INT64",
        AttributeType.Double => "DOUBLE",
        AttributeType.Bool => "BOOL",
        AttributeType.Timestamp => "TIMESTAMP",
        AttributeType.IpAddress => "IP_ADDRESS",
        AttributeType.EmailAddress => "EMAIL_ADDRESS",
        AttributeType.Uri => "URI",
        AttributeType.DnsName => "DNS_NAME",
        AttributeType.Duration => "DURATION",
        AttributeType.StringMap => "STRING_MAP",
        _ => "VALUE_TYPE_UNSPECIFIED",
    };
}

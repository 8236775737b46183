using Mixer.Sdk.Values;

namespace Mixer.Expressions.Checking;

/// <summary>Names of types in messages.</summary>
internal static class TypeNames
{
    /// <summary>The name in the API, for example IP_ADDRESS.</summary>
    public static string Of(AttributeType type) =>
        type switch
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

    /// <summary>The name of how it is computed, in messages of the code generation.</summary>
    public static string RuntimeKindOf(AttributeType type) =>
        type switch
        {
            AttributeType.Int64 => "integer",
            AttributeType.Double => "double",
            AttributeType.Bool => "bool",
            AttributeType.Duration => "duration",
            AttributeType.String => "string",
            _ => "interface",
        };
}

namespace Mixer.Generators.Templates;

/// <summary>The field types of templates: kind (name of the binding) and C# type.</summary>
internal static class FieldTypes
{
    public const string PolicyPackage = "istio.policy.v1beta1.";

    private const string Values = "global::Mixer.Sdk.Values.";

    /// <summary>Kind of a scalar or of a rich type; null for anything else.</summary>
    public static string? Kind(string protoType) => protoType switch
    {
        "string" => "String",
        "int64" => "Int64",
        "double" => "Double",
        "bool" => "Bool",
        PolicyPackage + "Value" => "Value",
        PolicyPackage + "TimeStamp" => "Timestamp",
        PolicyPackage + "Duration" => "Duration",
        PolicyPackage + "IPAddress" => "IpAddress",
        PolicyPackage + "DNSName" => "DnsName",
        PolicyPackage + "EmailAddress" => "EmailAddress",
        PolicyPackage + "Uri" => "Uri",
        _ => null,
    };

    public static string ClrType(string kind) => kind switch
    {
        "String" => "string",
        "Int64" => "long",
        "Double" => "double",
        "Bool" => "bool",
        "Value" => Values + "AttributeValue",
        "Uri" => Values + "UriValue",
        "StringMap" => "global::System.Collections.Generic.IReadOnlyDictionary<string, string>",
        _ => Values + kind,
    };

    /// <summary>True for the scalars that proto has and templates do not, and for groups.</summary>
    public static bool IsOtherScalar(string protoType) => protoType is
        "int32" or "uint32" or "uint64" or "sint32" or "sint64" or "fixed32" or "fixed64" or "sfixed32" or "sfixed64" or "float" or "bytes" or "group";

    /// <summary>The supported type that is most like <paramref name="protoType"/>; null if none is.</summary>
    public static string? Nearest(string protoType)
    {
        var last = protoType.Substring(protoType.LastIndexOf('.') + 1);
        return Rich.FirstOrDefault(rich => string.Equals(rich, last, StringComparison.OrdinalIgnoreCase)) is { } near ? PolicyPackage + near : last switch
        {
            "float" or "float64" or "Double" or "number" => "double",
            "bytes" or "String" or "text" => "string",
            "boolean" or "Bool" or "Boolean" => "bool",
            "int" or "long" or "integer" or "Int64" or "uint" => "int64",
            _ when IsOtherScalar(last) && last != "group" => "int64",
            _ => null,
        };
    }

    private static readonly string[] Rich = ["Value", "TimeStamp", "Duration", "IPAddress", "DNSName", "EmailAddress", "Uri"];
}

using System.Collections.Frozen;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Checking;

/// <summary>Every operator and function of the language (spec 02 section 6, design 6 row 7).</summary>
internal static class FunctionCatalog
{
    private const AttributeType Any = AttributeType.Unspecified;
    private const AttributeType Bool = AttributeType.Bool;
    private const AttributeType String = AttributeType.String;
    private const AttributeType Map = AttributeType.StringMap;

    private static readonly FrozenDictionary<string, FunctionSignature> ByName = new FunctionSignature[]
    {
        new("EQ", FunctionForm.Function, [Any, Any], Bool),
        new("NEQ", FunctionForm.Function, [Any, Any], Bool),
        new("LT", FunctionForm.Function, [Any, Any], Bool),
        new("LEQ", FunctionForm.Function, [Any, Any], Bool),
        new("GT", FunctionForm.Function, [Any, Any], Bool),
        new("GEQ", FunctionForm.Function, [Any, Any], Bool),
        new("NOT", FunctionForm.Function, [Bool], Bool),
        new("SUB", FunctionForm.Function, [Any], Any),
        new("OR", FunctionForm.Function, [Any, Any], Any),
        new("LAND", FunctionForm.Function, [Bool, Bool], Bool),
        new("LOR", FunctionForm.Function, [Bool, Bool], Bool),
        new("INDEX", FunctionForm.Function, [Map, String], String),
        new("ADD", FunctionForm.Function, [Any, Any], Any),
        new("conditional", FunctionForm.Function, [Bool, Any, Any], Any),
        new("conditionalString", FunctionForm.Function, [Bool, String, String], String),
        new("ip", FunctionForm.Function, [String], AttributeType.IpAddress),
        new("timestamp", FunctionForm.Function, [String], AttributeType.Timestamp),
        new("dnsName", FunctionForm.Function, [String], AttributeType.DnsName),
        new("email", FunctionForm.Function, [String], AttributeType.EmailAddress),
        new("uri", FunctionForm.Function, [String], AttributeType.Uri),
        new("match", FunctionForm.Function, [String, String], Bool),
        new("matches", FunctionForm.Method, [String, String], Bool),
        new("startsWith", FunctionForm.Method, [String, String], Bool),
        new("endsWith", FunctionForm.Method, [String, String], Bool),
        new("emptyStringMap", FunctionForm.Function, [], Map),
        new("size", FunctionForm.Both, [String], AttributeType.Int64),
        new("toLower", FunctionForm.Both, [String], String),
        new("reverse", FunctionForm.Both, [String], String),
    }.ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>All names, for hints; operators stand in capitals.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    public static FunctionSignature? Find(string name) => ByName.GetValueOrDefault(name);
}

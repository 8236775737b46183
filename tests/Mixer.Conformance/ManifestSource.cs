using System.Text.Json;
using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Conformance;

/// <summary>Finds or makes the compiler for the vocabulary that a case names.</summary>
internal sealed class ManifestSource(string directory)
{
    private static readonly Dictionary<string, AttributeType> Types = new(StringComparer.Ordinal)
    {
        ["STRING"] = AttributeType.String,
        ["INT64"] = AttributeType.Int64,
        ["DOUBLE"] = AttributeType.Double,
        ["BOOL"] = AttributeType.Bool,
        ["TIMESTAMP"] = AttributeType.Timestamp,
        ["IP_ADDRESS"] = AttributeType.IpAddress,
        ["EMAIL_ADDRESS"] = AttributeType.EmailAddress,
        ["URI"] = AttributeType.Uri,
        ["DNS_NAME"] = AttributeType.DnsName,
        ["DURATION"] = AttributeType.Duration,
        ["STRING_MAP"] = AttributeType.StringMap,
    };

    private readonly Dictionary<string, ExpressionCompiler> _compilers = new(StringComparer.Ordinal);

    public static string NameOf(AttributeType type) => Types.First(entry => entry.Value == type).Key;

    public ExpressionCompiler For(JsonElement manifest)
    {
        var key = manifest.GetRawText();
        if (!_compilers.TryGetValue(key, out var compiler))
        {
            if (manifest.ValueKind == JsonValueKind.String)
            {
                var file = manifest.GetString() == "default" ? "expressions.manifest.json" : $"expressions.{manifest.GetString()}.json";
                using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, file)));
                compiler = Create(document.RootElement);
            }
            else
            {
                compiler = Create(manifest);
            }

            _compilers.Add(key, compiler);
        }

        return compiler;
    }

    private static ExpressionCompiler Create(JsonElement manifest) =>
        new(new Vocabulary(manifest.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Types[entry.Value.GetString()!]))));
}

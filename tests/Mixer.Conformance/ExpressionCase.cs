using System.Text.Json;

namespace Mixer.Conformance;

/// <summary>One line of a file of recorded expressions.</summary>
internal sealed record ExpressionCase(
    string Name, string Text, JsonElement Manifest, string? Type, JsonElement? Input, JsonElement? Result, string? EvalError, string? CompileError,
    IReadOnlyList<string> Referenced)
{
    public static ExpressionCase Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement.Clone();
        return new ExpressionCase(
            root.GetProperty("name").GetString()!,
            root.GetProperty("expr").GetString()!,
            root.GetProperty("manifest"),
            ReadText(root, "type"),
            Element(root, "input"),
            Element(root, "result"),
            ReadText(root, "evalError"),
            ReadText(root, "compileError"),
            Element(root, "referenced") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : []);
    }

    private static JsonElement? Element(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value : null;

    private static string? ReadText(JsonElement root, string name) => Element(root, name)?.GetString();
}

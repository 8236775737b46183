using System.Collections.Immutable;
using System.Globalization;

namespace Mixer.Config.Yaml;

/// <summary>A value as an operator wrote it, with its place in the file. Immutable; aliases share nodes.</summary>
/// <param name="line">Line from 1.</param>
/// <param name="column">Column from 1.</param>
public abstract class ConfigNode(int line, int column)
{
    /// <summary>Line from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column from 1.</summary>
    public int Column { get; } = column;

    /// <summary>The word that JSON has for this kind of value: <c>string</c>, <c>number</c>, <c>bool</c>, <c>null</c>, <c>array</c>, <c>object</c>.</summary>
    public abstract string JsonType { get; }

    /// <summary>True for a null, written or implied.</summary>
    public virtual bool IsNull => false;
}

/// <summary>What a scalar means under the rules of YAML 1.1.</summary>
public enum ScalarKind
{
    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c>, <c>yes</c>, <c>on</c>, <c>y</c> and their opposites.</summary>
    Bool,

    /// <summary>An integer that fits 64 signed bits.</summary>
    Integer,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>Everything else, and everything in quotes.</summary>
    Text,
}

/// <summary>A single value.</summary>
public sealed class ConfigScalar : ConfigNode
{
    internal ConfigScalar(int line, int column, string text, ScalarKind kind, long integer, double number, int contentOffset)
        : base(line, column) =>
        (Text, Kind, Integer, Number, ContentOffset) = (text, kind, integer, number, contentOffset);

    /// <summary>The characters, without quotes.</summary>
    public string Text { get; }

    /// <summary>What they mean.</summary>
    public ScalarKind Kind { get; }

    /// <summary>The value of an integer; 1 or 0 for a bool; 0 otherwise.</summary>
    public long Integer { get; }

    /// <summary>The value of a number; 0 otherwise.</summary>
    public double Number { get; }

    /// <summary>How many columns after <see cref="ConfigNode.Column"/> the text begins (1 for a quoted one); -1 if it begins on another line.</summary>
    public int ContentOffset { get; }

    /// <inheritdoc/>
    public override bool IsNull => Kind == ScalarKind.Null;

    /// <inheritdoc/>
    public override string JsonType => Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Bool => "bool",
        ScalarKind.Text => "string",
        _ => "number",
    };

    /// <summary>The text that JSON would show: booleans and numbers in their normal form.</summary>
    public string NormalText => Kind switch
    {
        ScalarKind.Bool => Integer != 0 ? "true" : "false",
        ScalarKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Float => Number.ToString("R", CultureInfo.InvariantCulture),
        _ => Text,
    };
}

/// <summary>A list of values.</summary>
/// <param name="line">Line from 1.</param>
/// <param name="column">Column from 1.</param>
/// <param name="items">The elements.</param>
public sealed class ConfigList(int line, int column, ImmutableArray<ConfigNode> items) : ConfigNode(line, column)
{
    /// <summary>The elements.</summary>
    public ImmutableArray<ConfigNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string JsonType => "array";
}

/// <summary>One key and its value.</summary>
/// <param name="Key">The key as text.</param>
/// <param name="KeyNode">Where the key stands.</param>
/// <param name="Value">The value.</param>
public readonly record struct ConfigEntry(string Key, ConfigScalar KeyNode, ConfigNode Value);

/// <summary>Keys with values, each key once (the last one written counts), in the order written.</summary>
/// <param name="line">Line from 1.</param>
/// <param name="column">Column from 1.</param>
/// <param name="entries">The entries.</param>
public sealed class ConfigMap(int line, int column, ImmutableArray<ConfigEntry> entries) : ConfigNode(line, column)
{
    /// <summary>The entries.</summary>
    public ImmutableArray<ConfigEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string JsonType => "object";

    /// <summary>The value of <paramref name="key"/>, or null.</summary>
    public ConfigNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>What an operator wrote for one field of an instance: an expression, a map, or a nested message.</summary>
/// <param name="Path">Member path for errors, for example <c>Res1.Int64Map[foo]</c>.</param>
public abstract record Param(string Path);

/// <summary>An expression. An empty text leaves a field unset.</summary>
/// <param name="Path">Member path for errors.</param>
/// <param name="Text">The expression as written.</param>
public sealed record ExpressionParam(string Path, string Text) : Param(Path)
{
    /// <summary>The type that type checking found; <see cref="AttributeType.Unspecified"/> for an empty text.</summary>
    public AttributeType Type { get; init; }
}

/// <summary>A map: literal keys to expressions or nested messages, in the order of the resource.</summary>
/// <param name="Path">Member path for errors.</param>
/// <param name="Entries">The entries.</param>
public sealed record MapParam(string Path, ImmutableArray<KeyValuePair<string, Param>> Entries) : Param(Path);

/// <summary>A nested message, or (with an empty path) the whole instance.</summary>
/// <param name="Path">Member path for errors.</param>
/// <param name="Schema">What the message looks like.</param>
/// <param name="Fields">One element a field of the schema, in its order; null where the operator wrote nothing.</param>
public sealed record MessageParam(string Path, MessageSchema Schema, ImmutableArray<Param?> Fields) : Param(Path);

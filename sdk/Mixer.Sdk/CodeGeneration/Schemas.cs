using System.Collections.Immutable;
using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>When instances of a template are dispatched (spec 04 section 4).</summary>
public enum TemplateVariety
{
    /// <summary>During Check, one instance a call.</summary>
    Check = 0,

    /// <summary>During Report, all instances of a handler together.</summary>
    Report = 1,

    /// <summary>For each quota of a Check.</summary>
    Quota = 2,

    /// <summary>Before Check and Report: produces attributes.</summary>
    AttributeGenerator = 3,

    /// <summary>During Check, one instance a call; the handler also produces attributes.</summary>
    CheckWithOutput = 4,
}

/// <summary>The fields of a template or of one of its resource messages, in declaration order.</summary>
/// <param name="Name">Name of the message in its proto.</param>
/// <param name="Fields">Its fields, in declaration order.</param>
public sealed record MessageSchema(string Name, ImmutableArray<FieldSchema> Fields);

/// <summary>One field of a template, as an operator writes it.</summary>
/// <param name="Name">Name in the proto, also accepted from operators.</param>
/// <param name="JsonName">The lowerCamel name that operators normally write.</param>
/// <param name="MemberName">The name in error paths, for example <c>Int64Primitive</c> (spec 04 section 2.3).</param>
/// <param name="Number">Field number.</param>
/// <param name="Type">Type that an expression for it (or for an entry, if a map) must have; <see cref="AttributeType.Unspecified"/> for any type (a <c>Value</c> field).</param>
/// <param name="IsMap">A map with text keys; <paramref name="Type"/> and <paramref name="Message"/> then describe its values.</param>
/// <param name="Message">For a message field: yields its schema (messages may refer to each other); otherwise null.</param>
public sealed record FieldSchema(string Name, string JsonName, string MemberName, int Number, AttributeType Type, bool IsMap = false, Func<MessageSchema>? Message = null);

/// <summary>One field of an OutputTemplate.</summary>
/// <param name="Name">Name in the proto; the attribute is called <c>&lt;code package&gt;.output.&lt;name&gt;</c>.</param>
/// <param name="Type">Its type.</param>
public sealed record OutputField(string Name, AttributeType Type);

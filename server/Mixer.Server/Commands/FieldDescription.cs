using System.Globalization;
using Google.Protobuf.Reflection;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Server.Commands;

/// <summary>One field that an operator may configure.</summary>
/// <param name="Name">Its name in YAML.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Fields">The fields of a message; empty for a plain value or a message that is described further up.</param>
internal sealed record FieldDescription(string Name, string Type, IReadOnlyList<FieldDescription> Fields)
{
    /// <summary>The fields of a configuration message.</summary>
    public static IReadOnlyList<FieldDescription> Of(MessageDescriptor message, IReadOnlyList<string> above) =>
        message.File.Package == "google.protobuf" || above.Contains(message.FullName)
            ? []
            : [.. message.Fields.InDeclarationOrder().Select(field => Of(field, [.. above, message.FullName]))];

    /// <summary>The fields of a template.</summary>
    public static IReadOnlyList<FieldDescription> Of(MessageSchema schema, IReadOnlyList<string> above) =>
        above.Contains(schema.Name)
            ? []
            : [.. schema.Fields.Select(field => new FieldDescription(field.JsonName, TypeOf(field), field.Message is null ? [] : Of(field.Message(), [.. above, schema.Name])))];

    /// <summary>One line for the field and one for each below it.</summary>
    public IEnumerable<string> Lines(int depth) =>
        Fields.SelectMany(field => field.Lines(depth + 1)).Prepend(new string(' ', depth * 2) + Name + ": " + Type);

    private static FieldDescription Of(FieldDescriptor field, IReadOnlyList<string> above)
    {
        if (field.IsMap)
        {
            var value = field.MessageType.FindFieldByNumber(2);
            return new FieldDescription(field.JsonName, $"map of {TypeOf(value)}", MembersOf(value, above));
        }

        return new FieldDescription(field.JsonName, field.IsRepeated ? "list of " + TypeOf(field) : TypeOf(field), MembersOf(field, above));
    }

    private static IReadOnlyList<FieldDescription> MembersOf(FieldDescriptor field, IReadOnlyList<string> above) =>
        field.FieldType == FieldType.Message ? Of(field.MessageType, above) : [];

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message when field.MessageType.FullName == "google.protobuf.Duration" => "duration",
        FieldType.Message => field.MessageType.Name,
        FieldType.Enum => string.Join(" | ", field.EnumType.Values.Select(value => value.Name)),
        var plain => plain.ToString().ToLower(CultureInfo.InvariantCulture),
    };

    private static string TypeOf(FieldSchema field)
    {
        var type = field.Message is not null ? field.Message().Name
            : field.Type == AttributeType.Unspecified ? "expression of any type"
            : "expression of type " + field.Type.ToString().ToUpperInvariant();
        return field.IsMap ? "map of " + type : type;
    }
}

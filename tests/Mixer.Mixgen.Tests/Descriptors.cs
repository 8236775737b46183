using Google.Protobuf;
using Google.Protobuf.Reflection;
using FileOptions = Google.Protobuf.Reflection.FileOptions;

namespace Mixer.Mixgen.Tests;

/// <summary>Descriptor sets as another library reads them.</summary>
internal sealed class Descriptors
{
    private static readonly Extension<FileOptions, int> Variety = new(72295727, FieldCodec.ForEnum(72295727 << 3, value => value, value => value));
    private static readonly Extension<FileOptions, string> TemplateName = new(72295888, FieldCodec.ForString((72295888 << 3) | 2, ""));
    private readonly FileDescriptorSet _set;

    private Descriptors(FileDescriptorSet set) => _set = set;

    public static Descriptors OfBase64(string base64) =>
        new(FileDescriptorSet.Parser.WithExtensionRegistry([Variety, TemplateName]).ParseFrom(Convert.FromBase64String(base64)));

    /// <summary>The file that the set is about.</summary>
    public FileDescriptorProto Last => _set.File[^1];

    public int VarietyNumber => Last.Options.GetExtension(Variety);

    public string Name => Last.Options.GetExtension(TemplateName);

    /// <summary>Links the set as a consumer would: fails if an import is missing or comes late.</summary>
    public IReadOnlyList<FileDescriptor> Link() => FileDescriptor.BuildFromByteStrings(_set.File.Select(file => file.ToByteString()));

    /// <summary>The fields of a message of the last file: <c>name=number:type</c>, in order.</summary>
    public string Fields(string message) => string.Join(' ', Last.MessageType.Single(type => type.Name == message).Field.Select(Text));

    private static string Text(FieldDescriptorProto field) =>
        FormattableString.Invariant($"{field.Name}={field.Number}:{(field.TypeName.Length > 0 ? field.TypeName : field.Type.ToString().ToLowerInvariant())}");
}

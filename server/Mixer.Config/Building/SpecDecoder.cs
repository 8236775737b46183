using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mixer.Config.Yaml;

namespace Mixer.Config.Building;

/// <summary>
/// Decodes a specification into a protobuf message, strictly: an unknown field, a value of the wrong type or out of range is an error with its place
/// (spec 03 section 2.2). Works by writing wire bytes, so that no reflection over generated classes is needed.
/// </summary>
internal static class SpecDecoder
{
    // Most messages are short; the stream's own buffer of 4 KiB a message would be most of the cost of a large configuration.
    private const int BufferSize = 128;

    /// <summary>
    /// The message that <paramref name="spec"/> says, laid over <paramref name="defaults"/>: a field given replaces the default's whole field. Null if there are errors.
    /// </summary>
    public static IMessage? Decode(ConfigMap? spec, MessageDescriptor descriptor, IMessage? defaults, ProblemSink problems, string path = "")
    {
        var erroneous = problems.ErrorCount;
        var overlay = new MemoryStream();
        if (defaults is not null)
        {
            WriteDefaults(defaults, spec, descriptor, overlay);
        }

        if (spec is not null)
        {
            using var output = new CodedOutputStream(overlay, BufferSize, leaveOpen: true);
            EncodeFields(spec, descriptor, path, output, problems);
        }

        return problems.ErrorCount > erroneous ? null : Parse(overlay, spec, descriptor, problems, path);
    }

    private static IMessage? Parse(MemoryStream bytes, ConfigMap? spec, MessageDescriptor descriptor, ProblemSink problems, string path)
    {
        try
        {
            return descriptor.Parser.ParseFrom(bytes.ToArray());
        }
        catch (InvalidProtocolBufferException e)
        {
            // Only nesting can bring us here: a message holds fewer levels than a document.
            problems.Undecodable(spec, ProblemKind.TooLarge, path, e.Message);
            return null;
        }
    }

    /// <summary>Copies the fields of the defaults that <paramref name="spec"/> does not give.</summary>
    private static void WriteDefaults(IMessage defaults, ConfigMap? spec, MessageDescriptor descriptor, MemoryStream output)
    {
        var replaced = new HashSet<int>();
        foreach (var entry in spec?.Entries ?? [])
        {
            if (!entry.Value.IsNull && FindField(descriptor, entry.Key) is { } field)
            {
                replaced.Add(field.FieldNumber);
                foreach (var sibling in field.RealContainingOneof?.Fields ?? [])
                {
                    replaced.Add(sibling.FieldNumber);
                }
            }
        }

        var bytes = defaults.ToByteArray();
        if (replaced.Count == 0)
        {
            output.Write(bytes);
            return;
        }

        using var input = new CodedInputStream(bytes);
        while (!input.IsAtEnd)
        {
            var start = (int)input.Position;
            var tag = input.ReadTag();
            input.SkipLastField();
            if (!replaced.Contains(WireFormat.GetTagFieldNumber(tag)))
            {
                output.Write(bytes, start, (int)input.Position - start);
            }
        }
    }

    private static void EncodeFields(ConfigMap map, MessageDescriptor descriptor, string path, CodedOutputStream output, ProblemSink problems)
    {
        foreach (var entry in map.Entries)
        {
            var fieldPath = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            if (FindField(descriptor, entry.Key) is not { } field)
            {
                var known = descriptor.Fields.InDeclarationOrder().Select(f => f.JsonName);
                problems.Undecodable(entry.KeyNode, ProblemKind.UnknownField, fieldPath, $"unknown field \"{entry.Key}\" in {GoName(descriptor)}", NearestName.Hint(entry.Key, known));
                continue;
            }

            // Both spellings given: the camelCase one wins.
            if (entry.Value.IsNull || (entry.Key != field.JsonName && map.Find(field.JsonName) is not null))
            {
                continue;
            }

            if (field.IsMap)
            {
                EncodeMap(entry.Value, field, fieldPath, output, problems);
            }
            else if (field.IsRepeated)
            {
                EncodeList(entry.Value, field, fieldPath, output, problems);
            }
            else
            {
                EncodeValue(entry.Value, field, fieldPath, output, problems);
            }
        }
    }

    private static void EncodeList(ConfigNode node, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (node is not ConfigList list)
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, $"json: cannot unmarshal {node.JsonType} into Go value of type []json.RawMessage", "a list is expected here");
            return;
        }

        for (var i = 0; i < list.Items.Length; i++)
        {
            EncodeValue(list.Items[i], field, FormattableString.Invariant($"{path}[{i}]"), output, problems);
        }
    }

    private static void EncodeMap(ConfigNode node, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (node is not ConfigMap map)
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, $"json: cannot unmarshal {node.JsonType} into Go value of type map[string]json.RawMessage", "keys with values are expected here");
            return;
        }

        var (keyField, valueField) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
        foreach (var entry in map.Entries)
        {
            var entryPath = $"{path}[{entry.Key}]";
            WriteMessage(field.FieldNumber, output, item =>
            {
                ScalarEncoder.EncodeKey(entry, keyField, entryPath, item, problems);
                if (!entry.Value.IsNull)
                {
                    EncodeValue(entry.Value, valueField, entryPath, item, problems);
                }
            });
        }
    }

    private static void EncodeValue(ConfigNode node, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (field.FieldType != FieldType.Message)
        {
            ScalarEncoder.Encode(node, field, path, output, problems);
            return;
        }

        var type = field.MessageType;
        if (WellKnownEncoder.Handles(type))
        {
            WriteMessage(field.FieldNumber, output, item => WellKnownEncoder.Encode(node, type, path, item, problems));
        }
        else if (node is ConfigMap map)
        {
            WriteMessage(field.FieldNumber, output, item => EncodeFields(map, type, path, item, problems));
        }
        else if (node.IsNull)
        {
            WriteMessage(field.FieldNumber, output, _ => { });
        }
        else
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, $"json: cannot unmarshal {node.JsonType} into Go value of type map[string]json.RawMessage", $"fields of {GoName(type)} are expected here");
        }
    }

    /// <summary>Writes a length-prefixed message.</summary>
    internal static void WriteMessage(int number, CodedOutputStream output, Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var inner = new CodedOutputStream(buffer, BufferSize, leaveOpen: true))
        {
            write(inner);
        }

        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Package and name as the reference prints them, for example <c>v1beta1.Rule</c>, <c>config.Params_Override</c>.</summary>
    private static string GoName(MessageDescriptor descriptor)
    {
        var name = descriptor.Name;
        for (var outer = descriptor.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = $"{outer.Name}_{name}";
        }

        var package = descriptor.File.Package;
        return $"{package[(package.LastIndexOf('.') + 1)..]}.{name}";
    }

    private static FieldDescriptor? FindField(MessageDescriptor descriptor, string name)
    {
        if (descriptor.FindFieldByName(name) is { } exact)
        {
            return exact;
        }

        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            if (field.JsonName == name)
            {
                return field;
            }
        }

        return null;
    }
}

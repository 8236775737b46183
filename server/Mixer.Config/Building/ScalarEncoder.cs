using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mixer.Config.Yaml;

namespace Mixer.Config.Building;

/// <summary>Writes single values of protobuf fields as wire bytes, or says why a value does not fit.</summary>
internal static class ScalarEncoder
{
    public static void Encode(ConfigNode node, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (node is not ConfigScalar scalar || scalar.IsNull)
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, $"json: cannot unmarshal {node.JsonType} into Go value of type {GoType(field)}");
            return;
        }

        switch (field.FieldType)
        {
            case FieldType.String when scalar.Kind == ScalarKind.Text:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
                output.WriteString(scalar.Text);
                break;
            case FieldType.Bytes when scalar.Kind == ScalarKind.Text:
                EncodeBytes(scalar, field, path, output, problems);
                break;
            case FieldType.Bool when scalar.Kind == ScalarKind.Bool:
                output.WriteTag(field.FieldNumber, WireFormat.WireType.Varint);
                output.WriteBool(scalar.Integer != 0);
                break;
            case FieldType.Enum:
                EncodeEnum(scalar, field, path, output, problems);
                break;
            case FieldType.Double or FieldType.Float when TryDouble(scalar, out var number):
                EncodeDouble(number, field, output);
                break;
            case FieldType.Double or FieldType.Float or FieldType.String or FieldType.Bytes or FieldType.Bool:
                Mismatch(scalar, field, path, problems);
                break;
            default:
                EncodeInteger(scalar, field, path, output, problems);
                break;
        }
    }

    /// <summary>Writes the key of a map entry, which is always text in YAML.</summary>
    public static void EncodeKey(ConfigEntry entry, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (field.FieldType == FieldType.String)
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteString(entry.Key);
        }
        else if (field.FieldType == FieldType.Bool && entry.Key is "true" or "false")
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.Varint);
            output.WriteBool(entry.Key == "true");
        }
        else if (field.FieldType != FieldType.Bool && TryInteger(entry.Key, field.FieldType, out var value))
        {
            WriteInteger(value, field, output);
        }
        else
        {
            problems.Undecodable(entry.KeyNode, ProblemKind.InvalidValue, path, $"json: cannot unmarshal string into Go value of type {GoType(field)}");
        }
    }

    private static void EncodeBytes(ConfigScalar scalar, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        var buffer = new byte[scalar.Text.Length];
        if (!Convert.TryFromBase64String(scalar.Text, buffer, out var count))
        {
            problems.Undecodable(scalar, ProblemKind.InvalidValue, path, "illegal base64 data");
            return;
        }

        output.WriteTag(field.FieldNumber, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(buffer, 0, count));
    }

    private static void EncodeEnum(ConfigScalar scalar, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        var type = field.EnumType;
        if (scalar.Kind == ScalarKind.Integer && scalar.Integer is >= int.MinValue and <= int.MaxValue)
        {
            if (type.FindValueByNumber((int)scalar.Integer) is null)
            {
                problems.Warning(scalar, ProblemKind.UnknownEnumValue, path, FormattableString.Invariant($"{type.FullName} has no value with number {scalar.Integer}"));
            }

            WriteEnum((int)scalar.Integer);
        }
        else if (scalar.Kind is ScalarKind.Text or ScalarKind.Bool && type.FindValueByName(scalar.Text) is { } value)
        {
            WriteEnum(value.Number);
        }
        else if (scalar.Kind == ScalarKind.Float)
        {
            Mismatch(scalar, field, path, problems);
        }
        else
        {
            problems.Undecodable(scalar, ProblemKind.UnknownEnumValue, path, $"unknown value \"{scalar.Text}\" for enum {type.FullName}", NearestName.Hint(scalar.Text, type.Values.Select(v => v.Name)));
        }

        void WriteEnum(int number)
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.Varint);
            output.WriteEnum(number);
        }
    }

    private static bool TryDouble(ConfigScalar scalar, out double number)
    {
        number = scalar.Number;
        return scalar.Kind is ScalarKind.Integer or ScalarKind.Float
            || (scalar.Kind == ScalarKind.Text && scalar.Text switch
            {
                "NaN" => (number = double.NaN) is double.NaN,
                "Infinity" => (number = double.PositiveInfinity) > 0,
                "-Infinity" => (number = double.NegativeInfinity) < 0,
                _ => false,
            });
    }

    private static void EncodeDouble(double number, FieldDescriptor field, CodedOutputStream output)
    {
        if (field.FieldType == FieldType.Double)
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.Fixed64);
            output.WriteDouble(number);
        }
        else
        {
            output.WriteTag(field.FieldNumber, WireFormat.WireType.Fixed32);
            output.WriteFloat((float)number);
        }
    }

    private static void EncodeInteger(ConfigScalar scalar, FieldDescriptor field, string path, CodedOutputStream output, ProblemSink problems)
    {
        // JSON writes 64-bit integers as text, so quotes are fine there, and only there.
        var text = scalar.Kind switch
        {
            ScalarKind.Integer => scalar.NormalText,
            ScalarKind.Float => scalar.Text,
            ScalarKind.Text when IsWide(field.FieldType) => scalar.Text,
            _ => "",
        };
        if (TryInteger(text, field.FieldType, out var value))
        {
            WriteInteger(value, field, output);
        }
        else
        {
            Mismatch(scalar, field, path, problems);
        }
    }

    private static bool TryInteger(string text, FieldType type, out Int128 value)
    {
        (Int128 least, Int128 most) = type switch
        {
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => ((Int128)int.MinValue, (Int128)int.MaxValue),
            FieldType.UInt32 or FieldType.Fixed32 => (Int128.Zero, (Int128)uint.MaxValue),
            FieldType.UInt64 or FieldType.Fixed64 => (Int128.Zero, (Int128)ulong.MaxValue),
            _ => ((Int128)long.MinValue, (Int128)long.MaxValue),
        };
        return Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
    }

    private static void WriteInteger(Int128 value, FieldDescriptor field, CodedOutputStream output)
    {
        var wire = field.FieldType switch
        {
            FieldType.Fixed32 or FieldType.SFixed32 => WireFormat.WireType.Fixed32,
            FieldType.Fixed64 or FieldType.SFixed64 => WireFormat.WireType.Fixed64,
            _ => WireFormat.WireType.Varint,
        };
        output.WriteTag(field.FieldNumber, wire);
        switch (field.FieldType)
        {
            case FieldType.Fixed32: output.WriteFixed32((uint)value); break;
            case FieldType.SFixed32: output.WriteSFixed32((int)value); break;
            case FieldType.Fixed64: output.WriteFixed64((ulong)value); break;
            case FieldType.SFixed64: output.WriteSFixed64((long)value); break;
            case FieldType.SInt32: output.WriteSInt32((int)value); break;
            case FieldType.SInt64: output.WriteSInt64((long)value); break;
            case FieldType.UInt32: output.WriteUInt32((uint)value); break;
            case FieldType.UInt64: output.WriteUInt64((ulong)value); break;
            case FieldType.Int32: output.WriteInt32((int)value); break;
            default: output.WriteInt64((long)value); break;
        }
    }

    private static void Mismatch(ConfigScalar scalar, FieldDescriptor field, string path, ProblemSink problems)
    {
        var isNumberField = field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Bool);
        var shown = scalar.JsonType == "number" && isNumberField ? $"number {scalar.NormalText}" : scalar.JsonType;
        var hint = field.FieldType == FieldType.String ? $"write it in quotes: \"{scalar.Text}\""
            : scalar.Kind == ScalarKind.Text && isNumberField && PlainScalar.Resolve(scalar.Text, out _, out _) is ScalarKind.Integer or ScalarKind.Float ? "write it without quotes"
            : null;
        problems.Undecodable(scalar, ProblemKind.WrongType, path, $"json: cannot unmarshal {shown} into Go value of type {GoType(field)}", hint);
    }

    private static bool IsWide(FieldType type) =>
        type is FieldType.Int64 or FieldType.UInt64 or FieldType.SInt64 or FieldType.Fixed64 or FieldType.SFixed64;

    private static string GoType(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "string",
        FieldType.Bytes => "[]uint8",
        FieldType.Bool => "bool",
        FieldType.Double => "float64",
        FieldType.Float => "float32",
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => "int32",
        FieldType.UInt32 or FieldType.Fixed32 => "uint32",
        FieldType.UInt64 or FieldType.Fixed64 => "uint64",
        FieldType.Enum => field.EnumType.Name,
        _ => "int64",
    };
}

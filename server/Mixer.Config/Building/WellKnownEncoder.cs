using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Mixer.Config.Yaml;

namespace Mixer.Config.Building;

/// <summary>Writes the messages of google.protobuf that have a form of their own in configuration.</summary>
internal static class WellKnownEncoder
{
    public static bool Handles(MessageDescriptor type) => type.File.Package == "google.protobuf";

    public static void Encode(ConfigNode node, MessageDescriptor type, string path, CodedOutputStream output, ProblemSink problems)
    {
        switch (type.Name)
        {
            case "Duration":
                EncodeDuration(node, path, output, problems);
                break;
            case "Timestamp":
                EncodeTimestamp(node, path, output, problems);
                break;
            case "Struct" when node is ConfigMap map:
                ToStruct(map).WriteTo(output);
                break;
            case "ListValue" when node is ConfigList list:
                ToList(list).WriteTo(output);
                break;
            case "Value":
                ToValue(node).WriteTo(output);
                break;
            case "Empty" when node is ConfigMap { Entries.IsEmpty: true } or { IsNull: true }:
                break;
            default:
                if (type.Name.EndsWith("Value", StringComparison.Ordinal) && type.FindFieldByNumber(1) is { } wrapped && node is ConfigScalar)
                {
                    ScalarEncoder.Encode(node, wrapped, path, output, problems);
                }
                else
                {
                    problems.Undecodable(node, ProblemKind.WrongType, path, $"json: cannot unmarshal {node.JsonType} into Go value of type types.{type.Name}");
                }

                break;
        }
    }

    private static void EncodeDuration(ConfigNode node, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (node is not ConfigScalar { Kind: ScalarKind.Text } scalar)
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, "invalid syntax", "a duration is a text such as 5s, 1.5s or 1h30m");
        }
        else if (!Sdk.Values.Duration.TryParse(scalar.Text, out var value))
        {
            problems.Undecodable(node, ProblemKind.InvalidValue, path, $"bad Duration: time: invalid duration {scalar.Text}", "a duration is a text such as 5s, 1.5s or 1h30m");
        }
        else
        {
            var duration = new Duration { Seconds = value.Nanoseconds / 1_000_000_000, Nanos = (int)(value.Nanoseconds % 1_000_000_000) };
            duration.WriteTo(output);
        }
    }

    private static void EncodeTimestamp(ConfigNode node, string path, CodedOutputStream output, ProblemSink problems)
    {
        if (node is not ConfigScalar { Kind: ScalarKind.Text } scalar)
        {
            problems.Undecodable(node, ProblemKind.WrongType, path, "invalid syntax", "a time is a text such as 2017-07-04T00:01:10Z");
        }
        else if (!DateTimeOffset.TryParse(scalar.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value))
        {
            problems.Undecodable(node, ProblemKind.InvalidValue, path, $"bad Timestamp: parsing time \"{scalar.Text}\"", "a time is a text such as 2017-07-04T00:01:10Z");
        }
        else
        {
            Timestamp.FromDateTimeOffset(value).WriteTo(output);
        }
    }

    private static Struct ToStruct(ConfigMap map)
    {
        var result = new Struct();
        foreach (var entry in map.Entries)
        {
            result.Fields[entry.Key] = ToValue(entry.Value);
        }

        return result;
    }

    private static ListValue ToList(ConfigList list)
    {
        var result = new ListValue();
        result.Values.AddRange(list.Items.Select(ToValue));
        return result;
    }

    private static Value ToValue(ConfigNode node) => node switch
    {
        ConfigMap map => Value.ForStruct(ToStruct(map)),
        ConfigList list => new Value { ListValue = ToList(list) },
        ConfigScalar { Kind: ScalarKind.Bool } scalar => Value.ForBool(scalar.Integer != 0),
        ConfigScalar { Kind: ScalarKind.Integer or ScalarKind.Float } scalar => Value.ForNumber(scalar.Number),
        ConfigScalar { Kind: ScalarKind.Text } scalar => Value.ForString(scalar.Text),
        _ => Value.ForNull(),
    };
}

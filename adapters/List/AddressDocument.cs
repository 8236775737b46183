using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mixer.Adapters.List;

/// <summary>
/// Reads the body of an address list: YAML or JSON, an object with one list <c>whitelist</c>. Works on the stream of events, so a body that
/// nests without end costs neither stack nor time.
/// </summary>
internal static class AddressDocument
{
    private const int MaxDepth = 64;

    /// <summary>The entries as text; the fault is in angle brackets.</summary>
    public static bool TryRead(string body, out IReadOnlyList<string> entries, [NotNullWhen(false)] out string? fault)
    {
        entries = [];
        try
        {
            using var reader = new StringReader(body);
            var parser = new Parser(reader);
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || (parser.TryConsume<Scalar>(out var scalar) && IsNull(scalar)))
            {
                fault = null;
                return true;
            }

            fault = parser.TryConsume<MappingStart>(out _)
                ? ReadObject(parser, ref entries)
                : "<the list must be an object with one list 'whitelist'>";
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner meets some texts that are no YAML with other exceptions than its own.
            fault = $"<{exception.Message}>";
        }

        return fault is null;
    }

    private static string? ReadObject(Parser parser, ref IReadOnlyList<string> entries)
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var isList = parser.Accept<Scalar>(out var key) && key.Value.Equals("whitelist", StringComparison.OrdinalIgnoreCase);
            var fault = Skip(parser);
            if (fault is null)
            {
                fault = isList ? ReadList(parser, key!.Value, ref entries) : Skip(parser);
            }

            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? ReadList(Parser parser, string name, ref IReadOnlyList<string> entries)
    {
        if (parser.Accept<Scalar>(out var scalar) && IsNull(scalar))
        {
            return Skip(parser);
        }

        var list = new List<string>();
        if (parser.TryConsume<SequenceStart>(out _))
        {
            while (parser.TryConsume<Scalar>(out var entry))
            {
                list.Add(IsNull(entry) ? "" : entry.Value);
            }

            if (parser.TryConsume<SequenceEnd>(out _))
            {
                entries = list;
                return null;
            }
        }

        return $"<'{name}' must be a list of addresses>";
    }

    /// <summary>Passes over one node with all that is in it.</summary>
    private static string? Skip(Parser parser)
    {
        var depth = 0;
        do
        {
            depth += parser.Consume<ParsingEvent>().NestingIncrease;
            if (depth > MaxDepth)
            {
                return "<nested too deeply>";
            }
        }
        while (depth > 0);

        return null;
    }

    private static bool IsNull(Scalar scalar) =>
        scalar is { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or "Null" or "NULL" };
}

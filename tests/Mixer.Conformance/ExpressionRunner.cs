using System.Text.Json;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Conformance;

/// <summary>Runs one recorded expression and compares; what the language has beyond the reference may succeed where that has a compile error.</summary>
internal static class ExpressionRunner
{
    // Compile errors of the reference that additions of the language turn into successes.
    private static readonly string[] Additions =
    [
        "unexpected expression: &ast.IndexExpr", "unknown function: SUB", "unknown function: NOT", "unknown function: LT", "unknown function: LEQ",
        "unknown function: GT", "unknown function: GEQ", "unknown function: size", "unknown function: toLower", "unknown function: reverse",
        "internal compiler error -- equality for type not yet implemented: duration",
        "internal compiler error -- equality for type not yet implemented: interface",
    ];

    /// <summary>Null, or what differs.</summary>
    public static string? Run(ExpressionCase test, ManifestSource manifests)
    {
        var compiler = manifests.For(test.Manifest);
        var compiled = compiler.Compile(test.Text, AttributeType.Unspecified, out var error);
        if (test.CompileError is { } wanted)
        {
            return compiled is not null && !IsAddition(wanted) ? $"compiled, but should fail: {wanted}"
                : compiled is null && !SameError(wanted, error!.Message) && !IsAddition(wanted) ? $"compile error\n      got  {error.Message}\n      want {wanted}"
                : null;
        }

        if (compiled is null)
        {
            return $"compile error: {error!.Message}";
        }

        if (test.Type is { } type && type != ManifestSource.NameOf(compiled.Type))
        {
            return $"type {compiled.Type}, should be {type}";
        }

        var bag = CreateBag(compiler.Vocabulary, test.Input);
        var succeeded = compiled.As<AttributeValue>().TryEvaluate(bag, out var value);
        if (test.EvalError is { } failure)
        {
            if (succeeded)
            {
                return $"value {value}, but should fail: {failure}";
            }

            if (!SameError(failure, bag.Error!))
            {
                return $"error\n      got  {bag.Error}\n      want {failure}";
            }
        }
        else if (!succeeded)
        {
            return $"error {bag.Error}, should be {test.Result}";
        }
        else if (!SameValue(test.Result!.Value, compiled.Type, value))
        {
            return $"value {value}, should be {test.Result}";
        }

        return CompareReferences(test, compiler.Vocabulary, bag.References);
    }

    private static AttributeBag CreateBag(Vocabulary vocabulary, JsonElement? input)
    {
        var bag = new AttributeBag(vocabulary);
        if (input is { ValueKind: JsonValueKind.Object } values)
        {
            foreach (var entry in values.EnumerateObject())
            {
                var slot = vocabulary.SlotOf(entry.Name);
                if (slot >= 0)
                {
                    bag.Set(slot, ValueReader.Read(entry.Value));
                }
            }
        }

        return bag;
    }

    private static bool IsAddition(string error) =>
        Additions.Any(start => error.StartsWith(start, StringComparison.Ordinal))
        || error.Contains("got DURATION, expected STRING", StringComparison.Ordinal)
        || error.Contains("got STRING, expected DURATION", StringComparison.Ordinal);

    private static bool SameError(string wanted, string got)
    {
        foreach (var start in (string[])["unable to parse expression ", "unexpected expression: "])
        {
            if (wanted.StartsWith(start, StringComparison.Ordinal))
            {
                return got.StartsWith(start, StringComparison.Ordinal);
            }
        }

        if (wanted.StartsWith("error converting string to uri", StringComparison.Ordinal) || wanted.Contains("to e-mail", StringComparison.Ordinal))
        {
            (wanted, got) = (UpToSecondQuote(wanted), UpToSecondQuote(got));
        }

        return string.Equals(wanted, got, StringComparison.Ordinal);
    }

    private static string UpToSecondQuote(string text)
    {
        var first = text.IndexOf('\'', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('\'', first + 1);
        return second < 0 ? text : text[..second];
    }

    private static bool SameValue(JsonElement recorded, AttributeType type, AttributeValue value)
    {
        if (recorded.GetProperty("t").GetString() is "STRING_MAP" && recorded.GetProperty("v").ValueKind == JsonValueKind.String)
        {
            return type == AttributeType.StringMap;
        }

        const string address = "net.IP ";
        if (type == AttributeType.IpAddress && recorded.GetProperty("v").GetString()!.StartsWith(address, StringComparison.Ordinal))
        {
            return recorded.GetProperty("v").GetString()![address.Length..] == new IpAddress(value.AsBytes).ToString();
        }

        var wanted = ValueReader.Read(recorded);
        return type == AttributeType.IpAddress && wanted.Kind == value.Kind && value.Kind == AttributeKind.Bytes
            ? wanted.AsBytes.Length == value.AsBytes.Length && new IpAddress(wanted.AsBytes).Equals(new IpAddress(value.AsBytes))
            : wanted == value;
    }

    private static string? CompareReferences(ExpressionCase test, Vocabulary vocabulary, ReferencedAttributes references)
    {
        var got = new List<string>();
        for (var slot = 0; slot < vocabulary.Count; slot++)
        {
            var bit = 1UL << slot;
            var isMap = vocabulary.TypeOf(slot) == AttributeType.StringMap;
            // The reference leaves no trace of a map that is read as a whole; that is a defect.
            if ((references.Present[slot >> 6] & bit) != 0 && (!isMap || test.Referenced.Contains(vocabulary.NameOf(slot) + " EXACT")))
            {
                got.Add(vocabulary.NameOf(slot) + " EXACT");
            }

            if ((references.Absent[slot >> 6] & bit) != 0)
            {
                got.Add(vocabulary.NameOf(slot) + " ABSENCE");
            }
        }

        // The reference reports an empty key as if it were the whole attribute; that is a defect.
        got.AddRange(references.Keys.Select(key =>
            $"{vocabulary.NameOf(key.Slot)}{(key.Key.Length == 0 ? "" : "::" + key.Key)} {(key.Present ? "EXACT" : "ABSENCE")}"));
        got.Sort(StringComparer.Ordinal);
        var wanted = test.Referenced.Order(StringComparer.Ordinal).ToList();
        return got.SequenceEqual(wanted) ? null : $"referenced [{string.Join(", ", got)}], should be [{string.Join(", ", wanted)}]";
    }
}

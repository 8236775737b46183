using System.Globalization;
using System.Text.RegularExpressions;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Tests.Specification;

/// <summary>A line of spec02.txt, which says how it is written.</summary>
internal sealed record SpecificationCase(int Number, string Text, AttributeBag Bag, string Outcome, string? Referenced)
{
    public static SpecificationCase Parse(string line)
    {
        // The expression may hold bars too: the number is before the first one, the rest is after the last three.
        var first = line.IndexOf('|', StringComparison.Ordinal);
        var tail = line[(first + 1)..].Split('|');
        var referenced = tail[^1].Trim();
        return new SpecificationCase(
            int.Parse(line.AsSpan(0, first), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture),
            string.Join('|', tail[..^3]).Trim(),
            ReadBag(Unescape(tail[^3].Trim())),
            Unescape(tail[^2].Trim()),
            referenced.Length == 0 ? null : referenced);
    }

    private static string Unescape(string text) => text.Contains('\\', StringComparison.Ordinal) ? Regex.Unescape(text) : text;

    private static AttributeBag ReadBag(string text)
    {
        var bag = new AttributeBag(Fixture.Vocabulary);
        foreach (var entry in text.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            bag.Set(Fixture.Vocabulary.SlotOf(entry[..equals]), ReadValue(entry[(equals + 1)..]));
        }

        return bag;
    }

    private static AttributeValue ReadValue(string text) =>
        text switch
        {
            ['s', '\'', .. var quoted, '\''] => new AttributeValue(quoted),
            ['t', '\'', .. var time, '\''] => Fixture.Evaluate($"timestamp(\"{time}\")"),
            ['d', .. var number] => new AttributeValue(double.Parse(number, CultureInfo.InvariantCulture)),
            ['x', .. var bytes] => new AttributeValue(Convert.FromHexString(bytes)),
            ['{', .. var entries, '}'] => new AttributeValue(StringMap.Create(
                entries.Split(',', StringSplitOptions.RemoveEmptyEntries).ToDictionary(entry => entry.Split(':')[0], entry => entry.Split(':')[1]))),
            "true" => new AttributeValue(true),
            [.. var span, 'n', 's'] => new AttributeValue(new Duration(long.Parse(span, CultureInfo.InvariantCulture))),
            _ => new AttributeValue(long.Parse(text, CultureInfo.InvariantCulture)),
        };
}

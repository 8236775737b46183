using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Tests;

/// <summary>The vocabulary of spec 02 (names by type) and short ways to compile and evaluate over it.</summary>
internal static class Fixture
{
    public static readonly IReadOnlyList<KeyValuePair<string, AttributeType>> Attributes =
    [
        new("as", AttributeType.String), new("bs", AttributeType.String), new("ai", AttributeType.Int64), new("bi", AttributeType.Int64),
        new("ad", AttributeType.Double), new("bd", AttributeType.Double), new("ab", AttributeType.Bool), new("bb", AttributeType.Bool),
        new("b1", AttributeType.Bool), new("b2", AttributeType.Bool), new("ar", AttributeType.StringMap), new("br", AttributeType.StringMap),
        new("sm", AttributeType.StringMap), new("aip", AttributeType.IpAddress), new("bip", AttributeType.IpAddress),
        new("at", AttributeType.Timestamp), new("bt", AttributeType.Timestamp), new("adur", AttributeType.Duration),
        new("bdur", AttributeType.Duration), new("adns", AttributeType.DnsName), new("bdns", AttributeType.DnsName),
        new("amail", AttributeType.EmailAddress), new("bmail", AttributeType.EmailAddress), new("auri", AttributeType.Uri),
        new("buri", AttributeType.Uri), new("a.b", AttributeType.Int64), new("x.true", AttributeType.Bool),
    ];

    public static readonly Vocabulary Vocabulary = new(Attributes);

    public static readonly ExpressionCompiler Compiler = new(Vocabulary);

    public static AttributeBag Bag(params ReadOnlySpan<(string Name, AttributeValue Value)> values)
    {
        var bag = new AttributeBag(Vocabulary);
        foreach (var (name, value) in values)
        {
            bag.Set(Vocabulary.SlotOf(name), value);
        }

        return bag;
    }

    public static AttributeValue Text(string text) => new(text);

    public static AttributeValue Map(params (string Key, string Value)[] entries) =>
        new(StringMap.Create(entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)));

    public static CompiledExpression Compile(string text)
    {
        var compiled = Compiler.Compile(text, AttributeType.Unspecified, out var error);
        Assert.Null(error);
        return compiled!;
    }

    public static string CompileError(string text)
    {
        Assert.Null(Compiler.Compile(text, AttributeType.Unspecified, out var error));
        return error!.Message;
    }

    public static AttributeValue Evaluate(string text, params ReadOnlySpan<(string Name, AttributeValue Value)> values) =>
        Evaluate(text, Bag(values));

    public static AttributeValue Evaluate(string text, AttributeBag bag)
    {
        Assert.True(Compile(text).As<AttributeValue>().TryEvaluate(bag, out var value), bag.Error);
        return value;
    }

    public static string EvaluationError(string text, params ReadOnlySpan<(string Name, AttributeValue Value)> values)
    {
        var bag = Bag(values);
        Assert.False(Compile(text).As<AttributeValue>().TryEvaluate(bag, out var value), value.ToString());
        return bag.Error!;
    }

    /// <summary>What was read, sorted: <c>name EXACT</c>, <c>name ABSENCE</c>, <c>name[key] EXACT</c>...</summary>
    public static string References(AttributeBag bag)
    {
        var read = new List<string>();
        for (var slot = 0; slot < Vocabulary.Count; slot++)
        {
            var name = Vocabulary.NameOf(slot);
            if ((bag.References.Present[slot >> 6] & (1UL << slot)) != 0)
            {
                read.Add(name + " EXACT");
            }

            if ((bag.References.Absent[slot >> 6] & (1UL << slot)) != 0)
            {
                read.Add(name + " ABSENCE");
            }
        }

        read.AddRange(bag.References.Keys.Select(key => $"{Vocabulary.NameOf(key.Slot)}[{key.Key}] {(key.Present ? "EXACT" : "ABSENCE")}"));
        read.Sort(StringComparer.Ordinal);
        return string.Join(", ", read);
    }
}

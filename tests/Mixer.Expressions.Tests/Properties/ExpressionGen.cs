using CsCheck;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Tests.Properties;

/// <summary>Random well-typed expressions over STRING, INT64, BOOL and STRING_MAP, and random values for their attributes.</summary>
internal static class ExpressionGen
{
    private static readonly Gen<string> Word = Choice("", "a", "b", "ab", "k");

    // Made once: each level holds several copies of the one below.
    private static readonly Gen<Expression>[] ByDepth =
        [.. Enumerable.Range(0, 4).Select(depth => Gen.OneOf(Strings(depth), Integers(depth), Bools(depth)))];

    /// <summary>Present attributes; each may be missing.</summary>
    public static readonly Gen<Dictionary<string, object>> Attributes =
        Gen.Select(
            Optional(Word), Optional(Word), Optional(Gen.Long[-3, 3]), Optional(Gen.Long[-3, 3]), Optional(Gen.Bool), Optional(Gen.Bool), Optional(Maps()),
            (a, b, c, d, e, f, m) => new (string Name, object? Value)[] { ("as", a), ("bs", b), ("ai", c), ("bi", d), ("ab", e), ("bb", f), ("ar", m) }
                .Where(entry => entry.Value is not null)
                .ToDictionary(entry => entry.Name, entry => entry.Value!, StringComparer.Ordinal));

    /// <summary>An expression of one of the scalar types.</summary>
    public static readonly Gen<Expression> Any = Gen.Int[0, 3].SelectMany(depth => ByDepth[depth]);

    private static Gen<object?> Optional<T>(Gen<T> gen) => Gen.Int[0, 2].SelectMany(n => n == 0 ? Gen.Const((object?)null) : gen.Select(value => (object?)value));

    private static Gen<Dictionary<string, string>> Maps() =>
        Gen.Select(Word, Word).Array[0, 3].Select(entries => entries.GroupBy(entry => entry.Item1, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Item2, StringComparer.Ordinal));

    private static Gen<Expression> Strings(int depth)
    {
        var leaf = Gen.OneOf(
            Word.Select(word => (Expression)new ConstantExpression(0, $"\"{word}\"", AttributeType.String, new AttributeValue(word))),
            Names("as", "bs"));
        if (depth == 0)
        {
            return leaf;
        }

        var less = depth - 1;
        return Gen.OneOf(
            leaf,
            Gen.Select(Names("ar", "br"), Strings(less)).Select((map, key) => (Expression)Call("INDEX", map, key)),
            Gen.Select(Maps(less), Strings(less)).Select((map, key) => (Expression)Call("INDEX", map, key)),
            Pair("OR", Strings(less)),
            Pair("ADD", Strings(less)),
            Gen.Select(Bools(less), Strings(less), Strings(less)).Select((c, x, y) => (Expression)Call("conditional", c, x, y)),
            Gen.Select(Bools(less), Strings(less), Strings(less)).Select((c, x, y) => (Expression)Call("conditionalString", c, x, y)));
    }

    private static Gen<Expression> Maps(int depth) =>
        depth == 0 ? Names("ar", "br") : Pair("OR", Maps(depth - 1));

    private static Gen<Expression> Integers(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Long[-3, 3].Select(number => (Expression)new ConstantExpression(
                0, number.ToString(System.Globalization.CultureInfo.InvariantCulture), AttributeType.Int64, new AttributeValue(number))),
            Names("ai", "bi"));
        if (depth == 0)
        {
            return leaf;
        }

        var less = depth - 1;
        return Gen.OneOf(
            leaf,
            Pair("OR", Integers(less)),
            Pair("ADD", Integers(less)),
            Integers(less).Select(operand => (Expression)Call("SUB", operand)),
            Strings(less).Select(operand => (Expression)Call("size", operand)),
            Gen.Select(Bools(less), Integers(less), Integers(less)).Select((c, x, y) => (Expression)Call("conditional", c, x, y)));
    }

    private static Gen<Expression> Bools(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Bool.Select(value => (Expression)new ConstantExpression(0, value ? "true" : "false", AttributeType.Bool, new AttributeValue(value))),
            Names("ab", "bb"));
        if (depth == 0)
        {
            return leaf;
        }

        var less = depth - 1;
        return Gen.OneOf(
            leaf,
            Pair("OR", Bools(less)),
            Pair("LAND", Bools(less)),
            Pair("LOR", Bools(less)),
            Pair("EQ", Strings(less)),
            Pair("NEQ", Integers(less)),
            Pair("LT", Integers(less)),
            Bools(less).Select(operand => (Expression)Call("NOT", operand)),
            Gen.Select(Strings(less), Strings(less)).Select((target, prefix) => (Expression)new CallExpression(0, 1, "startsWith", target, [prefix])));
    }

    private static Gen<Expression> Pair(string name, Gen<Expression> operand) =>
        Gen.Select(operand, operand).Select((left, right) => (Expression)Call(name, left, right));

    /// <summary>One of <paramref name="values"/>.</summary>
    public static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Expression> Names(params string[] names) => Choice(names).Select(name => (Expression)new AttributeExpression(0, name));

    private static CallExpression Call(string name, params IReadOnlyList<Expression> arguments) => new CallExpression(0, 1, name, null, arguments);
}

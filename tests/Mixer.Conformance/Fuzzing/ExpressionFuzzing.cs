using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Conformance.Fuzzing;

/// <summary>Texts of pieces of the language, compiled, their errors shown, and evaluated where they are expressions.</summary>
internal static class ExpressionFuzzing
{
    private static readonly string[] Pieces =
    [
        "as", "as", "bs", "ar", "ai", "ab", "aip", "adns", "auri", "amail", ".", "[", "]", "(", ")", "(", ")", ",", " | ", " || ", " && ", " == ", " == ", " != ", " < ", "=", " + ", "-", "!", "*",
        "\"", "'", "`", "\"x\"", "\"x\"", "\"5s\"", "\"k\"", "1", "1.5", "0x", "1e", "_", "\n", " ", "//", "/*", "*/", "{", "}", ";", ":", "...", "true", "match(", "\"a*\".matches(", "ip(", "dnsName(",
        "email(", "uri(", "timestamp(", ".startsWith(\"x\")", "conditional(", "emptyStringMap()", "[\"k\"]", "size(", "type", "func", "map", "\\", "\u00e9", "\U0001F600", "\ud800", "\0", "#", "~",
        "\"(\"", "\"xn--zca\"", "\"a@b\"", "\"http://a/\"", "ab && ", "as == \"x\" || ", "(as | \"d\")",
    ];

    public static Fuzzer<string> Create()
    {
        var vocabulary = new Vocabulary(
        [
            new("as", AttributeType.String), new("bs", AttributeType.String), new("ar", AttributeType.StringMap), new("ai", AttributeType.Int64), new("ab", AttributeType.Bool),
            new("aip", AttributeType.IpAddress), new("adns", AttributeType.DnsName), new("auri", AttributeType.Uri), new("amail", AttributeType.EmailAddress),
        ]);
        var compiler = new ExpressionCompiler(vocabulary);
        var bag = new AttributeBag(vocabulary);
        bag.Set(vocabulary.SlotOf("as"), new AttributeValue("x"));
        bag.Set(vocabulary.SlotOf("ab"), new AttributeValue(true));
        bag.Set(vocabulary.SlotOf("ai"), new AttributeValue(1L));
        bag.Set(vocabulary.SlotOf("adns"), new AttributeValue("a.b"));
        return new Fuzzer<string>(CreateText, text => Attempt(text, compiler, bag), text => $"{text.Length} characters: {text}");
    }

    private static string CreateText(Random random)
    {
        var pieces = new string[random.Next(1, 16)];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = Pieces[random.Next(Pieces.Length)];
        }

        return string.Concat(pieces);
    }

    private static bool Attempt(string text, ExpressionCompiler compiler, AttributeBag bag)
    {
        if (compiler.Compile(text, AttributeType.Unspecified, out var error) is not { } compiled)
        {
            return error!.Render(text).Length == 0;
        }

        bag.ClearError();
        bag.References.Reset(bag.Vocabulary.Count);
        return compiled.As<AttributeValue>().TryEvaluate(bag, out _) || bag.Error is not null
            ? true
            : throw new InvalidOperationException("neither a value nor an error");
    }
}

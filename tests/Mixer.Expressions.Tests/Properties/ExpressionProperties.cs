using System.Globalization;
using CsCheck;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;
using static Mixer.Expressions.Tests.Fixture;

namespace Mixer.Expressions.Tests.Properties;

public sealed class ExpressionProperties
{
    [Fact]
    public void Compiled_AnyExpression_IsWhatTheInterpreterSays() =>
        Gen.Select(ExpressionGen.Any, ExpressionGen.Attributes).Sample(
            (expression, attributes) =>
            {
                var text = ExpressionPrinter.Print(expression);
                var interpreter = new Interpreter(attributes);
                string wanted;
                try
                {
                    wanted = string.Create(CultureInfo.InvariantCulture, $"{interpreter.Strict(expression)}");
                }
                catch (EvaluationException error)
                {
                    wanted = "error: " + error.Message;
                }

                var bag = Bag([.. attributes.Select(entry => (entry.Key, entry.Value switch
                {
                    string s => new AttributeValue(s),
                    long n => new AttributeValue(n),
                    bool b => new AttributeValue(b),
                    var m => new AttributeValue(StringMap.Create((Dictionary<string, string>)m)),
                }))]);
                var found = Compile(text).As<AttributeValue>().TryEvaluate(bag, out var value);
                var got = !found ? "error: " + bag.Error : value.Kind == AttributeKind.Bool ? value.AsBool.ToString() : value.ToString();
                Assert.Equal($"{wanted} reading {interpreter.References} in {text}", $"{got} reading {References(bag)} in {text}");
            },
            iter: 1_000);

    [Fact]
    public void Parsed_PrintedExpression_IsTheSame() =>
        ExpressionGen.Any.Sample(
            expression =>
            {
                var text = ExpressionPrinter.Print(expression);
                var parsed = ExpressionParser.Parse(text, out var error);
                Assert.Null(error);
                Assert.Equal(ExpressionRenderer.Render(expression), ExpressionRenderer.Render(parsed!));
                Assert.Equal(text, ExpressionPrinter.Print(parsed!));
            },
            iter: 500);

    [Fact]
    public void Compile_AnyPieces_NeverThrow() =>
        ExpressionGen.Choice(
            "as", "ar", "ai", ".", "[", "]", "(", ")", ",", "|", "||", "&&", "==", "=", "+", "-", "!", "*", "\"", "'", "`", "\"x\"", "\"5s\"", "1", "0x", "1e", "_", "\n",
            " ", "//", "/*", "{", "}", ";", ":", "...", "true", "match", "matches", "ip", "type", "\\", "\u00e9", "\U0001F600", "\ud800", "\0", "#")
            .Array[0, 14].Sample(
                pieces =>
                {
                    var text = string.Concat(pieces);
                    var compiled = Fixture.Compiler.Compile(text, AttributeType.Unspecified, out var error);
                    Assert.True(compiled is null == error is not null, text);
                    if (error is not null)
                    {
                        Assert.InRange(error.Position, 0, text.Length);
                        Assert.NotEmpty(error.Render(text));
                    }
                },
                iter: 5_000);

    [Fact]
    public void Functions_AnyText_NeverThrow()
    {
        var evaluators = new[]
        {
            "ip(as) == aip", "timestamp(as) == at", "adns == dnsName(as)", "email(as) == amail", "uri(as) == auri", "as.matches(bs)", "bs.matches(as)",
            "reverse(as) == bs", "toLower(as) < bs", "adns == bdns", "amail == bmail", "auri == buri",
        }.Select(text => Compile(text).As<bool>()).ToArray();
        var part = ExpressionGen.Choice(
            "a", "b.c", ".", "-", "xn--", "@", "<", ">", "(", ")", "[", "]", "\"", "\\", ":", "/", "//", "http:", "?", "#", "%41", "%", "*", "+", "{2}", "{", "|", "^", "$",
            "\\p{L}", "(?i)", "\\Q", "[[:alpha:]]", "1", "::", "2015-01-02T15:04:35", "Z", " ", "\u0301", "\u00fc", "\u05d0", "\u200d", "\uac00", "\U0001F600", "\ud800", "\0");
        var text = part.Array[0, 8].Select(parts => string.Concat(parts));
        Gen.Select(text, text).Sample(
            (first, second) =>
            {
                var bag = Bag(
                    ("as", Text(first)), ("bs", Text(second)), ("adns", Text(first)), ("bdns", Text(second)), ("amail", Text(first)), ("bmail", Text(second)),
                    ("auri", Text(first)), ("buri", Text(second)), ("aip", new AttributeValue([1, 2, 3])), ("at", new AttributeValue(default(Timestamp))));
                foreach (var evaluator in evaluators)
                {
                    bag.ClearError();
                    Assert.Equal(evaluator.TryEvaluate(bag, out _), bag.Error is null);
                }
            },
            iter: 500);
    }
}

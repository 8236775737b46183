using System.Collections.Concurrent;
using Mixer.Attributes;
using Mixer.Expressions.Checking;
using Mixer.Expressions.Compilation;
using Mixer.Expressions.Functions;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions;

/// <summary>Compiles expressions over one vocabulary; identical texts share one result. Thread-safe.</summary>
public sealed class ExpressionCompiler(Vocabulary vocabulary)
{
    private const int MaxCached = 50_000;

    // What the language takes for blanks; other white space of Unicode is a mistake.
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n'];

    private readonly ConcurrentDictionary<(string Text, bool WantsString), CompiledExpression> _cache = new();
    private readonly PatternCache _patterns = new();
    private int _cached;

    /// <summary>The vocabulary that attribute names are resolved in.</summary>
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>
    /// Compiles <paramref name="text"/>. Null with <paramref name="error"/> set if it cannot be parsed, typed or compiled. <paramref name="expected"/> is only a hint for literals that
    /// read as a duration or as a text (design 6 row 7); the caller still compares the resulting type.
    /// </summary>
    public CompiledExpression? Compile(string text, AttributeType expected, out ExpressionError? error)
    {
        error = null;
        var key = (text.Trim(Blanks), expected == AttributeType.String);
        if (_cache.TryGetValue(key, out var known))
        {
            return known;
        }

        var result = CompileNew(text, expected, out error);
        if (result is null)
        {
            return null;
        }

        // What is cached is only a saving; a configuration of that many texts may pay twice for some. Counted here, because the dictionary counts under all of its locks.
        if (Interlocked.Increment(ref _cached) > MaxCached)
        {
            Interlocked.Exchange(ref _cached, 1);
            _cache.Clear();
        }

        return _cache.GetOrAdd(key, result);
    }

    private TypedExpression? CompileNew(string text, AttributeType expected, out ExpressionError? error)
    {
        if (ExpressionParser.Parse(text, out error) is not { } syntax)
        {
            return null;
        }

        var checker = new TypeChecker(Vocabulary);
        if (checker.Check(syntax) is not { } expression)
        {
            error = checker.Error;
            return null;
        }

        if (expected == AttributeType.String)
        {
            expression = expression.AsString() ?? expression;
        }

        var builder = new NodeBuilder(Vocabulary, _patterns);
        var result = TypedExpression.Create(text, expression, builder);
        error = builder.Error;
        return error is null ? result : null;
    }
}

using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Expressions;

/// <summary>Compiles expressions over one vocabulary; identical texts share one result. Thread-safe.</summary>
public sealed class ExpressionCompiler(Vocabulary vocabulary)
{
    /// <summary>The vocabulary that attribute names are resolved in.</summary>
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>
    /// Compiles <paramref name="text"/>. Null with <paramref name="error"/> set if it cannot be parsed, typed or compiled. <paramref name="expected"/> is only a hint for literals that
    /// read as a duration or as a text (design 6 row 7); the caller still compares the resulting type.
    /// </summary>
    public CompiledExpression? Compile(string text, AttributeType expected, out ExpressionError? error) =>
        throw new NotImplementedException();
}

using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Expressions;

/// <summary>A type-checked, compiled expression over one vocabulary. Immutable; evaluated from many threads, each with its own bag.</summary>
public abstract class CompiledExpression
{
    /// <summary>The text it was compiled from.</summary>
    public abstract string Text { get; }

    /// <summary>Its static type.</summary>
    public abstract AttributeType Type { get; }

    /// <summary>
    /// The typed evaluator: <typeparamref name="T"/> is the .NET type of <see cref="Type"/> (string, long, double, bool, Timestamp, Duration, IpAddress, DnsName,
    /// EmailAddress, UriValue, StringMap), or AttributeValue for any type. Any other <typeparamref name="T"/> is a programming error.
    /// </summary>
    public abstract Evaluator<T> As<T>();

    /// <summary>
    /// For a BOOL expression whose first operand in evaluation order is <c>attribute == constant</c> (or an <c>||</c> chain of such on one attribute): the attribute and the
    /// constants, so that a router may skip the expression when the attribute is present with another value. Null for anything else.
    /// </summary>
    public abstract LeadingEquality? LeadingEquality { get; }

    /// <summary>Constant parts that fail whenever they are evaluated, such as <c>ip("1.2.3")</c> or a pattern that is none. Empty if there are none.</summary>
    public abstract IReadOnlyList<ExpressionError> Warnings { get; }
}

/// <summary>The first test of a match expression.</summary>
/// <param name="Slot">Slot of the attribute; of the map, if <paramref name="MapKey"/> is not null.</param>
/// <param name="MapKey">The constant key, or null.</param>
/// <param name="Constants">If the attribute is present with a value that is none of these, the expression is false and nothing else is read.</param>
public sealed record LeadingEquality(int Slot, string? MapKey, IReadOnlyList<AttributeValue> Constants);

using Mixer.Sdk.Values;

namespace Mixer.Expressions.Checking;

/// <summary>How a function may be called.</summary>
internal enum FunctionForm : byte
{
    /// <summary><c>f(x)</c> or an operator.</summary>
    Function,

    /// <summary><c>target.f(x)</c>.</summary>
    Method,

    /// <summary>Either; the target of the method is the first argument of the function.</summary>
    Both,
}

/// <summary>What a function takes and yields. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">How it may be called.</param>
/// <param name="Parameters">Types of the operands, the target of a method first; Unspecified is the type variable <c>*</c>.</param>
/// <param name="Result">Type of the result; Unspecified is what <c>*</c> was bound to.</param>
internal sealed record FunctionSignature(string Name, FunctionForm Form, IReadOnlyList<AttributeType> Parameters, AttributeType Result);

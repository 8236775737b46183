using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Expressions.Compilation;

/// <summary>What a tolerant evaluation found.</summary>
internal enum Outcome : byte
{
    /// <summary>An error, recorded in the bag.</summary>
    Failed,

    /// <summary>Nothing is there; no error.</summary>
    Absent,

    /// <summary>A value.</summary>
    Found,
}

/// <summary>A compiled expression. The two ways to evaluate are those of spec 02 section 8. Immutable.</summary>
internal abstract class Node<T> : Evaluator<T>
{
    /// <summary>True if the value is the same for every bag and costs nothing.</summary>
    public virtual bool IsConstant => false;

    /// <summary>A value, or false with an error recorded.</summary>
    public abstract bool Strict(AttributeBag bag, [MaybeNullWhen(false)] out T value);

    /// <summary>As <see cref="Strict"/>, but for what may be left of <c>|</c>: absence is no error.</summary>
    public virtual Outcome Try(AttributeBag bag, [MaybeNull] out T value) => Strict(bag, out value) ? Outcome.Found : Outcome.Failed;

    /// <inheritdoc/>
    public sealed override bool TryEvaluate(EvaluationContext context, [MaybeNullWhen(false)] out T value) =>
        Strict(Unsafe.As<AttributeBag>(context), out value);
}

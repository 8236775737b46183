using System.Collections.Immutable;
using Mixer.Expressions;

namespace Mixer.Config.Model;

/// <summary>What is done to a header.</summary>
public enum HeaderOperationKind
{
    /// <summary>Its values are replaced.</summary>
    Replace,

    /// <summary>It is removed.</summary>
    Remove,

    /// <summary>Values are added.</summary>
    Append,
}

/// <summary>One header operation of a rule; applied only if the check is OK (spec 03 section 14). Immutable.</summary>
/// <param name="Name">The header; <c>:path</c> and its like included.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Values">The values, of type STRING; empty ones are skipped. None for a removal.</param>
public sealed record HeaderOperation(string Name, HeaderOperationKind Kind, ImmutableArray<CompiledExpression> Values);

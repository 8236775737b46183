using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Mixer.Generators.Adapters;

/// <summary>Which concrete classes a method returns, as far as its own text shows it.</summary>
internal static class ReturnedTypes
{
    /// <summary>The classes among the values that <paramref name="value"/> can be, looking through tasks, conversions, conditions and locals.</summary>
    public static IEnumerable<INamedTypeSymbol> Of(IOperation? value, int depth = 0)
    {
        if (value is null || depth > 8)
        {
            return [];
        }

        return value switch
        {
            IConversionOperation conversion => Of(conversion.Operand, depth + 1),
            IAwaitOperation awaited => Of(awaited.Operation, depth + 1),
            IConditionalOperation condition => Of(condition.WhenTrue, depth + 1).Concat(Of(condition.WhenFalse, depth + 1)),
            ICoalesceOperation coalesce => Of(coalesce.Value, depth + 1).Concat(Of(coalesce.WhenNull, depth + 1)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Of(arm.Value, depth + 1)),
            IObjectCreationOperation { Type: { Name: "ValueTask" or "Task" } } task => Of(task.Arguments.FirstOrDefault()?.Value, depth + 1),
            IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "ValueTask" or "Task" } } task =>
                Of(task.Arguments.FirstOrDefault()?.Value, depth + 1),
            ILocalReferenceOperation local => OfLocal(local, depth),
            _ => Unwrap(value.Type) is { } type ? [type] : [],
        };
    }

    private static IEnumerable<INamedTypeSymbol> OfLocal(ILocalReferenceOperation local, int depth)
    {
        if (Unwrap(local.Type) is { TypeKind: TypeKind.Class } type)
        {
            return [type];
        }

        var root = (IOperation)local;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        var assigned = root.Descendants().SelectMany(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer: { } initializer } declarator when Same(declarator.Symbol, local) => [initializer.Value],
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Same(target.Local, local) => [assignment.Value],
            _ => Enumerable.Empty<IOperation>(),
        });
        return assigned.SelectMany(value => Of(value, depth + 1));
    }

    private static bool Same(ILocalSymbol symbol, ILocalReferenceOperation local) => SymbolEqualityComparer.Default.Equals(symbol, local.Local);

    /// <summary>The T of a task of T, or the type itself; only classes tell what they implement.</summary>
    private static INamedTypeSymbol? Unwrap(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "ValueTask" or "Task", TypeArguments.Length: 1 } task => Unwrap(task.TypeArguments[0]),
        INamedTypeSymbol { TypeKind: TypeKind.Class } named => named,
        _ => null,
    };
}

using Microsoft.CodeAnalysis.Operations;

namespace Mixer.Generators.Adapters;

/// <summary>Calls that an adapter leaves to its environment: whatever starts work that nobody awaits, and logging past the host.</summary>
internal static class ForbiddenCalls
{
    /// <summary>True for a method that starts work on a thread of its own or at a later time.</summary>
    public static bool IsConcurrency(string type, string method) =>
        (type is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>" && method is "Run" or "Start")
        || (type.StartsWith("System.Threading.Tasks.TaskFactory", StringComparison.Ordinal) && method == "StartNew")
        || (type == "System.Threading.ThreadPool" && method.Contains("QueueUserWorkItem"))
        || (type == "System.TimeProvider" && method == "CreateTimer")
        || type == "System.Threading.Tasks.Parallel";

    /// <summary>True for a call whose task is thrown away: a statement of its own, or assigned to a discard.</summary>
    public static bool IsForgotten(IInvocationOperation invocation) =>
        invocation.TargetMethod.ReturnType is { Name: "Task" or "ValueTask" } task
        && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks"
        && invocation.TargetMethod.Name != "ScheduleWorkAsync"
        && invocation.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            IConversionOperation { Parent: ISimpleAssignmentOperation { Target: IDiscardOperation } } => true,
            _ => false,
        };

    /// <summary>True for a method that writes to a log that is not the host's.</summary>
    public static bool IsLogging(string type, string method) =>
        (type == "System.Console" && method.StartsWith("Write", StringComparison.Ordinal))
        || (type == "System.Diagnostics.Debug" && method.StartsWith("Write", StringComparison.Ordinal))
        || type is "System.Diagnostics.Trace" or "Serilog.Log";
}

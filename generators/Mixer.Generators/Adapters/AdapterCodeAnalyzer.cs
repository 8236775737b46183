using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.Adapters;

/// <summary>Checks what the code of adapters calls (MIX2010 to MIX2013); only in assemblies that declare adapters and are no tests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdapterCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        AdapterDiagnostics.UnknownConfigField, AdapterDiagnostics.RawConcurrency, AdapterDiagnostics.ForeignLogging, AdapterDiagnostics.DaemonIgnoresToken,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var isTest);
            var hasAdapters = start.Compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "MixerAdapterAttribute");
            if (hasAdapters && !string.Equals(isTest, "true", StringComparison.OrdinalIgnoreCase))
            {
                start.RegisterOperationAction(CheckInvocation, OperationKind.Invocation);
                start.RegisterOperationAction(CheckCreation, OperationKind.ObjectCreation);
            }
        });
    }

    private static void CheckInvocation(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        var method = invocation.TargetMethod;
        var type = method.ContainingType.ToDisplayString();
        if (IsConcurrency(type, method.Name))
        {
            Report(context, AdapterDiagnostics.RawConcurrency, method.ContainingType.Name + "." + method.Name);
        }
        else if (IsLogging(type, method.Name))
        {
            Report(context, AdapterDiagnostics.ForeignLogging, method.ContainingType.Name + "." + method.Name);
        }
        else if (type == "Mixer.Sdk.AdapterEnvironment" && method.Name == "ScheduleDaemon")
        {
            CheckDaemon(context, invocation);
        }
        else if (type == "Mixer.Sdk.ConfigErrors" && method.Name == "Add")
        {
            CheckField(context, invocation);
        }
    }

    private static void CheckCreation(OperationAnalysisContext context)
    {
        if (context.Operation.Type?.ToDisplayString() is "System.Threading.Thread" or "System.Threading.Timer" or "System.Timers.Timer")
        {
            Report(context, AdapterDiagnostics.RawConcurrency, "new " + context.Operation.Type.Name);
        }
    }

    private static bool IsConcurrency(string type, string method) =>
        (type == "System.Threading.Tasks.Task" && method == "Run")
        || (type.StartsWith("System.Threading.Tasks.TaskFactory", StringComparison.Ordinal) && method == "StartNew")
        || (type == "System.Threading.ThreadPool" && method.Contains("QueueUserWorkItem"))
        || type == "System.Threading.Tasks.Parallel";

    private static bool IsLogging(string type, string method) =>
        (type == "System.Console" && method.StartsWith("Write", StringComparison.Ordinal))
        || type is "System.Diagnostics.Debug" && method.StartsWith("Write", StringComparison.Ordinal)
        || type is "System.Diagnostics.Trace" or "Serilog.Log";

    private static void CheckDaemon(OperationAnalysisContext context, IInvocationOperation invocation)
    {
        var daemon = invocation.Arguments.Select(argument => argument.Value).SelectMany(value => value.DescendantsAndSelf()).OfType<IAnonymousFunctionOperation>().FirstOrDefault();
        if (daemon is { Symbol.Parameters.Length: 1 }
            && !daemon.Body.Descendants().OfType<IParameterReferenceOperation>().Any(reference =>
                SymbolEqualityComparer.Default.Equals(reference.Parameter, daemon.Symbol.Parameters[0])))
        {
            context.ReportDiagnostic(Diagnostic.Create(AdapterDiagnostics.DaemonIgnoresToken, daemon.Syntax.GetLocation()));
        }
    }

    private static void CheckField(OperationAnalysisContext context, IInvocationOperation invocation)
    {
        if (invocation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "field")?.Value is not { ConstantValue: { HasValue: true, Value: string path } } field
            || context.ContainingSymbol.ContainingType is not { } adapter
            || AdapterParser.ConfigType(adapter) is not { TypeKind: TypeKind.Class } config
            || path.Length == 0)
        {
            return;
        }

        var name = path.Split('.', '[')[0];
        var fields = config.GetMembers().OfType<IPropertySymbol>().Where(property => !property.IsStatic).Select(property => Camel(property.Name)).ToList();
        if (fields.Any(known => string.Equals(known, name.Replace("_", ""), StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var near = AdapterRules.Nearest(name, fields);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, near);
        context.ReportDiagnostic(Diagnostic.Create(
            AdapterDiagnostics.UnknownConfigField, field.Syntax.GetLocation(), properties, name, config.Name, near is null ? "" : $", did you mean '{near}'?"));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor descriptor, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, context.Operation.Syntax.GetLocation(), what));
}

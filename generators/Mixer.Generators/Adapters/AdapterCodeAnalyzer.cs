using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Adapters;

/// <summary>Checks what the code of adapters calls (MIX2010 to MIX2013, MIX2015); only in assemblies that declare adapters and are no tests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdapterCodeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        AdapterDiagnostics.UnknownConfigField, AdapterDiagnostics.RawConcurrency, AdapterDiagnostics.ForeignLogging, AdapterDiagnostics.DaemonIgnoresToken,
        AdapterDiagnostics.NeverCached,
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
        if (ForbiddenCalls.IsConcurrency(type, method.Name))
        {
            Report(context, AdapterDiagnostics.RawConcurrency, method.ContainingType.Name + "." + method.Name);
        }
        else if (ForbiddenCalls.IsForgotten(invocation))
        {
            Report(context, AdapterDiagnostics.RawConcurrency, $"leaving {method.Name} unawaited");
        }
        else if (ForbiddenCalls.IsLogging(type, method.Name))
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
        var creation = (IObjectCreationOperation)context.Operation;
        switch (creation.Type?.ToDisplayString())
        {
            case "System.Threading.Thread" or "System.Threading.Timer" or "System.Timers.Timer":
                Report(context, AdapterDiagnostics.RawConcurrency, "new " + creation.Type!.Name);
                break;
            case "Mixer.Sdk.CheckResult":
                CheckValidity(context, creation);
                break;
        }
    }

    /// <summary>OK with both zero is no opinion, which is no matter of caching.</summary>
    private static void CheckValidity(OperationAnalysisContext context, IObjectCreationOperation creation)
    {
        var zero = creation.Arguments.Where(argument => argument.Parameter?.Name is "ValidDuration" or "ValidUseCount" && IsZero(argument.Value)).ToList();
        var isOk = creation.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "Status")?.Value is IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "Ok" };
        if (zero.Count > 0 && !(isOk && zero.Count == 2))
        {
            var what = string.Join(" and ", zero.Select(argument => argument.Parameter!.Name));
            var value = zero[0].Parameter!.Name == "ValidUseCount" ? "10000" : "global::Mixer.Sdk.Values.Duration.FromSeconds(5)";
            var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, value);
            context.ReportDiagnostic(Diagnostic.Create(AdapterDiagnostics.NeverCached, zero[0].Syntax.GetLocation(), properties, what));
        }
    }

    private static bool IsZero(IOperation value) => value switch
    {
        IConversionOperation conversion => IsZero(conversion.Operand),
        IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: 0 } } => true,
        IPropertyReferenceOperation { Property: { Name: "Zero", ContainingType.Name: "Duration" } } => true,
        IObjectCreationOperation { Type.Name: "Duration" } created =>
            created.Arguments.Length == 0 || created.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0L },
        IInvocationOperation { TargetMethod: { Name: "FromSeconds", ContainingType.Name: "Duration" } } call =>
            call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: 0L },
        _ => false,
    };

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

        var near = NearestName.Find(name, fields);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, near);
        context.ReportDiagnostic(Diagnostic.Create(
            AdapterDiagnostics.UnknownConfigField, field.Syntax.GetLocation(), properties, name, config.Name, near is null ? "" : $", did you mean '{near}'?"));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor descriptor, string what) =>
        context.ReportDiagnostic(Diagnostic.Create(descriptor, context.Operation.Syntax.GetLocation(), what));
}

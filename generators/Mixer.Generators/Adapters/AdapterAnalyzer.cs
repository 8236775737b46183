using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.Adapters;

/// <summary>Checks that adapters keep what they declare (MIX2001 to MIX2008, MIX2020, MIX2021).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AdapterAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        AdapterDiagnostics.DuplicateName, AdapterDiagnostics.NoHandlerBuilder, AdapterDiagnostics.NoConstructor, AdapterDiagnostics.UnknownTemplate,
        AdapterDiagnostics.BuilderLacksInterface, AdapterDiagnostics.HandlerLacksInterface, AdapterDiagnostics.TemplateNotDeclared,
        AdapterDiagnostics.BadName, AdapterDiagnostics.NameTaken, AdapterDiagnostics.NotDeclared,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(AdapterParser.Attribute) is not { } attributeType)
        {
            return;
        }

        context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.IsTestProject", out var isTest);
        var isProduct = !string.Equals(isTest, "true", StringComparison.OrdinalIgnoreCase);
        var templates = new Lazy<ImmutableArray<TemplateContract>>(() => TemplateContract.All(context.Compilation));
        var names = new ConcurrentBag<AdapterName>();
        context.RegisterSymbolStartAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                var attribute = type.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attributeType));
                if (attribute?.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is not AttributeSyntax syntax)
                {
                    if (isProduct && attribute is null && !type.IsAbstract && AdapterParser.ConfigType(type) is not null)
                    {
                        var proposed = AdapterRules.ValidName(type.Name.EndsWith("Adapter", StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - 7) : type.Name);
                        var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, proposed);
                        symbol.RegisterSymbolEndAction(end => end.ReportDiagnostic(Diagnostic.Create(AdapterDiagnostics.NotDeclared, type.Locations[0], properties, type.Name, proposed)));
                    }

                    return;
                }

                var handlers = new ConcurrentBag<INamedTypeSymbol>();
                symbol.RegisterOperationAction(operation => CollectHandlers(operation, handlers), OperationKind.Return);
                symbol.RegisterSymbolEndAction(end => new AdapterCheck(type, attribute, syntax, templates.Value, end.ReportDiagnostic).Run(handlers));
                if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string name)
                {
                    names.Add(new AdapterName(name, type, syntax.ArgumentList!.Arguments[0].GetLocation()));
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => ReportDuplicates(end, names));
    }

    private static void CollectHandlers(OperationAnalysisContext context, ConcurrentBag<INamedTypeSymbol> handlers)
    {
        if (context.ContainingSymbol is not IMethodSymbol { Name: "BuildAsync" } || IsInsideLambda(context.Operation))
        {
            return;
        }

        foreach (var type in ReturnedTypes.Of(((IReturnOperation)context.Operation).ReturnedValue))
        {
            if (type.AllInterfaces.Any(candidate => candidate.Name == "IHandler" && candidate.ContainingNamespace.ToDisplayString() == "Mixer.Sdk")
                || type.TypeKind == TypeKind.Class && type.Locations.Any(location => location.IsInSource))
            {
                handlers.Add(type);
            }
        }
    }

    private static bool IsInsideLambda(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static void ReportDuplicates(CompilationAnalysisContext context, IEnumerable<AdapterName> names)
    {
        foreach (var group in names.GroupBy(adapter => adapter.Name, StringComparer.Ordinal))
        {
            var ordered = group
                .OrderBy(adapter => adapter.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(adapter => adapter.Location.SourceSpan.Start)
                .ToList();
            foreach (var later in ordered.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    AdapterDiagnostics.DuplicateName, later.Location, [ordered[0].Location], later.Name, ordered[0].Type.Name));
            }
        }
    }

    private sealed class AdapterName(string name, INamedTypeSymbol type, Location location)
    {
        public string Name { get; } = name;

        public INamedTypeSymbol Type { get; } = type;

        public Location Location { get; } = location;
    }
}

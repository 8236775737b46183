using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.Adapters;

/// <summary>Checks one adapter: its declaration, its builder and the handlers that it returns.</summary>
internal sealed class AdapterCheck(
    INamedTypeSymbol adapter, AttributeData attribute, AttributeSyntax syntax, ImmutableArray<TemplateContract> templates, Action<Diagnostic> report)
{
    public void Run(IEnumerable<INamedTypeSymbol> handlers)
    {
        CheckName();
        if (adapter.IsAbstract || adapter.IsGenericType || AdapterParser.ConfigType(adapter) is null)
        {
            Report(AdapterDiagnostics.NoHandlerBuilder, adapter, adapter.Name);
            return;
        }

        if (!adapter.InstanceConstructors.Any(IsUsable))
        {
            Report(AdapterDiagnostics.NoConstructor, adapter, adapter.Name);
        }

        var declared = Declared();
        foreach (var contract in declared)
        {
            CheckBuilder(contract);
        }

        ReportUndeclared(adapter, declared, contract => contract.Builder);
        foreach (var handler in handlers.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            foreach (var contract in declared)
            {
                CheckHandler(handler, contract);
            }

            ReportUndeclared(handler, declared, contract => contract.Handler);
        }
    }

    private static bool IsUsable(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal;

    private void CheckName()
    {
        if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is string name && !AdapterRules.IsName(name))
        {
            var near = AdapterRules.NearestName(name);
            var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, near);
            report(Diagnostic.Create(AdapterDiagnostics.BadName, syntax.ArgumentList!.Arguments[0].GetLocation(), properties, name, near));
        }
    }

    private List<TemplateContract> Declared()
    {
        var declared = new List<TemplateContract>();
        var listed = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "SupportedTemplates").Value;
        if (listed.Kind != TypedConstantKind.Array)
        {
            return declared;
        }

        foreach (var type in listed.Values.Select(value => value.Value).OfType<INamedTypeSymbol>().Where(type => type.TypeKind != TypeKind.Error))
        {
            if (TemplateContract.Of(type) is { } contract)
            {
                declared.Add(contract);
                continue;
            }

            var written = AdapterParser.SupportedTemplates(syntax).FirstOrDefault(candidate => candidate.Type.ToString().Split('.').Last() == type.Name);
            var near = AdapterRules.Nearest(type.Name.Replace("Instance", "").Replace("Handler", "") + "Template", templates.Select(template => template.Marker.Name));
            var hint = near is null ? "" : $", did you mean '{near}'?";
            var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.ReplacementProperty, near);
            report(Diagnostic.Create(AdapterDiagnostics.UnknownTemplate, (written ?? (SyntaxNode)syntax).GetLocation(), properties, type.Name, hint));
        }

        return declared;
    }

    private void CheckBuilder(TemplateContract contract)
    {
        if (contract.Builder is not { } builder)
        {
            return;
        }

        if (!Implements(adapter, builder))
        {
            Report(AdapterDiagnostics.BuilderLacksInterface, adapter, builder, adapter.Name, contract.Marker.Name, builder.Name);
        }
    }

    private void CheckHandler(INamedTypeSymbol handler, TemplateContract contract)
    {
        if (contract.Handler is not { } expected)
        {
            return;
        }

        if (!Implements(handler, expected))
        {
            Report(AdapterDiagnostics.HandlerLacksInterface, handler, expected, handler.Name, adapter.Name, contract.Marker.Name, expected.Name);
        }
    }

    private void ReportUndeclared(INamedTypeSymbol type, List<TemplateContract> declared, Func<TemplateContract, INamedTypeSymbol?> contractOf)
    {
        foreach (var contract in templates)
        {
            if (contractOf(contract) is { } expected
                && Implements(type, expected)
                && !declared.Any(known => SymbolEqualityComparer.Default.Equals(known.Marker, contract.Marker)))
            {
                var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.MarkerProperty, contract.Marker.Name);
                report(Diagnostic.Create(
                    AdapterDiagnostics.TemplateNotDeclared, syntax.GetLocation(), properties, type.Name, expected.Name, adapter.Name, contract.Marker.Name));
            }
        }
    }

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol expected) =>
        type.AllInterfaces.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate, expected));

    private void Report(DiagnosticDescriptor descriptor, INamedTypeSymbol at, params object[] arguments) =>
        report(Diagnostic.Create(descriptor, LocationOf(at), arguments));

    private void Report(DiagnosticDescriptor descriptor, INamedTypeSymbol at, INamedTypeSymbol expected, params object[] arguments)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(AdapterDiagnostics.InterfaceProperty, expected.ToDisplayString());
        report(Diagnostic.Create(descriptor, LocationOf(at), properties, arguments));
    }

    /// <summary>The name of the class, or the attribute if the class is in another assembly.</summary>
    private Location LocationOf(INamedTypeSymbol type) =>
        type.Locations.FirstOrDefault(location => location.IsInSource) ?? syntax.GetLocation();
}

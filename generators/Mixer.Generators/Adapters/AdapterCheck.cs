using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Templates;

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

        var returned = handlers.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToList();
        foreach (var handler in returned)
        {
            foreach (var contract in declared)
            {
                CheckHandler(handler, contract);
            }
        }

        foreach (var contract in templates.Where(known => !declared.Any(other => SymbolEqualityComparer.Default.Equals(known.Marker, other.Marker))))
        {
            CheckUndeclared(contract, returned);
        }
    }

    private static bool IsUsable(IMethodSymbol constructor) =>
        constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal;

    private void CheckName()
    {
        if (attribute.ConstructorArguments.Length != 1 || attribute.ConstructorArguments[0].Value is not string name)
        {
            return;
        }

        if (AdapterRules.IsName(name))
        {
            var taken = TemplateBinder.CoreKinds.Contains(name) ? "a core resource kind"
                : templates.FirstOrDefault(template => template.Name == name) is { } template ? "the template " + template.Marker.Name
                : null;
            if (taken is not null)
            {
                report(Diagnostic.Create(AdapterDiagnostics.NameTaken, syntax.ArgumentList!.Arguments[0].GetLocation(), name, taken));
            }
        }
        else
        {
            var near = AdapterRules.ValidName(name);
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

            var written = AdapterParser.SupportedTemplates(syntax).FirstOrDefault(candidate => candidate.Type.ToString().Split('.', ':').Last() == type.Name);
            var near = NearestName.Find(type.Name.Replace("Instance", "").Replace("Handler", "") + "Template", templates.Select(template => template.Marker.Name));
            if (templates.FirstOrDefault(template => template.Marker.Name == near) is { } meant)
            {
                // It goes on as the template that is meant, so that the name is the only message.
                declared.Add(meant);
            }

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
            Report(AdapterDiagnostics.BuilderLacksInterface, adapter, contract, builder, adapter.Name, contract.Marker.Name, builder.Name);
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
            Report(AdapterDiagnostics.HandlerLacksInterface, handler, contract, expected, handler.Name, adapter.Name, contract.Marker.Name, expected.Name);
        }
    }

    private void CheckUndeclared(TemplateContract contract, List<INamedTypeSymbol> handlers)
    {
        var (type, expected) = contract.Builder is { } builder && Implements(adapter, builder) ? (adapter, builder)
            : contract.Handler is { } handled && handlers.FirstOrDefault(handler => Implements(handler, handled)) is { } handler ? (handler, handled)
            : default;
        if (type is not null)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(AdapterDiagnostics.MarkerProperty, contract.Marker.Name);
            report(Diagnostic.Create(
                AdapterDiagnostics.TemplateNotDeclared, syntax.GetLocation(), properties, type.Name, expected.Name, adapter.Name, contract.Marker.Name));
        }
    }

    private static bool Implements(INamedTypeSymbol type, INamedTypeSymbol expected) =>
        type.AllInterfaces.Any(candidate => SymbolEqualityComparer.Default.Equals(candidate, expected));

    private void Report(DiagnosticDescriptor descriptor, INamedTypeSymbol at, params object[] arguments) =>
        report(Diagnostic.Create(descriptor, LocationOf(at), arguments));

    private void Report(DiagnosticDescriptor descriptor, INamedTypeSymbol at, TemplateContract contract, INamedTypeSymbol expected, params object[] arguments)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(AdapterDiagnostics.InterfaceProperty, expected.ToDisplayString())
            .Add(AdapterDiagnostics.MarkerProperty, contract.Marker.Name)
            .Add(AdapterDiagnostics.AdapterProperty, adapter.ToDisplayString());
        report(Diagnostic.Create(descriptor, LocationOf(at), properties, arguments));
    }

    /// <summary>The name of the class, or the attribute if the class is in another assembly.</summary>
    private Location LocationOf(INamedTypeSymbol type) =>
        type.Locations.FirstOrDefault(location => location.IsInSource) ?? syntax.GetLocation();
}

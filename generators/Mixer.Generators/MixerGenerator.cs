using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Adapters;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Emission;
using Mixer.Generators.Inventory;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;
using Mixer.Generators.Templates;

namespace Mixer.Generators;

/// <summary>
/// Template protos become contracts and their runtime half; adapters become registrations; hosts get an inventory. Each file is parsed by
/// itself, everything shared joins late, and every step's result is compared by value.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MixerGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => MixerOptions.Read(provider));
        var bound = BindTemplates(context);
        var identities = bound.Select(static (result, _) => result.Identity).Collect().Select(static (all, _) => all.ToEquatableArray());
        var duplicates = identities.Select(static (all, _) => InventoryRules.Duplicates(all));
        ReportAll(context, duplicates);
        CheckInventory(context, identities);

        var models = bound
            .Combine(duplicates)
            .Where(static pair => pair.Right.All(duplicate => duplicate.Path != pair.Left.Identity.Path))
            .Select(static (pair, _) => pair.Left.Model)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(StepNames.TemplateModel);
        context.RegisterSourceOutput(models.Combine(options), static (output, pair) =>
        {
            output.AddSource(pair.Left.Name + ".g.cs", TemplateEmitter.EmitContracts(pair.Left, pair.Right.RootNamespace));
            output.AddSource(pair.Left.Name + ".Runtime.g.cs", TemplateEmitter.EmitRuntime(pair.Left, pair.Right.RootNamespace));
        });

        var local = models.Select(static (model, _) => TemplateMembers.Of(model)).Collect().Select(static (all, _) => all.ToEquatableArray());
        var adapters = context.SyntaxProvider
            .ForAttributeWithMetadataName(AdapterParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, AdapterParser.Parse)
            .Where(static adapter => adapter is not null)
            .Select(static (adapter, _) => adapter!)
            .WithTrackingName(StepNames.ParseAdapter);
        context.RegisterSourceOutput(adapters.Combine(local).Combine(options), static (output, pair) =>
        {
            var names = pair.Left.Right.Select(template => template.MarkerName).ToEquatableArray();
            var adapter = pair.Left.Left;
            output.AddSource(adapter.Implementation + ".Registration.g.cs", AdapterEmitter.Emit(adapter, names, pair.Right.RootNamespace));
        });

        CheckImplementations(context, local);
        EmitRegistry(context, options, local, adapters);
    }

    private static void CheckImplementations(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<TemplateMembers>> templates)
    {
        var implementations = context.SyntaxProvider
            .CreateSyntaxProvider(ImplementationParser.IsCandidate, ImplementationParser.Parse)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(StepNames.ParseImplementation);
        context.RegisterSourceOutput(implementations.Combine(templates).Select(static (pair, _) => ImplementationRules.Check(pair.Left, pair.Right)), Report);
    }

    private static IncrementalValuesProvider<BindResult> BindTemplates(IncrementalGeneratorInitializationContext context)
    {
        var protos = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(".proto", StringComparison.Ordinal))
            .Select(static (text, cancellation) => ProtoParser.Parse(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(StepNames.ParseProto);
        var others = protos.Where(static file => !TemplateBinder.IsTemplate(file)).Collect().Select(static (files, _) => files.ToEquatableArray());
        var bound = protos.Where(TemplateBinder.IsTemplate)
            .Combine(others)
            .Select(static (pair, _) => TemplateBinder.Bind(pair.Left, pair.Right))
            .WithTrackingName(StepNames.BindTemplate);
        var diagnostics = bound.Select(static (result, _) => result.Diagnostics).WithTrackingName(StepNames.TemplateDiagnostics);
        context.RegisterSourceOutput(diagnostics, Report);
        context.RegisterSourceOutput(protos.Select(static (file, _) => ConfigProtoRules.Check(file)), Report);
        return bound;
    }

    private static void CheckInventory(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<TemplateIdentity>> templates)
    {
        var inventory = context.AdditionalTextsProvider
            .Where(static text => text.Path.Replace('\\', '/').EndsWith("/" + InventoryFile.FileName, StringComparison.Ordinal))
            .Select(static (text, cancellation) => InventoryFile.Parse(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(StepNames.ParseInventory);
        var diagnostics = inventory.Combine(templates)
            .Select(static (pair, _) => InventoryRules.Check(pair.Left, pair.Right))
            .WithTrackingName(StepNames.InventoryDiagnostics);
        context.RegisterSourceOutput(diagnostics, Report);
    }

    private static void EmitRegistry(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<MixerOptions> options,
        IncrementalValueProvider<EquatableArray<TemplateMembers>> templates,
        IncrementalValuesProvider<AdapterModel> adapters)
    {
        var referenced = context.CompilationProvider.Combine(options)
            .Select(static (pair, cancellation) => pair.Right.IsHost ? HostScanner.Scan(pair.Left, cancellation) : EquatableArray<HostEntry>.Empty);
        var local = templates.Combine(adapters.Collect()).Combine(options).Select(static (all, _) =>
            all.Left.Left.Select(template => new HostEntry(template.Name, $"global::{all.Right.RootNamespace}.{template.MarkerName}", "this project", true))
                .Concat(all.Left.Right.Select(adapter => new HostEntry(adapter.Name, "global::" + adapter.RegistrationType, "this project", false)))
                .ToEquatableArray());
        var entries = referenced.Combine(local)
            .Select(static (pair, _) => pair.Left.Concat(pair.Right).ToEquatableArray())
            .WithTrackingName(StepNames.HostEntries);
        context.RegisterSourceOutput(entries.Combine(options), static (output, pair) =>
        {
            if (!pair.Right.IsHost)
            {
                return;
            }

            Report(output, RegistryEmitter.Check(pair.Left));
            output.AddSource("MixerInventory.g.cs", RegistryEmitter.Emit(pair.Left, pair.Right.RootNamespace));
        });
    }

    private static void ReportAll(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<DiagnosticInfo>> diagnostics) =>
        context.RegisterSourceOutput(diagnostics, Report);

    private static void Report(SourceProductionContext output, EquatableArray<DiagnosticInfo> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }
    }
}
